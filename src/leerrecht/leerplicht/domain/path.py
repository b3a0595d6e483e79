"""What comes next for a child on the list, in one place: for lists as SQL, for words and days as Python."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, CharField, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.leerplicht.models import CheckKind, ListedChild, State
from leerrecht.leerplicht.rules import MUNICIPALITY_WEEKS

DECIDE, LETTER, WAIT, JUDGE, REMIND, HAND = "beslissen", "brief", "wachten", "antwoord", "herinnering", "gemeente"
WITH_MUNICIPALITY, PROSECUTE, FOLLOW, FAMILY, KLEUTER = "bij-gemeente", "parket", "opvolgen", "kind-gezin", "kleuter"
DONE = "klaar"

NAMES: dict[str, str | Promise] = {
    DECIDE: _("Beslissen of het een leerling is die we kennen"),
    LETTER: _("Een brief aan de ouders"),
    WAIT: _("Wachten op het antwoord van de ouders"),
    JUDGE: _("Het antwoord van de ouders beoordelen"),
    REMIND: _("Een herinnering sturen"),
    HAND: _("De naam aan de gemeente bezorgen"),
    WITH_MUNICIPALITY: _("De gemeente gaat na"),
    PROSECUTE: _("Beoordelen: afsluiten, of het parket"),
    FOLLOW: _("Opvolgen na het parket"),
    FAMILY: _("De naam aan Kind en Gezin bezorgen"),
    KLEUTER: _("Opvolgen: is het kind ingeschreven?"),
    DONE: _("Klaar"),
}
# What asks AGODI to do something now.
ACTIVE = (DECIDE, LETTER, JUDGE, REMIND, HAND, PROSECUTE, FAMILY)


def next_step(on: dt.date) -> Case:
    """The key of what comes next, for ``annotate``: the first that applies."""
    municipality = on - dt.timedelta(weeks=MUNICIPALITY_WEEKS)
    waits_there = Q(visited_on=None, handed_on__gte=municipality)
    return Case(
        When(state__in=(State.FOUND, State.CLOSED), then=Value(DONE)),
        When(state=State.DOUBT, then=Value(DECIDE)),
        When(check_list__kind=CheckKind.TODDLERS, family_service_on=None, then=Value(FAMILY)),
        When(check_list__kind=CheckKind.TODDLERS, then=Value(KLEUTER)),
        When(prosecutor_on__isnull=False, then=Value(FOLLOW)),
        When(Q(handed_on__isnull=False) & waits_there, then=Value(WITH_MUNICIPALITY)),
        When(handed_on__isnull=False, then=Value(PROSECUTE)),
        When(answered_on__isnull=False, then=Value(JUDGE)),
        When(letter_on=None, then=Value(LETTER)),
        When(answer_by__gte=on, then=Value(WAIT)),
        When(reminder_on=None, then=Value(REMIND)),
        default=Value(HAND),
        output_field=CharField(),
    )


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next for one child; ``due`` the day until which somebody else has time, or since which it waits."""

    key: str
    due: dt.date | None

    @property
    def name(self) -> str | Promise:
        return NAMES[self.key]

    @property
    def active(self) -> bool:
        return self.key in ACTIVE


def next_of(child: ListedChild, key: str) -> Next:
    """The same with its day, for a child that was read with :func:`next_step`."""
    due: dt.date | None = None
    if key in (WAIT, REMIND, HAND):
        due = child.answer_by
    elif key in (WITH_MUNICIPALITY, PROSECUTE) and child.handed_on is not None:
        due = child.handed_on + dt.timedelta(weeks=MUNICIPALITY_WEEKS)
    elif key == JUDGE:
        due = child.answered_on
    return Next(key, due)
