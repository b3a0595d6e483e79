"""The cel leerlingenbegeleiding in the demo: one meeting that was held a week ago, and one that is planned.

Each text holds the marker of its compartment and community, so that one on the wrong page shows.
"""

from datetime import date, time, timedelta
from uuid import UUID, uuid5

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.cases import CASE_CLASS, CASE_SEAT
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.meetings.domain import agenda, planning, writing
from leerrecht.meetings.models import Item, Meeting, State

WEEK = timedelta(weeks=1)
INVITED = ("begeleider", "directeur", "leerkracht", "clb")
DISCUSSED = 4
_KEYS = UUID("6f1c3a52-5d0b-4a0e-9a53-2f8f6f1f7d11")

# Who, compartment and text.
MINUTES = (
    ("begeleider", "zorg", "Komt elke dag aan de poort, maar gaat niet mee naar binnen"),
    ("begeleider", "team", "Iedereen begroet bij naam, geen vragen over de afwezigheid"),
    ("directeur", "gedeeld", "School en CLB bellen om beurt, telkens op maandag"),
    ("clb", "clb", "We bekijken of een traject buiten de school past"),
)
# Who notes it, compartment, what, and who does it.
TASKS = (
    ("begeleider", "zorg", "Maakt een rustige plek vrij", "begeleider"),
    ("directeur", "gedeeld", "Gaat langs bij het gezin", "clb"),
)


def make_meetings(community: Community, everyone: list[Enrolled], *, today: date) -> None:
    """A week ago some pupils were discussed, and what was left comes back next week."""
    by = _as(community, "begeleider", today)
    pupil = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS][CASE_SEAT]
    held = _plan(community, by, today)
    # Nobody plans in the past: it is planned for today, and then it was a week ago.
    Meeting.objects.filter(pk=held.pk).update(on=today - WEEK)
    item = agenda.add_pupil(by=by, meeting=held, pupil=pupil, shared=True)
    agenda.share(by=by, item=item, shared=True)
    for who, compartment, text in MINUTES:
        writing.write_minute(
            by=_as(community, who, today), item=item, key=_key(held, compartment),
            words=_words(community, compartment, text),
        )  # fmt: skip
    for who, compartment, text, doer in TASKS:
        words = _words(community, compartment, text)
        decision = writing.Decision(what=words.text, due_on=today + WEEK, who_id=community.users[doer].pk)
        writing.decide(
            by=_as(community, who, today), item=item, key=_key(held, compartment), words=words, decision=decision
        )
    agenda.discussed(by=by, item=item)
    for other in Item.objects.filter(meeting=held, state=State.OPEN)[:DISCUSSED]:
        text = "Er is contact met thuis, we kijken over twee weken opnieuw"
        writing.write_minute(by=by, item=other, key=_key(held, str(other.pk)), words=_words(community, "zorg", text))
        agenda.discussed(by=by, item=other)
    planning.close_meeting(by=by, meeting=held)
    _plan(community, by, today + WEEK)


def _plan(community: Community, by: Principal, on: date) -> Meeting:
    invited = tuple(community.users[key].pk for key in INVITED)
    wanted = planning.Wanted(on=on, starts_at=time(12, 30), place="lokaal 104", most=8, invited=invited)
    return planning.plan_meeting(by=by, school=community.secundair, wanted=wanted)


def _words(community: Community, compartment: str, text: str) -> writing.Words:
    house = community.centre.pk if compartment == "clb" else community.secundair.pk
    said = f"{text} [[{compartment}:{community.key}]]."
    return writing.Words(text=said, compartment=compartment, organisation_id=house)


def _key(meeting: Meeting, name: str) -> UUID:
    return uuid5(_KEYS, f"{meeting.pk}:{name}")


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)
