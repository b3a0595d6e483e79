"""A population list: which column says what, each row read; of a bad one which field is wrong and how to mend it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.documents.domain.tables import Source, Value, open_table
from leerrecht.leerplicht.rules import MOST_ROWS
from leerrecht.people.domain import insz as insz_number
from leerrecht.people.domain.names import fold

# Headings as packages and registers write them, folded; the first is the one that we name.
COLUMNS: dict[str, tuple[str, ...]] = {
    "insz": ("rijksregisternummer", "insz", "bisnummer", "rrn", "rijksregister of bis nummer", "nationaal nummer"),
    "last_name": ("naam", "familienaam", "achternaam"),
    "first_name": ("voornaam", "voornamen"),
    "birth_date": ("geboortedatum", "geboren op", "geboorte"),
    "postcode": ("postcode", "postnummer"),
    "town": ("gemeente", "woonplaats", "plaats"),
    "street": ("adres", "straat", "straatnaam"),
    "house_number": ("huisnummer", "nummer", "nr"),
    "box": ("bus", "busnummer"),
    "nationality": ("nationaliteit", "landcode nationaliteit"),
    "register_entry": ("inschrijving register", "registerdatum", "datum inschrijving register"),
}
REQUIRED = ("last_name", "first_name", "birth_date", "postcode")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d")
_INSZ_LENGTH = 11
_ZEROS_LOST = 9
_LONGEST = {"last_name": 120, "first_name": 80, "town": 80}
_SHOWN = 60
POSTCODE = re.compile(r"[0-9]{4}")
_OLDEST = 1900


@dataclass(frozen=True, slots=True)
class Row:
    """A child as the list gives it; ``place`` is the row in the file."""

    place: int
    insz: str
    first_name: str
    last_name: str
    birth_date: date
    nationality: str
    register_entry: date | None
    address: str
    postcode: str
    town: str

    @property
    def name_key(self) -> str:
        """Tells rows without a number apart."""
        return f"{fold(self.last_name)}|{fold(self.first_name)}|{self.birth_date.isoformat()}|{self.postcode}"[:260]

    @property
    def key(self) -> str:
        return self.insz or self.name_key


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not taken in: where it stands, which field, what stood there, and what to do."""

    row: int
    field: str
    content: str
    remedy: str


def read_list(source: Source) -> tuple[list[Row], list[Refused]]:
    """The rows of a list and those refused. Raises ``ValidationError`` where the file as a whole cannot be read."""
    headings, rows = open_table(source)
    columns = _columns(headings, source.name)
    good: list[Row] = []
    refused: list[Refused] = []
    seen: dict[str, Row] = {}
    for number, (place, values) in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise ValidationError(
                _("%(name)s telt meer dan %(most)s rijen. Lever de lijst gemeente per gemeente.")
                % {"name": source.name, "most": MOST_ROWS}
            )
        cells = {name: values[at] if at < len(values) else "" for name, at in columns.items()}
        wrong: list[Refused] = []
        row = _row(place, cells, wrong)
        if row is not None and (twin := seen.get(row.key)) is not None:
            if _said(twin) != _said(row):
                wrong.append(
                    Refused(
                        place, _("hele rij"), str(row.last_name)[:_SHOWN],
                        _("Dit kind staat al op rij %(row)s, met andere gegevens. Laat er één rij van over.")
                        % {"row": twin.place},
                    )
                )  # fmt: skip
            row = None
        if wrong:
            refused += wrong
        elif row is not None:
            seen[row.key] = row
            good.append(row)
    if not good and not refused:
        raise ValidationError(_("%(name)s bevat geen enkele rij. Maak de lijst opnieuw.") % {"name": source.name})
    return good, refused


def _said(row: Row) -> tuple[object, ...]:
    return (row.last_name, row.first_name, row.birth_date, row.nationality, row.register_entry, row.address, row.town)


def _columns(headings: list[str], name: str) -> dict[str, int]:
    folded = [fold(heading) for heading in headings]
    found = {
        field: next(folded.index(one) for one in words if one in folded)
        for field, words in COLUMNS.items()
        if any(one in folded for one in words)
    }
    missing = [COLUMNS[field][0] for field in REQUIRED if field not in found]
    if missing:
        raise ValidationError(
            _("In %(name)s ontbreekt de kolom %(columns)s. Zet de kolomkoppen op de eerste rij.")
            % {"name": name, "columns": ", ".join(missing)}
        )
    return found


def _row(place: int, cells: dict[str, Value], wrong: list[Refused]) -> Row | None:
    texts = {name: " ".join(str(value).split()) for name, value in cells.items()}

    def refuse(field: str, remedy: str) -> None:
        wrong.append(Refused(place, COLUMNS[field][0], texts.get(field, "")[:_SHOWN], remedy))

    _check_texts(texts, refuse)
    born, entry = _date(cells.get("birth_date", "")), _date(cells.get("register_entry", ""))
    if born is None or born.year < _OLDEST:
        refuse("birth_date", _("Schrijf de datum als 2019-05-03 of 03/05/2019."))
    if texts.get("register_entry") and entry is None:
        refuse("register_entry", _("Schrijf de datum als 2019-05-03 of 03/05/2019, of laat dit leeg."))
    number = _number(texts.get("insz", ""), born, refuse)
    if wrong or born is None:
        return None
    street = " ".join(filter(None, (texts.get("street"), texts.get("house_number"))))
    if box := texts.get("box"):
        street = f"{street} bus {box}"
    return Row(
        place, number, texts["first_name"], texts["last_name"], born, texts.get("nationality", "").upper() or "BE",
        entry, street[:160], texts["postcode"], texts.get("town", ""),
    )  # fmt: skip


def _check_texts(texts: dict[str, str], refuse: Callable[[str, str], None]) -> None:
    for field, most in _LONGEST.items():
        if field in REQUIRED and not texts.get(field):
            refuse(field, _("Vul dit in: zonder naam en voornaam is het kind niet te herkennen."))
        elif len(texts.get(field, "")) > most:
            refuse(field, _("Dit is te lang: hoogstens %(most)s tekens.") % {"most": most})
    if not POSTCODE.fullmatch(texts.get("postcode", "")):
        refuse("postcode", _("Een Belgische postcode telt vier cijfers."))
    if not re.fullmatch(r"[A-Za-z]{2}|", texts.get("nationality", "")):
        refuse("nationality", _("Geef de landcode van twee letters, bijvoorbeeld BE, NL of SY."))


def _number(text: str, born: date | None, refuse: Callable[[str, str], None]) -> str:
    if not text:
        return ""
    digits = re.sub(r"\D", "", text)
    # A workbook drops the zeros with which the numbers of children begin.
    digits = digits.zfill(_INSZ_LENGTH) if _ZEROS_LOST <= len(digits) < _INSZ_LENGTH else digits
    try:
        number = insz_number.check(digits)
    except ValidationError as error:
        refuse("insz", " ".join(error.messages))
        return ""
    if born is not None and (found := insz_number.disagreements(number, birth_date=born, gender="")):
        refuse("insz", f"{found[0]} " + _("Kijk na welke van beide juist is."))
    return number


def _date(value: Value) -> date | None:
    if isinstance(value, date):
        return value
    return next(_parsed(value.strip()), None)


def _parsed(text: str) -> Iterator[date]:
    for pattern in _DATES:
        try:
            yield datetime.strptime(text, pattern).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
