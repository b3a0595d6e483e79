"""What a browser sends of a register: JSON from the screen, or the fields of a plain form."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.attendance.domain.cards import LONGEST_NOTE, Card
from leerrecht.attendance.domain.entries import PRESENT, Entry
from leerrecht.attendance.models import Mark

MARKS = frozenset({PRESENT, *Mark.values})
LATE = Mark.LATE.value
MOST_ENTRIES = 500
MOST_MINUTES = 480
LARGEST_ID = 2**63 - 1
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
        data = json.loads(body)
    except ValueError as error:
        raise ValidationError(_("Dit is geen leesbare JSON.")) from error
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise ValidationError(_("“entries” ontbreekt of is geen lijst."))
    if len(data["entries"]) > MOST_ENTRIES:
        raise ValidationError(_("Hoogstens %(most)s leerlingen in één keer.") % {"most": MOST_ENTRIES})
    taken, user = data.get("taken", False), data.get("user")
    if not isinstance(taken, bool):
        raise ValidationError(_("“taken” moet waar of onwaar zijn."))
    if user is not None and not _is_number(user, LARGEST_ID):
        raise ValidationError(_("“user” moet een nummer zijn."))
    entries = tuple(_entry(place, item) for place, item in enumerate(data["entries"], start=1))
    return SaveRequest(entries, taken, user, tuple(_cards(data["entries"])))


def _cards(items: Iterable[Any]) -> Iterator[Card]:
    """The checked entries that hold ``details`` (ground and own code are said as a whole) or a ``note``."""
    for place, item in enumerate(items, start=1):
        details, note = item.get("details", False), item.get("note")
        if details is False and note is None:
            continue
        wrong = "details" if not isinstance(details, bool) else ""
        if note is not None and not (isinstance(note, str) and len(note) <= LONGEST_NOTE):
            wrong = "note"
        if wrong:
            raise _wrong(place, wrong)
        yield Card(item["pupil"], details, note)


def _is_number(value: Any, most: int) -> bool:
    return type(value) is int and 0 <= value <= most


def _entry(place: int, item: Any) -> Entry:
    if not isinstance(item, dict):
        raise ValidationError(_("Ingave %(place)s is niet leesbaar.") % {"place": place})
    get: Callable[..., Any] = item.get
    pupil, mark, seen = get("pupil"), get("mark"), get("seen")
    minutes, ground, sub_code = get("minutes"), get("ground", ""), get("sub_code")
    wrong = (
        ("pupil" if not _is_number(pupil, LARGEST_ID) else "")
        or ("mark" if not isinstance(mark, str) or mark not in MARKS else "")
        or ("seen" if not _is_number(seen, LARGEST_VERSION) else "")
        or ("minutes" if minutes is not None and not _is_number(minutes, MOST_MINUTES) else "")
        or ("ground" if not isinstance(ground, str) else "")
        or ("sub_code" if sub_code is not None and not _is_number(sub_code, LARGEST_ID) else "")
    )
    if wrong:
        raise _wrong(place, wrong)
    return Entry(pupil, mark, seen, (minutes or None) if mark == LATE else None, ground, sub_code)


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
        if (minutes and not minutes.isdecimal()) or (minutes and int(minutes) > MOST_MINUTES):
            raise ValidationError(_("“%(minutes)s” is geen aantal minuten.") % {"minutes": minutes})
        if not seen.isdecimal() or int(seen) > LARGEST_VERSION or int(pupil) > LARGEST_ID:
            raise ValidationError(_("Het formulier is beschadigd. Laad de pagina opnieuw."))
        late = int(minutes) if minutes and mark == Mark.LATE else None
        if (mark, str(late or "")) != (was or PRESENT, data.get(f"wasminutes-{rest}", "") if late else ""):
            entries.append(Entry(int(pupil), mark, int(seen), minutes=late))
    return tuple(entries)
