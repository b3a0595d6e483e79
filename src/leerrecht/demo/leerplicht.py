"""The check of compulsory education in the demo: a list of both communities, with children whom nobody knows."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from leerrecht.access.models import User
from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.schools import Community
from leerrecht.documents.domain.tables import recognise
from leerrecht.leerplicht.domain import importing, letters, steps
from leerrecht.leerplicht.models import CheckKind, ListedChild, State
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Pupil

HEAD = "Naam;Voornaam;Geboortedatum;Adres;Postcode;Gemeente"
TOWN = "9999"
# Names that no family of the demo bears: (name, first name, age that is reached in the year of the list).
ABSENT = (
    ("Ruytersvelt", "Ilja", 9), ("Haazendonk", "Mirthe", 13), ("Okonjo", "Blessing", 15), ("Zwartelé", "Tibo", 7),
    ("Vermeirsen", "Saar", 11), ("Al-Karimi", "Yusra", 6),
)  # fmt: skip
TODDLERS = (("Ruytersvelt", "Ode", 3), ("Paelinckx", "Nore", 4), ("Okonjo", "Joy", 3))
SAMPLE = 12


def make_leerplicht(communities: Sequence[Community], *, today: date) -> None:
    """The list of 1 October: some pupils, one of them spelled otherwise, and children who are enrolled nowhere."""
    agodi, town = _as("agodi", today), Organisation.objects.get(kind="gemeente")
    importing.keep_territory(by=agodi, organisation_id=town.pk, postcodes=[TOWN])
    year = importing.year_of(today)
    pupils = [pupil for community in communities for pupil in _sample(community)]
    rows = [_row(one.last_name, one.first_name, one.birth_date) for one in pupils]
    rows += [_row(last, first, _born(age, year, place)) for place, (last, first, age) in enumerate(ABSENT)]
    doubtful = pupils[0]
    rows[0] = _row(doubtful.last_name, f"{doubtful.first_name[:-1]}x", doubtful.birth_date)
    check = importing.open_check(by=agodi, kind=CheckKind.COMPULSORY, year=year)
    importing.import_list(by=agodi, check=check, source=_file(rows))
    _follow(communities, check.children.filter(state=State.OPEN), today)
    small = importing.open_check(by=agodi, kind=CheckKind.TODDLERS, year=year)
    kleuters = [_row(last, first, _born(age, year, place)) for place, (last, first, age) in enumerate(TODDLERS)]
    importing.import_list(by=agodi, check=small, source=_file(kleuters))
    first_toddler = small.children.filter(state=State.OPEN).order_by("sort_key").first()
    if first_toddler is not None:
        steps.hand_to_family_service(by=agodi, check=small, children=[first_toddler.pk])


def _follow(communities: Sequence[Community], children: Any, today: date) -> None:
    """One waits for an answer, one was reminded and is with the municipality, one with each CLB, one ended."""
    found: list[ListedChild] = list(children.order_by("sort_key"))
    if len(found) < len(ABSENT):
        return
    check = found[0].check_list
    ago = _as("agodi", max(check.reference_date, today - timedelta(weeks=7)))
    later = _as("agodi", max(check.reference_date + timedelta(days=1), today - timedelta(weeks=1)))
    letters.write_letters(by=ago, check=check, children=[one.pk for one in found[:3]])
    letters.write_letters(by=later, check=check, children=[found[3].pk])
    steps.note_answer(by=later, child=found[1], on=later.on, result="weigert")
    steps.hand_to_municipality(by=later, check=check, children=[found[1].pk])
    steps.note_contact(by=_as("gemeente", today), child=found[1], kind="bezoek", on=today, result="niet-thuis")
    for community, one in zip(communities, found[4:], strict=False):
        steps.refer_to_centre(by=later, child=one, centre=community.centre)
    steps.note_answer(by=later, child=found[2], on=later.on, result="bewijs")
    steps.close(by=later, child=found[2], where="franstalig", name="École du Parc")


def _sample(community: Community) -> list[Pupil]:
    pupils = Pupil.objects.filter(enrolments__school=community.lager, enrolments__level="lager").order_by("pk")
    return list(pupils.distinct()[:SAMPLE])


def _born(age: int, year: int, place: int) -> date:
    return date(year - age, 3 + place % 5, 4 + place)


def _row(last: str, first: str, born: date) -> str:
    return f"{last};{first};{born.isoformat()};Vlindertuin 3;{TOWN};Voorbeeldstad"


def _file(rows: Sequence[str]) -> Any:
    return recognise(io.BytesIO("\n".join((HEAD, *rows)).encode()), "bevolking.csv")


def _as(username: str, on: date) -> Principal:
    user = User.objects.get(username=username)
    return principal_of(user_id=user.pk, name=user.username, on=on)
