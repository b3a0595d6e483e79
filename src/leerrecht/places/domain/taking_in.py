"""Taking in a file of places, or of who waits: all of its rows or, where one is wrong, none."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.documents.domain.tables import Source, Value, open_table
from leerrecht.law.calendar import school_year
from leerrecht.organisations.models import School
from leerrecht.people.domain.names import fold
from leerrecht.places.domain.reporting import Room, What, open_slot, report_places
from leerrecht.places.domain.waiting import Child, ask_place
from leerrecht.places.models import TYPES, Channel, SlotKind

MOST_ROWS = 2000
_SHOWN = 20
_SAID = {"1b": SlotKind.STREAM_B, "b-stroom": SlotKind.STREAM_B, "1a": SlotKind.STREAM_A, "a-stroom": SlotKind.STREAM_A}
_KINDS = {fold(word): kind for kind in SlotKind for word in (kind.value, str(kind.label))} | {
    fold(word): kind for word, kind in _SAID.items()
}
_YES, _NO = frozenset({"ja", "j", "x", "1"}), frozenset({"", "nee", "n", "0"})
_ABOUT = ("soort", "leerjaar", "studierichting", "type", "opleidingsvorm")
_ROOM, _CHILD = ("plaatsen", "vrij", "volzet"), ("naam", "voornaam", "geboortedatum", "rijksregisternummer", "gevraagd")


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were taken in, and what they were."""

    rows: int
    waiting: bool


@transaction.atomic
def take_in(*, by: Principal, school: School, source: Source, on: date) -> Taken:
    """Report places, or put children on waiting lists, from a table with headings on its first row.

    ``soort`` is asked always; with ``geboortedatum`` it is a waiting list, else a report of ``plaatsen``, ``vrij`` and
    ``volzet``, as it was ``on``. Raises ``Denied``; ``ValidationError`` (field ``file``) names each wrong row, and
    nothing is kept then.
    """
    policy.require_at(by, acts.PLACES_KEEP, school.pk)
    headings, rows = open_table(source)
    columns = {(fold(heading) or " ").split(" ")[0]: at for at, heading in enumerate(headings)}
    waiting = "geboortedatum" in columns
    needed = ("soort", "naam", "voornaam", "geboortedatum") if waiting else ("soort",)
    missing = [name for name in needed if name not in columns]
    if missing or not (waiting or {"plaatsen", "vrij", "volzet"} & columns.keys()):
        raise _wrong(
            [_("De kolom %(name)s ontbreekt.") % {"name": ", ".join(missing) or _("plaatsen, vrij of volzet")}]
        )
    errors: list[str] = []
    found = list(islice(rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise _wrong([_("Het bestand telt meer dan %(n)d rijen. Splits het.") % {"n": MOST_ROWS}])
    for place, values in found:
        cells = {name: values[columns[name]] if name in columns and columns[name] < len(values) else ""
                 for name in (*_ABOUT, *_ROOM, *_CHILD)}  # fmt: skip
        try:
            _row(by, school, cells, on, waiting=waiting)
        except ValidationError as error:
            errors += [_("Rij %(row)d: %(what)s") % {"row": place, "what": text} for text in error.messages]
    if not found:
        errors.append(_("Het bestand bevat geen enkele rij."))
    if errors:
        raise _wrong(errors[:_SHOWN])
    return Taken(len(found), waiting)


def _row(by: Principal, school: School, cells: dict[str, Value], on: date, *, waiting: bool) -> None:
    slot = open_slot(
        by=by, school=school,
        what=What(
            kind=_kind(_text(cells["soort"])), school_year=school_year(on), grade=_number(cells["leerjaar"]),
            study=_text(cells["studierichting"]), buo_type=_type(_text(cells["type"])),
            opleidingsvorm=_text(cells["opleidingsvorm"]).upper(),
        ),
    )  # fmt: skip
    if not waiting:
        room = Room(
            on=on, capacity=_number(cells["plaatsen"]), free=_number(cells["vrij"]), full=_yes(cells["volzet"]),
            said_by=_("bestand"),
        )  # fmt: skip
        report_places(by=by, slot=slot, room=room)
        return
    born, asked = _day(cells["geboortedatum"]), _day(cells["gevraagd"]) or on
    if born is None or not _text(cells["naam"]) or not _text(cells["voornaam"]):
        raise ValidationError(_("Vul naam, voornaam en geboortedatum in; een datum als 2014-03-01 of 01/03/2014."))
    child = Child(
        first_name=_text(cells["voornaam"]), last_name=_text(cells["naam"]), birth_date=born,
        insz=_text(cells["rijksregisternummer"]) or None,
    )  # fmt: skip
    ask_place(by=by, slot=slot, child=child, asked_on=asked, channel=Channel.SYSTEM)


def _text(value: Value) -> str:
    return " ".join(str(value).split())


def _kind(text: str) -> str:
    found = _KINDS.get(fold(text))
    if found is None:
        known = ", ".join(kind.value for kind in SlotKind)
        raise ValidationError(
            _("“%(text)s” is geen soort plaats. Kies uit: %(known)s.") % {"text": text, "known": known}
        )
    return found.value


def _type(text: str) -> str:
    found = text.casefold().removeprefix("type").strip()
    if found and found not in dict(TYPES):
        raise ValidationError(_("“%(text)s” is geen type van het buitengewoon onderwijs.") % {"text": text})
    return found


def _number(value: Value) -> int | None:
    text = _text(value)
    if text and not (text.isdecimal() and text.isascii() and len(text) <= len("5000")):
        raise ValidationError(_("“%(text)s” is geen aantal.") % {"text": text})
    return int(text) if text else None


def _yes(value: Value) -> bool:
    text = _text(value).casefold()
    if text not in _YES | _NO:
        raise ValidationError(_("Schrijf bij volzet ja of nee, niet “%(text)s”.") % {"text": text})
    return text in _YES


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(_text(value), form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    return None


def _wrong(errors: list[str]) -> ValidationError:
    return ValidationError({"file": [*errors, _("Er is niets bewaard. Verbeter het bestand en lever het opnieuw.")]})
