"""The letter to the parents of a child that is found nowhere, and the reminder: printed as all letters are.

A child on the list may be no pupil of the system, so that the letter stands with its step and not in the archive of
letters, which is about pupils.
"""

import datetime as dt
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.tables import waarde
from leerrecht.leerplicht import rules
from leerrecht.leerplicht.domain.steps import save
from leerrecht.leerplicht.models import Check, CheckKind, ListedChild, State, StepKind
from leerrecht.letters.domain.blocks import blocks
from leerrecht.letters.domain.placeholders import fill
from leerrecht.letters.domain.planning import Draft, Sender, printable, sender_of
from leerrecht.letters.domain.press import Press, press
from leerrecht.letters.domain.wording import in_words

DELIVERED = Path(__file__).resolve().parent.parent / "delivered"
MOST = 200
"""So many letters in one go: a page that waits for its letters."""


@cache
def wording(kind: str) -> tuple[str, str]:
    """Subject and text of a letter."""
    raw = tomllib.loads((DELIVERED / f"{kind}.toml").read_text(encoding="utf-8"))
    return raw["onderwerp"], raw["tekst"].strip()


@transaction.atomic
def write_letters(*, by: Principal, check: Check, children: Sequence[UUID], weeks: int | None = None) -> int:
    """The first letter for each of these children; parents have ``weeks`` to answer. Gives how many were made.

    Raises ``Denied``; ``ValidationError`` for a term that the law does not know, for kleuters, and for a child who was
    written to before or is not open: then no letter is made at all.
    """
    least, most = waarde("leerplichtcontrole.antwoord_minstens"), waarde("leerplichtcontrole.antwoord")
    weeks = most if weeks is None else weeks
    if not least <= weeks <= most:
        raise ValidationError(
            {
                "weeks": _("Ouders krijgen %(least)s tot %(most)s weken om te antwoorden.")
                % {"least": least, "most": most}
            }
        )
    chosen = _chosen(by, check, children)
    for child in chosen:
        if child.letter_on is not None:
            raise ValidationError(_("%(child)s: de brief is al gemaakt.") % {"child": child})
        child.letter_on, child.answer_by = by.on, by.on + dt.timedelta(weeks=weeks)
    return _print(by, check, chosen, StepKind.LETTER)


@transaction.atomic
def remind(*, by: Principal, check: Check, children: Sequence[UUID]) -> int:
    """The reminder (001:1180), where the term of the letter passed without an answer. Raises as the letter does."""
    chosen = _chosen(by, check, children)
    for child in chosen:
        if child.letter_on is None or child.answer_by is None or child.answered_on is not None:
            raise ValidationError(_("%(child)s: er is geen brief zonder antwoord.") % {"child": child})
        if child.reminder_on is not None:
            raise ValidationError(_("%(child)s: de herinnering is al gemaakt.") % {"child": child})
        if child.answer_by >= by.on:
            raise ValidationError(
                _("%(child)s: de ouders hebben nog tijd tot en met %(day)s.")
                % {"child": child, "day": in_words(child.answer_by, "nl")}
            )
        child.reminder_on = by.on
        child.answer_by = by.on + dt.timedelta(weeks=rules.REMINDER_WEEKS)
    return _print(by, check, chosen, StepKind.REMINDER)


def _chosen(by: Principal, check: Check, children: Sequence[UUID]) -> list[ListedChild]:
    policy.require(by, acts.LEERPLICHT_KEEP, check)
    if check.kind != CheckKind.COMPULSORY:
        raise ValidationError(
            _("Kleuters die nog niet leerplichtig zijn, krijgen geen brief van de leerplichtcontrole.")
        )
    rows = ListedChild.objects.filter(check_list=check, pk__in=list(children)).select_for_update(of=("self",))
    found = list(rows.select_related("check_list"))
    if not found:
        raise ValidationError(_("Kies minstens één kind."))
    if len(found) > MOST:
        raise ValidationError(_("Maak hoogstens %(most)s brieven tegelijk.") % {"most": MOST})
    for child in found:
        if child.state != State.OPEN:
            raise ValidationError(_("%(child)s staat niet open.") % {"child": child})
    return found


def _print(by: Principal, check: Check, children: Sequence[ListedChild], kind: StepKind) -> int:
    sender = sender_of(by, check.organisation)
    logo = bytes(sender.style.logo) if sender.style.logo else None
    with press(logo=logo) as machine:
        for child in children:
            content = _pdf(machine, sender, child, kind, by.on)
            save(
                by, child, kind, by.on, due_on=child.answer_by, content=content,
                file_name=f"{kind.value}-{child.sort_key.replace(' ', '-')[:60]}-{by.on.isoformat()}.pdf",
            )  # fmt: skip
    return len(children)


def _pdf(machine: Press, sender: Sender, child: ListedChild, kind: StepKind, on: dt.date) -> bytes:
    subject, text = wording(kind.value)
    reached = " · ".join(filter(None, (sender.style.phone, sender.style.email)))
    values = {
        "kind": str(child),
        "geboortedatum": in_words(child.birth_date, "nl"),
        "peildatum": in_words(child.check_list.reference_date, "nl"),
        "antwoord_tegen": in_words(child.answer_by or on + ONE_DAY, "nl"),
        "brief_op": in_words(child.letter_on or on, "nl"),
        "contact": _("U bereikt ons via %(how)s.") % {"how": reached} if reached else "",
    }
    draft = Draft(
        pupil_id=child.pupil_id or 0, recipient="", recipient_name="", language="nl", version=0, addresses=(),
        subject=fill(subject, values), body=tuple(blocks(fill(text, values))),
        to=(_("Aan de ouders of voogd van"), str(child)), occasion="", counterpart_id=None, certificate_id=None,
        address=tuple(filter(None, (child.address, f"{child.postcode} {child.town}".strip()))),
    )  # fmt: skip
    return machine.pdf(printable(draft, sender, on), on)
