"""Leerplicht and enrolment: the status, and absolute truancy."""

from datetime import date

from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.leerplicht import deeltijds_van
from leerrecht.law.state import FAR, Stand

Stretch = tuple[date, date, str]


def status(stand: Stand) -> dict[str, object]:
    """The status of the answer; `thuiszitter` is filled in once all rules have spoken."""
    pupil, span = stand.casus.leerling, stand.leerplicht
    part_time = deeltijds_van(pupil)
    stand.zeker(part_time.toordinal())
    if span is not None:
        stand.zeker(span[0].toordinal())
        stand.zeker(span[2].toordinal())
    if pupil.diploma_secundair is not None:
        stand.misschien_op(pupil.diploma_secundair)
    return {
        "leerplichtig": stand.leerplichtig,
        "leerplicht_van": None if span is None else span[0],
        "leerplicht_tot": None if span is None else span[1],
        "deeltijds_toegelaten": part_time <= stand.op,
        "ingeschreven": stand.enrolment is not None,
        "thuiszitter": False,
    }


def stretches(stand: Stand) -> list[Stretch]:
    """(first, last, what) of each enrolment, home education and exemption that has begun."""
    casus = stand.casus
    found = [
        (van, tot, f"een inschrijving in {enrolment.school}" if enrolment.school else "een inschrijving")
        for van, tot, enrolment in casus.perioden
    ]
    found += [(period.van, period.einde, "huisonderwijs") for period in casus.leerling.huisonderwijs]
    found += [(period.van, period.einde, "een vrijstelling") for period in casus.leerling.vrijstellingen]
    begun: list[Stretch] = []
    for van, tot, what in found:
        stand.misschien_op(van)
        if van <= stand.op:
            begun.append((van, tot, what))
            if tot.toordinal() < FAR:
                stand.misschien_op(tot + ONE_DAY)
    return begun


def absolute_truancy(stand: Stand) -> None:
    """Leerplichtig and nowhere: open while it lasts, fulfilled for the rest of the school year after a gap in it."""
    begun = stretches(stand)
    span = stand.leerplicht
    if span is None:
        return
    covering = [stretch for stretch in begun if stretch[1] >= stand.op]
    if not covering:
        if stand.leerplichtig:
            _gap(stand, span[0], begun, stand.op, None)
        return
    start, what = min((van, what) for van, _, what in covering)
    while chained := [stretch for stretch in begun if stretch[0] < start <= stretch[1] + ONE_DAY]:
        start, _, what = min(chained)
    if start > stand.begin and stand.is_leerplichtig(start - ONE_DAY):
        known = any(stretch[1] < start for stretch in begun)
        came_from = stand.casus.inschrijving_op(start)
        if known or came_from is None or came_from.b_vorige_school is None:
            _gap(stand, span[0], begun, start, what)


def _gap(stand: Stand, first: date, begun: list[Stretch], until: date, what: str | None) -> None:
    since = max([first, *(last + ONE_DAY for _, last, _ in begun if last < until)])
    because = [f"leerplichtig en nergens ingeschreven sinds {voluit(since)}"]
    if what is not None:
        because.append(f"opgelost door {what} op {voluit(until)}")
    stand.meld("verzuim.absoluut", since, *because, vervuld_op=None if what is None else until)
