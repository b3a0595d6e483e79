"""Illness and what proves it: a parents' note too long or once too often, or a dixit certificate."""

from collections.abc import Iterable
from datetime import date

from leerrecht.law.calendar import school_year
from leerrecht.law.casus import Attest
from leerrecht.law.codes import KLEUTER
from leerrecht.law.dates import ONE_DAY, add_years, voluit
from leerrecht.law.state import Stand
from leerrecht.law.tables import waarde

VRIJ_TOT = 6


def certificates(stand: Stand) -> None:
    """Z that rests on nothing but a parents' note that does not count, or on a dixit certificate."""
    if not stand.aantal["Z"]:
        return
    longest, often = waarde("ouderverklaring.dagen"), waarde("ouderverklaring.keren")
    notes: list[Attest] = []
    proof: list[Attest] = []
    dixit: list[Attest] = []
    kinds = {"ouderverklaring": notes, "dixit": dixit}
    for item in stand.casus.attesten:
        if item.van <= stand.op:
            kinds.get(item.soort, proof).append(item)
    long = [item for item in notes if (item.einde - item.van).days >= longest]
    late = sorted((item for item in notes if school_year(item.van) == stand.year), key=_start)[often:]
    if not (long or late or dixit):
        return
    unproven = _without(stand, stand.so_far, proof)
    if long or late:
        bad = {id(item) for item in (*long, *late)}
        good = [item for item in notes if id(item) not in bad]
        left = _without(stand, _without_young(stand, unproven), good)
        _report_notes(stand, left, long, late)
    if dixit:
        place = _first(stand, _without(stand, unproven, notes), dixit)
        if place is not None:
            day = stand.of_half_day(place)
            because = f"ziek op {voluit(day)}, met niets dan een attest dat herhaalt wat er gezegd werd (dixit-attest)"
            stand.meld("z.dixit", day, because)


def _start(item: Attest) -> date:
    return item.van


def _report_notes(stand: Stand, left: bytes, long: list[Attest], late: list[Attest]) -> None:
    days, times = waarde("ouderverklaring.dagen"), waarde("ouderverklaring.keren")
    found = [
        (place, text)
        for items, text in (
            (long, f"een briefje van de ouders voor meer dan {days} kalenderdagen na elkaar"),
            (late, f"meer dan {times} keer een briefje van de ouders in {stand.schooljaar}"),
        )
        if (place := _first(stand, left, items)) is not None
    ]
    if found:
        stand.meld("z.ouderverklaring", stand.of_half_day(min(found)[0]), *(text for _, text in found))


def _span(stand: Stand, first: date, last: date) -> tuple[int, int]:
    """The half-days of a period in the strip so far."""
    low = max(0, 2 * (first.toordinal() - stand.start))
    return low, min(len(stand.so_far), 2 * (last.toordinal() - stand.start) + 2)


def _without(stand: Stand, strip: bytes, attests: Iterable[Attest]) -> bytes:
    """The strip without the Z that these certificates cover."""
    left = bytearray(strip)
    for item in attests:
        low, high = _span(stand, item.van, item.einde)
        if low < high:
            left[low:high] = left[low:high].replace(b"Z", b".")
    return bytes(left)


def _without_young(stand: Stand, strip: bytes) -> bytes:
    """The strip without the Z of a kleuter who was not yet six: no limits hold for their notes."""
    six = add_years(stand.casus.leerling.geboortedatum, VRIJ_TOT)
    young = [
        Attest(van, min(tot, six - ONE_DAY))
        for van, tot, enrolment in stand.casus.perioden
        if enrolment.niveau == KLEUTER and van < six
    ]
    return _without(stand, strip, young)


def _first(stand: Stand, strip: bytes, attests: Iterable[Attest]) -> int | None:
    """The first Z that one of these certificates covers."""
    spans = [_span(stand, item.van, item.einde) for item in attests]
    places = [place for low, high in spans if low < high and (place := strip.find(b"Z", low, high)) >= 0]
    return min(places, default=None)
