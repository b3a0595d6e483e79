"""An agency with its check, a municipality, a CLB, and a school that knows some of the children."""

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access.principal import Principal
from leerrecht.documents.domain.tables import recognise
from leerrecht.leerplicht.domain import importing, letters, steps
from leerrecht.leerplicht.models import Check, CheckKind, ListedChild
from leerrecht.organisations.models import Organisation
from leerrecht.people.domain.names import sort_key
from leerrecht.people.models import Pupil
from tests.factories import (
    TODAY,
    YEAR,
    CentreFactory,
    EnrolmentFactory,
    PupilFactory,
    SchoolFactory,
    ServiceFactory,
    principal,
)

HEAD = "Rijksregisternummer;Naam;Voornaam;Geboortedatum;Adres;Huisnummer;Postcode;Gemeente"
BORN = date(2015, 3, 4)


def csv(*rows: str, head: str = HEAD, name: str = "lijst.csv") -> Any:
    """A list as a file that came in."""
    return recognise(io.BytesIO("\n".join((head, *rows)).encode()), name)


def row(
    last: str = "Peeters", first: str = "Lin", born: str = "2015-03-04", insz: str = "", postcode: str = "9999"
) -> str:
    return f"{insz};{last};{first};{born};Dorpsstraat;1;{postcode};Voorbeeldstad"


class World:
    def __init__(self) -> None:
        self.agency = Organisation.objects.create(kind="agodi", name="AGODI")
        self.town = Organisation.objects.create(kind="gemeente", name="Voorbeeldstad")
        self.other_town = Organisation.objects.create(kind="gemeente", name="Elders")
        self.school = SchoolFactory.create(level="basis")
        self.centre = CentreFactory.create()
        ServiceFactory.create(centre=self.centre, school=self.school)
        self._people: dict[tuple[str, int], Principal] = {}
        importing.keep_territory(by=self.by("agodi"), organisation_id=self.town.pk, postcodes=["9999"])

    def by(self, role: str, on: date = TODAY, house: Organisation | None = None) -> Principal:
        houses = {"agodi": self.agency, "gemeente": self.town, "clb": self.centre}
        place = house or houses.get(role, self.school)
        key = (role, place.pk)
        if key not in self._people:
            self._people[key] = principal(role, place)
        return replace(self._people[key], on=on)

    def pupil(
        self, last: str = "Peeters", first: str = "Lin", born: date = BORN, *, enrolled: bool = True, **more: Any
    ) -> Pupil:
        pupil: Pupil = PupilFactory.create(
            last_name=last, first_name=first, birth_date=born, sort_key=sort_key(last, first), **more
        )
        if enrolled:
            self.enrol(pupil)
        return pupil

    def enrol(self, pupil: Pupil, first: date = date(YEAR, 9, 1)) -> None:
        EnrolmentFactory.create(
            pupil=pupil, school=self.school, level="lager", period=DateRange(first, date(YEAR + 1, 9, 1))
        )

    def check(self, kind: str = CheckKind.COMPULSORY, **more: Any) -> Check:
        return importing.open_check(by=self.by("agodi"), kind=kind, year=YEAR, **more)

    def take(self, *rows: str, check: Check | None = None, **more: Any) -> importing.Taken:
        return importing.import_list(by=self.by("agodi"), check=check or self.check(), source=csv(*rows), **more)

    def child(self, **of: Any) -> ListedChild:
        """One child of the list that is found nowhere."""
        before = set(ListedChild.objects.values_list("pk", flat=True))
        self.take(row(**of))
        return ListedChild.objects.exclude(pk__in=before).get()

    def anew(self, child: ListedChild) -> ListedChild:
        return ListedChild.objects.select_related("check_list").get(pk=child.pk)

    def letter(self, child: ListedChild, on: date = TODAY) -> None:
        letters.write_letters(by=self.by("agodi", on), check=child.check_list, children=[child.pk])

    def remind(self, child: ListedChild, on: date) -> None:
        letters.remind(by=self.by("agodi", on), check=child.check_list, children=[child.pk])

    def hand(self, child: ListedChild, on: date) -> None:
        steps.hand_to_municipality(by=self.by("agodi", on), check=child.check_list, children=[child.pk])

    def handed(self, child: ListedChild) -> date:
        """Through letter and reminder to the municipality; the day on which that was."""
        self.letter(child, TODAY)
        self.remind(child, TODAY + timedelta(days=29))
        day = TODAY + timedelta(days=29 + 15)
        self.hand(child, day)
        return day
