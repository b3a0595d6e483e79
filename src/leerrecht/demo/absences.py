"""What happened since 1 September: illness, truancy, registers, and stories that call for somebody."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from leerrecht.access.principal import Principal
from leerrecht.attendance.domain import certificates, half_days, registers
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.documents.models import Upload
from leerrecht.enrolment.domain.queries.calendar import held_between
from leerrecht.facts.domain import changes, facts

HalfDays = list[tuple[date, str]]

# A page with nothing on it: enough to be a scan.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class Story:
    """A pupil whose absences call for somebody: marks, and what people did about them."""

    title: str
    marks: Callable[[HalfDays], Iterable[tuple[date, str, str]]]
    acts: tuple[tuple[str, int], ...] = ()  # (kind of event, days ago)
    approved: bool = True  # whether the director agreed to its P


def _last(days: HalfDays, count: int, mark: str, skip: int = 0) -> Iterator[tuple[date, str, str]]:
    chosen = days[-count - skip : len(days) - skip]
    return ((day, part, mark) for day, part in chosen)


def _spread(days: HalfDays, count: int, mark: str) -> Iterator[tuple[date, str, str]]:
    step = max(1, len(days) // count)
    return ((day, part, mark) for day, part in days[step - 1 :: step][:count])


def _none(_days: HalfDays) -> Iterator[tuple[date, str, str]]:
    """The certificates of this story make the marks."""
    return iter(())


STORIES = (
    Story("eerste B, nog niemand belde", lambda d: _last(d, 1, "B", 3)),
    Story("drie B verspreid", lambda d: _spread(d, 3, "B"), (("contact_ouders", 10),)),
    Story("zes B, nog niet gemeld", lambda d: _last(d, 6, "B", 4), (("contact_ouders", 3),)),
    Story(
        "twaalf B, school en CLB samen aan de slag",
        lambda d: _spread(d, 12, "B"),
        (("contact_ouders", 40), ("begeleidingsmaatregel", 35), ("melding_clb", 20), ("begeleidingsdossier", 20)),
    ),
    Story("vierendertig B", lambda d: _spread(d, 34, "B"), (("contact_ouders", 30), ("begeleidingsmaatregel", 25))),
    Story("elke vrijdagnamiddag weg", lambda d: [(x, p, "B") for x, p in d if x.isoweekday() == 5 and p == "nm"][-6:]),
    Story("veel in korte tijd", lambda d: [*_last(d, 14, "Z", 12), *_last(d, 10, "B")]),
    Story("maandag en dinsdag thuis met Z", lambda d: [(x, p, "Z") for x, p in d if x.isoweekday() <= 2][-20:]),
    Story("reden nog niet bekend", lambda d: _last(d, 3, "-")),
    Story("veel P", lambda d: _spread(d, 32, "P")),
    Story("P gevraagd, de directeur beslist nog", lambda d: _last(d, 2, "P"), approved=False),
    Story("langdurig ziek", _none),
    Story("vijf briefjes van de ouders", _none),
)
ILL_FOR_LONG, MANY_NOTES = len(STORIES) - 2, len(STORIES) - 1


def make_absences(community: Community, everyone: list[Enrolled], *, by: Principal, today: date, draw: Random) -> None:
    """Marks, certificates, registers and acts from 1 September until today."""
    year = community.year
    begin = date(year, 9, 1)
    held = {school.pk: held_between(school.pk, begin, today) for school in (community.lager, community.secundair)}
    troubled = _story_pupils(community, everyone)
    written: list[half_days.Change] = []
    for enrolled in everyone:
        days = held[enrolled.school.pk]
        story = troubled.get(enrolled.pupil.pk)
        if story is None:
            _ordinary_year(community, enrolled, days, by=by, draw=draw)
            continue
        told = STORIES[story]
        written += [_change(enrolled, year, *mark, approved=told.approved) for mark in told.marks(days)]
    half_days.write(written, by=by, source="invoer")
    for enrolled in everyone:
        story = troubled.get(enrolled.pupil.pk)
        if story is not None:
            _tell(community, enrolled, story, held[enrolled.school.pk], by=by, today=today)
    # After the certificates: a certificate leaves a half-day alone on which the register counted the pupil as present.
    _take_registers(community, held, by=by, today=today)
    changes.notify(enrolled.pupil.pk for enrolled in everyone)


def _story_pupils(community: Community, everyone: list[Enrolled]) -> dict[int, int]:
    """Each story happens to one pupil of the teacher's own classes and to one elsewhere in the secondary school."""
    secondary = [enrolled for enrolled in everyone if enrolled.school.pk == community.secundair.pk]
    first = {secondary[2 + 3 * number].pupil.pk: number for number in range(len(STORIES))}
    second = {secondary[60 + 5 * number].pupil.pk: number for number in range(len(STORIES))}
    return first | second


