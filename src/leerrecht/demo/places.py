"""Places in the demo: what schools reported, who waits, and a school that did not call back."""

from datetime import date, timedelta

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.cases import CASE_CLASS, CASE_SEAT
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.law.calendar import school_year
from leerrecht.places.domain import refusing, reporting, waiting
from leerrecht.places.domain.judging import Refused
from leerrecht.places.models import Slot

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
# By kind of place: the reports, so many weeks ago, with places, free places and whether it was declared full.
TOLD = (
    ("stroom_b", 1, ((9, 24, 3, False), (2, 24, 0, True))),
    ("okan", None, ((3, 15, 2, False),)),
    ("bovenbouw", 3, ((12, 60, 4, False),)),
)


def make_places(community: Community, everyone: list[Enrolled], *, today: date) -> None:
    """Told by the desk of the secondary school; the CLB asks for the pupil around whom everybody works."""
    desk, clb = _as(community, "secretariaat", today), _as(community, "clb", today)
    slots = {kind: _slot(community, kind, grade, told, today) for kind, grade, told in TOLD}
    first = next(one.pupil for one in everyone if one.school.pk == community.lager.pk)
    newcomer = waiting.Child(first_name="Samira", last_name=first.last_name, birth_date=date(today.year - 13, 4, 2))
    waiting.ask_place(by=desk, slot=slots["okan"], child=newcomer, asked_on=today - 5 * WEEK)
    later = waiting.Child(first_name="Milan", last_name=first.last_name, birth_date=date(today.year - 12, 8, 9))
    line = waiting.ask_place(by=desk, slot=slots["stroom_b"], child=later, asked_on=today - WEEK, channel="aanmelden")
    waiting.refuse(by=desk, application=line, refused=Refused(on=today - 6 * DAY, ground="volzet"))
    pupil = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS][CASE_SEAT]
    waiting.ask_place(by=clb, slot=slots["bovenbouw"], child=pupil, asked_on=today - WEEK, channel="clb")
    told = refusing.Told(
        on=today - 12 * DAY, way="niet_gebeld", kind="bovenbouw", school_name="Een school in een andere stad",
        about="uitgesloten", impact="blijft", reporter="ouders",
        words=f"Drie keer gebeld, telkens “we bellen terug” [[clb:{community.key}]]",
    )  # fmt: skip
    refusal = refusing.report_refusal(by=clb, pupil=pupil, told=told)
    refusing.take_step(by=clb, refusal=refusal, kind="gebeld", on=today - 3 * DAY, look_on=today + 4 * DAY)


def _slot(
    community: Community, kind: str, grade: int | None, told: tuple[tuple[int, int, int, bool], ...], today: date
) -> Slot:
    desk = _as(community, "secretariaat", today)
    what = reporting.What(kind=kind, school_year=school_year(today), grade=grade)
    slot = reporting.open_slot(by=desk, school=community.secundair, what=what)
    for weeks, capacity, free, full in told:
        room = reporting.Room(
            on=today - weeks * WEEK, capacity=capacity, free=free, full=full, said_by="het secretariaat"
        )
        reporting.report_places(by=desk, slot=slot, room=room)
    return slot


def _as(community: Community, key: str, on: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=on)
