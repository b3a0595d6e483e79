"""Who of the school keeps a file: given at its opening, changed when somebody else takes over."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.guidance.domain.keeping import KEEPERS
from leerrecht.guidance.domain.opening import require_house
from leerrecht.guidance.models import Begeleidingsdossier, Counsellor
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Membership


def keepers_of(school_ids: Sequence[int], on: dt.date) -> list[User]:
    """Who may be the counsellor of a file there: whoever keeps files at that school today, by name."""
    working = Membership.objects.filter(organisation_id__in=school_ids, role__in=KEEPERS, period__contains=on)
    found = User.objects.filter(pk__in=working.values("user"), is_active=True)
    return list(found.order_by("last_name", "first_name", "pk"))


@transaction.atomic
def add_counsellor(*, by: Principal, file: Begeleidingsdossier, user: User, first: dt.date) -> Counsellor:
    """Let somebody of the school keep this file from a day on. Raises ``Denied``, ``ValidationError`` by field."""
    file, why = _open(by, file)
    if user not in keepers_of([file.organisation_id], by.on):
        raise ValidationError({"user": _("Kies iemand die op deze school begeleidingsdossiers bijhoudt.")})
    if first < file.opened_on:
        raise ValidationError({"first": _("Het dossier ging later open: kies een dag daarna.")})
    return _add(by, file, user, first, why)


@transaction.atomic
def end_counsellor(*, by: Principal, counsellor: Counsellor) -> Counsellor:
    """Somebody keeps the file no longer, from today on. Raises ``Denied``, ``ValidationError``."""
    file, why = _open(by, counsellor.file)
    counsellor = Counsellor.objects.select_for_update().get(pk=counsellor.pk)
    if counsellor.until is not None:
        raise ValidationError(_("Dit was al gestopt."))
    counsellor.until = max(by.on, counsellor.first)
    counsellor.save(update_fields=["until"])
    _log(by, file, why, counsellor)
    return counsellor


@transaction.atomic
def share_out(*, by: Principal, files: Sequence[Begeleidingsdossier], user: User) -> int:
    """Give several files to one counsellor from today on; says how many were new to that person.

    Raises ``Denied``, ``ValidationError``.
    """
    if not files:
        raise ValidationError(_("Vink minstens één dossier aan."))
    theirs = set(
        Counsellor.objects.filter(file__in=files, who_id=user.pk, until=None).values_list("file_id", flat=True)
    )
    new = [file for file in files if file.pk not in theirs]
    for file in new:
        add_counsellor(by=by, file=file, user=user, first=max(by.on, file.opened_on))
    return len(new)


def _add(by: Principal, file: Begeleidingsdossier, user: User, first: dt.date, why: str) -> Counsellor:
    made = Counsellor(file=file, who_id=user.pk, who=user.get_full_name() or user.username, first=first)
    with refusals({"counsellor_once": {"user": _("Die persoon begeleidt dit dossier al.")}}):
        made.save(force_insert=True)
    _log(by, file, why, made)
    return made


def _open(by: Principal, file: Begeleidingsdossier) -> tuple[Begeleidingsdossier, str]:
    why = policy.require(by, acts.GUIDANCE_KEEP, file)
    require_house(by, file.organisation_id)
    file = Begeleidingsdossier.objects.select_for_update().get(pk=file.pk)
    if file.closed_on is not None:
        raise ValidationError(_("Dit begeleidingsdossier is gesloten."))
    return file, why


def _log(by: Principal, file: Begeleidingsdossier, why: str, counsellor: Counsellor) -> None:
    log.record(
        by=by, act="guidance.counsel", on=file, pupil_id=file.pupil_id, organisation_id=file.organisation_id, why=why,
        detail={"compartment": file.compartment, "user": counsellor.who_id},
    )  # fmt: skip
