"""What pupil and parents say about a procedure or minutes, brought to where staff reads, and what was done with it."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.discipline.models import Procedure
from leerrecht.discipline.voices import Keeper
from leerrecht.guidance.voices import Voice
from leerrecht.portal.domain.matters import settle
from leerrecht.portal.models import Kind, Matter, Outcome

SAID = (Kind.STATEMENT, Kind.REMARK)


def read(procedure: Procedure, *, to: Principal) -> list[Voice]:
    """What this reader may read of it, the first first."""
    return [_voice(one) for one in _readable(to).filter(_about(procedure))]


def read_remarks(keys: Collection[UUID], *, to: Principal) -> dict[UUID, list[Voice]]:
    """By the key of minutes what this reader may read beside them, the first first."""
    rows = _readable(to).filter(kind=Kind.MINUTES, about__in=[str(key) for key in keys], withdrawn_on=None)
    found: dict[UUID, list[Voice]] = {}
    for one in rows:
        found.setdefault(UUID(one.about), []).append(_voice(one))
    return found


def _readable(to: Principal) -> "QuerySet[Matter]":
    rows = policy.visible(Matter, to=to, act=acts.NOTE_VIEW).filter(note__withdrawn_at=None)
    return rows.select_related("note", "answer").order_by("on", "written_at")


def _voice(one: Matter) -> Voice:
    return Voice(
        str(Kind(one.kind).label), one.written_by, one.on, one.note.text if one.note else "", one.companion,
        str(Outcome(one.outcome).label) if one.outcome else "", one.answer.text if one.answer else "",
        reverse("note-file", args=[one.note_id]) if one.note and one.note.file_id else "",
    )  # fmt: skip


def waiting(procedure: Procedure, *, on: dt.date) -> bool:
    """Whether something was said that nobody answered. Read for who decides, whatever they may read themselves."""
    with stand(command("wat er gezegd is", on, vaults=[Tucht.key])):
        return _open(procedure).exists()


@transaction.atomic
def answer(*, by: Principal, procedure: Procedure, why: str, outcome: str, words: str) -> None:
    """Who decides says what was done with all that was said: without it there is no decision.

    The verb of the decision asked the policy. Raises ``ValidationError`` by field.
    """
    if not waiting(procedure, on=by.on):
        return
    wrong = {}
    if outcome not in Outcome.values:
        wrong["heard"] = _("Kies wat de school deed met wat leerling en ouders zeiden.")
    if not words.strip():
        wrong["heard_words"] = _("Schrijf in gewone woorden wat u ermee deed, en waarom.")
    if wrong:
        raise ValidationError(wrong)
    with stand(command("wat er gezegd is", by.on, vaults=[Tucht.key])):
        rows = list(_open(procedure).select_for_update())
    for matter in rows:
        settle(by=by, matter=matter, outcome=outcome, text=words, why=why)


def _about(procedure: Procedure) -> Q:
    return Q(pupil_id=procedure.pupil_id, about=str(procedure.pk), kind__in=SAID, withdrawn_on=None)


def _open(procedure: Procedure) -> "QuerySet[Matter]":
    return Matter.objects.filter(_about(procedure), answered_on=None)


KEEPER = Keeper(Outcome.choices, read, waiting, answer)