def _change(
    enrolled: Enrolled, year: int, day: date, part: str, mark: str, *, approved: bool = True
) -> half_days.Change:
    return half_days.Change(
        school_year=year, pupil_id=enrolled.pupil.pk, date=day, part=part, enrolment_id=enrolled.enrolment.pk,
        school_id=enrolled.school.pk, mark=mark, approved=approved and mark == "P",
    )  # fmt: skip


def _take_registers(community: Community, held: dict[int, HalfDays], *, by: Principal, today: date) -> None:
    """All registers but a few: the last half-days of one class stay open, as in any school."""
    taken = [
        (group.pk, day, part)
        for school_pk, listed in community.classes.items()
        for number, (group, _level, _age) in enumerate(listed)
        for day, part in held[school_pk][: -3 if number % 5 == 1 else len(held[school_pk])]
        if day < today
    ]
    registers.note_taken(by=by, registers=taken)


def _ordinary_year(community: Community, enrolled: Enrolled, days: HalfDays, *, by: Principal, draw: Random) -> None:
    """An illness now and then, with its certificate, and a few late arrivals."""
    if not days:
        return
    school_days = sorted({day for day, _part in days})
    for _episode in range(draw.choice((0, 0, 0, 1, 1, 2))):
        first = draw.choice(school_days)
        length = draw.choice((1, 1, 2, 3, 5))
        kind = "ouderverklaring" if length <= 3 else "medisch"
        _certify(community, enrolled, kind, first, first + timedelta(days=length - 1), by=by)
    if draw.random() < 0.08:
        day, part = draw.choice(days)
        half_days.write([_change(enrolled, community.year, day, part, "L")], by=by, source="register")


def _tell(community: Community, enrolled: Enrolled, story: int, days: HalfDays, *, by: Principal, today: date) -> None:
    for kind, ago in STORIES[story].acts:
        facts.record_fact(
            by=by, pupil_id=enrolled.pupil.pk, date=today - timedelta(days=ago), kind=kind, school_id=enrolled.school.pk
        )
    if story == ILL_FOR_LONG:
        _certify(
            community, enrolled, "medisch", today - timedelta(days=45), today + timedelta(days=20), by=by, scan=True
        )
    if story == MANY_NOTES:
        mondays = [day for day in sorted({day for day, _part in days}) if day.isoweekday() == 1]
        for day in mondays[-5:]:
            _certify(community, enrolled, "ouderverklaring", day, day, by=by)


def _certify(
    community: Community, enrolled: Enrolled, kind: str, first: date, last: date, *, by: Principal, scan: bool = False
) -> None:
    marker = f"[[attest:{community.key}]]"
    done = certificates.add_certificate(
        by=by, pupil_id=enrolled.pupil.pk, school_id=enrolled.school.pk, kind=kind, first_day=first,
        last_day=last, doubtful=False, note=f"Afgegeven aan het secretariaat {marker}",
        scan=SimpleUploadedFile("attest.pdf", PDF, "application/pdf") if scan else None, received_on=first,
    )  # fmt: skip
    if scan:
        mark_name(done.certificate.scan, f"attest {marker}.pdf")


def mark_name(file: Upload | None, name: str) -> None:
    """Put a marker in the name of a kept file: taking it in would have dropped the colon."""
    if file is not None:
        file.name = name
        file.save(update_fields=["name"])
