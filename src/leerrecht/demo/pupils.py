"""The pupils of the demo. Numbers of the national register use 999 and 000, which are never given out."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.demo.names import FIRST, last_names
from leerrecht.demo.schools import Community
from leerrecht.enrolment.domain import enrolments
from leerrecht.enrolment.models import ClassGroup, Enrolment
from leerrecht.organisations.models import School
from leerrecht.people.domain import contacts, pupils
from leerrecht.people.models import Pupil

PER_CLASS = 16
STREETS = ("Wilgenlaan", "Beukenstraat", "Oude Molenweg", "Stationsplein", "Kleine Heide", "Vlindertuin")
LANGUAGES = ("nl", "nl", "nl", "nl", "nl", "fr", "ar", "tr", "pl", "ti")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A pupil of the demo with what the next steps need."""

    pupil: Pupil
    enrolment: Enrolment
    class_group: ClassGroup
    school: School
    level: str


def make_pupils(community: Community, *, by: Principal, draw: Random, taken: set[str]) -> list[Enrolled]:
    """Sixteen pupils for each class of both schools, enrolled since 1 September; ``taken``: numbers in use."""
    made: list[Enrolled] = []
    for school in (community.lager, community.secundair):
        for group, level, age in community.classes[school.pk]:
            for _seat in range(PER_CLASS):
                made.append(
                    _make_pupil(community, school, group, level, age, len(made) + 1, by=by, draw=draw, taken=taken)
                )
    for one, other in zip(made[:12], made[160:172], strict=True):
        pupils.link_siblings(by=by, pupil=one.pupil, sibling=other.pupil)
    return made


def _make_pupil(
    community: Community, school: School, group: ClassGroup, level: str, age: int, number: int, *, by: Principal,
    draw: Random, taken: set[str],
) -> Enrolled:  # fmt: skip
    gender = draw.choice("vm")
    born = date(community.year - age, 1, 1) + timedelta(days=draw.randrange(364))
    language = draw.choice(LANGUAGES)
    foreign = language != "nl" and draw.random() < 0.4
    last_name = draw.choice(last_names(community.key))
    pupil = pupils.create_pupil(
        by=by, first_name=draw.choice(FIRST[gender]), last_name=last_name, birth_date=born,
        numbers=[(community.board, f"{number:010d}")], gender=gender, home_language=language,
        nationality=draw.choice(("SY", "PL", "MA", "ER")) if foreign else "BE",
        ses_home_language=language != "nl", ses_allowance=draw.random() < 0.25,
        insz=_never_issued(born, taken), insz_checked=True,
    )  # fmt: skip
    enrolment = enrolments.enrol(
        by=by, pupil=pupil, school=school, school_year=community.year, first_day=date(community.year, 9, 1),
        class_group=group, level=level, grade=group.grade,
        b_brought_along=4 if level == "secundair" and number % 97 == 0 else 0,
        **_breakdown(level, group),
    )  # fmt: skip
    _make_contacts(community, pupil, last_name, language, number, by=by, draw=draw)
    return Enrolled(pupil, enrolment, group, school, level)


def _breakdown(level: str, group: ClassGroup) -> dict[str, Any]:
    if level != "secundair" or group.grade is None:
        return {}
    stream = group.name[1]
    if group.grade <= 2:
        return {"stroom": stream, "administratieve_groep": f"1{stream}{group.grade:02d}"}
    form, finality = ("ASO", "doorstroom") if stream == "A" else ("BSO", "arbeidsmarkt")
    course = {"A": "Economie", "B": "Zorg en welzijn"}[stream]
    return {"onderwijsvorm": form, "finaliteit": finality, "studierichting": course}


def _address(number: int, *, elsewhere: bool = False) -> dict[str, str]:
    """An invented address, in a town that is not there; of some families the school has none."""
    if number % 9 == 5:
        return {}
    seat = number * 7 + (31 if elsewhere else 0)
    return {
        "street": STREETS[seat % len(STREETS)], "house_number": str(seat % 148 + 1),
        "box": str(seat % 6 + 1) if seat % 4 == 0 else "", "postcode": "9999", "municipality": "Voorbeeldstad",
    }  # fmt: skip


def _make_contacts(
    community: Community, pupil: Pupil, last_name: str, language: str, number: int, *, by: Principal, draw: Random
) -> None:
    mother = f"{draw.choice(FIRST['v'])} {draw.choice(last_names(community.key))}"
    contacts.add_contact(
        by=by, pupil=pupil, name=mother, legal_role="ouder", relation="moeder",
        phone=f"0400 00 {number // 100:02d} {number % 100:02d}",
        email=f"ouder{number}@voorbeeld.invalid", language=language, interpreter=language in {"ti", "ar"},
        **_address(number),
    )  # fmt: skip
    if number % 3:
        contacts.add_contact(
            by=by, pupil=pupil, name=f"{draw.choice(FIRST['m'])} {last_name}", legal_role="ouder", relation="vader",
            phone=f"0400 01 {number // 100:02d} {number % 100:02d}", language=language,
            lives_with=number % 4 != 0, order=2, **_address(number, elsewhere=number % 4 == 0),
        )  # fmt: skip
    elif number % 48 == 0:
        contacts.add_contact(
            by=by, pupil=pupil, name=f"{draw.choice(FIRST['m'])} {last_name}", legal_role="ouder_zonder_gezag",
            relation="vader", lives_with=False, barred=True, order=2,
        )  # fmt: skip


def _never_issued(born: date, taken: set[str]) -> str | None:
    """A number that passes the check but is given to nobody: counter 999 or 000; None where both are used."""
    for counter in ("999", "000"):
        base = f"{born:%y%m%d}{counter}"
        whole = int(("2" if born.year >= 2000 else "") + base)
        number = f"{base}{97 - whole % 97:02d}"
        if number not in taken:
            taken.add(number)
            return number
    return None
