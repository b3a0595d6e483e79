"""What a browser sends of a register: JSON from the screen, or the fields of a plain form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import Annotated

import msgspec
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access.numbers import LARGEST_ID, whole
from leerrecht.attendance.domain.cards import LONGEST_NOTE, Card
from leerrecht.attendance.domain.entries import PRESENT, Entry
from leerrecht.attendance.models import Mark

MARKS = frozenset({PRESENT, *Mark.values})
LATE = Mark.LATE.value
MOST_ENTRIES = 500
MOST_MINUTES = 480
LARGEST_VERSION = 2**31 - 2


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """``user_id`` is who typed it: the queue of another user on the same device is never taken in.

    ``cards`` are the entries that came from a card, with what the card says beside the mark.
    """

    entries: tuple[Entry, ...]
    taken: bool
    user_id: int | None
    cards: tuple[Card, ...] = ()


_Id = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_ID)]


class _SentEntry(msgspec.Struct, frozen=True):
    """One entry as it is sent: with what a card says, where it comes from one."""

    pupil: _Id
    mark: str
    seen: Annotated[int, msgspec.Meta(ge=0, le=LARGEST_VERSION)]
    minutes: Annotated[int, msgspec.Meta(ge=0, le=MOST_MINUTES)] | None = None
    ground: str = ""
    sub_code: _Id | None = None
    details: bool = False
    note: Annotated[str, msgspec.Meta(max_length=LONGEST_NOTE)] | None = None


class _Sent(msgspec.Struct, frozen=True):
    entries: list[_SentEntry]
    taken: bool = False
    user: _Id | None = None


# Read and checked in one go: of what a save costs the server, reading 25 entries by hand was a tenth.
_decode = msgspec.json.Decoder(_Sent).decode
_PLACE = re.compile(r"entries\[(?P<place>\d+)\](?:\.(?P<field>\w+))?")
_MISSING = re.compile(r"required field `(?P<field>\w+)`")


def half_day_of(text: str, part: str) -> tuple[Date, str]:
    """The half-day of an address; 404 for something that is none."""
    if part not in ("vm", "nm"):
        raise Http404(_("Dit dagdeel bestaat niet: vm is voormiddag, nm is namiddag."))
    return day_of(text), part


def day_of(text: str) -> Date:
    """The day of an address, as 2026-11-20; 404 for something that is none or that no school calendar knows."""
    try:
        return read_day(text)
    except ValidationError as error:
        raise Http404(error.messages[0]) from error


def read_day(text: str) -> Date:
    """A day within the school calendars; raises ``ValidationError`` otherwise."""
    try:
        day = Date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(_("“%(typed)s” is geen datum.") % {"typed": text}) from error
    try:
        law.why_free(day)
    except law.BuitenKalender as error:
        raise ValidationError(_("Voor “%(typed)s” is er geen schoolkalender.") % {"typed": text}) from error
    return day


def read_save(body: bytes) -> SaveRequest:
    """What the screen sends; raises ``ValidationError`` in Dutch that names the entry and what is wrong."""
    try:
        sent = _decode(body)
    except msgspec.ValidationError as error:
        raise _refused(str(error)) from error
    except msgspec.DecodeError as error:
        raise ValidationError(_("Dit is geen leesbare JSON.")) from error
    if len(sent.entries) > MOST_ENTRIES:
        raise ValidationError(_("Hoogstens %(most)s leerlingen in één keer.") % {"most": MOST_ENTRIES})
    entries = []
    for place, item in enumerate(sent.entries, start=1):
        if item.mark not in MARKS:
            raise _wrong(place, "mark")
        minutes = (item.minutes or None) if item.mark == LATE else None
        entries.append(Entry(item.pupil, item.mark, item.seen, minutes, item.ground, item.sub_code))
    cards = [Card(i.pupil, i.details, i.note) for i in sent.entries if i.details or i.note is not None]
    return SaveRequest(tuple(entries), sent.taken, sent.user, tuple(cards))


def _refused(said: str) -> ValidationError:
    """In Dutch what the reader of JSON refuses: "Expected `int`, got `str` - at `$.entries[0].pupil`"."""
    what, _at, path = said.partition(" - at ")
    found = _PLACE.search(path)
    missing = _MISSING.search(what)
    if found is None:
        field = path.strip("`$.")
        if field == "taken":
            return ValidationError(_("“taken” moet waar of onwaar zijn."))
        if field == "user":
            return ValidationError(_("“user” moet een nummer zijn."))
        return ValidationError(_("“entries” ontbreekt of is geen lijst."))
    place, field = int(found["place"]) + 1, found["field"] or (missing["field"] if missing else "")
    if not field:
        return ValidationError(_("Ingave %(place)s is niet leesbaar.") % {"place": place})
    return _wrong(place, field)


def _wrong(place: int, field: str) -> ValidationError:
    return ValidationError(
        _("Ingave %(place)s: “%(field)s” ontbreekt of klopt niet.") % {"place": place, "field": field}
    )


def read_form(data: Mapping[str, str], suffix: str = "") -> tuple[Entry, ...]:
    """Entries of a plain form: ``mark-<pupil>``, ``seen-<pupil>``, ``was-<pupil>`` and ``minutes-<pupil>``.

    Only what was changed on the screen is an entry; ``suffix`` tells half-days of a week apart.
    Raises ``ValidationError`` for a mark that is none.
    """
    entries = []
    for key, typed in data.items():
        name, _dash, rest = key.partition("-")
        pupil, _dash, tail = rest.partition("-")
        if name != "mark" or tail != suffix or not pupil.isdecimal():
            continue
        mark = typed.strip().upper() or PRESENT
        was, minutes = data.get(f"was-{rest}", ""), data.get(f"minutes-{rest}", "").strip()
        seen = data.get(f"seen-{rest}", "0")
        if mark not in MARKS:
            raise ValidationError(_("“%(mark)s” is geen code. Kies een code uit de lijst.") % {"mark": typed})
        typed_minutes = whole(minutes or "0", most=MOST_MINUTES)
        if typed_minutes is None:
            raise ValidationError(_("“%(minutes)s” is geen aantal minuten.") % {"minutes": minutes[:20]})
        pupil_id, version = whole(pupil), whole(seen, most=LARGEST_VERSION)
        if pupil_id is None or version is None:
            raise ValidationError(_("Het formulier is beschadigd. Laad de pagina opnieuw."))
        late = typed_minutes if minutes and mark == Mark.LATE else None
        if (mark, str(late or "")) != (was or PRESENT, data.get(f"wasminutes-{rest}", "") if late else ""):
            entries.append(Entry(pupil_id, mark, version, minutes=late))
    return tuple(entries)
