"""Rules that follow from how often a code was noted, codes out of place, and the 290 of a five-year-old."""

from datetime import date
from itertools import accumulate

from leerrecht.law.calendar import SIZE, label
from leerrecht.law.codes import BUITENGEWOON, SECUNDAIR, halve_dagen, met_naam
from leerrecht.law.dates import voluit
from leerrecht.law.kleuter import van_stand
from leerrecht.law.leerplicht import meerderjarig_van
from leerrecht.law.state import Stand
from leerrecht.law.tables import getal, setting, waarde

CONTACT = ("contact_ouders", "gesprek_leerling")
Z_MELDING_VAN = 2027


def reached(stand: Stand, number: int) -> tuple[date, int] | None:
    """The day on which B reached a number and the total by now, B of a former school included; None when it did not."""
    total, extra = stand.aantal["B"], stand.brought
    if extra:
        total += sum(count for _, count in extra)
    if total < number:
        return None
    if not extra:
        return stand.of_half_day(stand.nth(b"B", number)), total
    place = -1
    steps = dict.fromkeys((2 * day for day, _ in extra), 0)
    for day, count in extra:
        steps[2 * day] += count
    while (place := stand.so_far.find(b"B", place + 1)) >= 0:
        steps[place] = steps.get(place, 0) + 1
    places = sorted(steps)
    seen = accumulate(steps[place] for place in places)
    first = next(place for place, count in zip(places, seen, strict=True) if count >= number)
    return stand.of_half_day(first), total


def first_b(stand: Stand) -> None:
    """From the first B: contact, and a measure of guidance."""
    if not stand.aantal["B"]:
        return
    first = stand.of_half_day(stand.so_far.find(b"B"))
    because = f"de eerste halve dag {met_naam('B')} was op {voluit(first)}"
    stand.meld("b1.contact", first, because, vervuld_op=stand.first(CONTACT, first))
    stand.meld("b.begeleiding", first, because, vervuld_op=stand.first(("begeleidingsmaatregel",), first))


def reporting(stand: Stand) -> date | None:
    """From five B (ten until 2018-2019): report to the CLB and open the file; gives the day on which that arose."""
    entry = getal("b.melding", stand.begin)
    if entry is None or (found := reached(stand, entry.waarde)) is None:
        return None
    since, total = found
    because = [f"{halve_dagen(total, 'B')} in {stand.schooljaar}"]
    if total > stand.aantal["B"]:
        because.append(f"waarvan {total - stand.aantal['B']} op de vorige school")
    force = entry.valid_from
    stand.meld(
        "b5.melding_clb",
        since,
        *because,
        vervuld_op=stand.first(("melding_clb",), since),
        bron=entry.bron,
        van_kracht=force,
    )
    opened = stand.first(("begeleidingsdossier",), stand.begin)
    stand.meld("b5.begeleidingsdossier", since, *because, vervuld_op=opened, van_kracht=force)
    return since


def trajectory(stand: Stand, reported: date | None) -> None:
    """The compulsory CLB trajectory because of absences; measures have their own."""
    grounds: list[tuple[date, str]] = []
    if reported is not None and reported < meerderjarig_van(stand.casus.leerling):
        number = waarde("b.melding", stand.begin)
        grounds.append((reported, f"jonger dan 18 toen er {halve_dagen(number, 'B')} waren"))
    endangered = stand.first(("schoolloopbaan_in_gedrang",), stand.begin)
    if endangered is not None:
        grounds.append((endangered, f"op {voluit(endangered)} is vastgesteld dat de schoolloopbaan in gevaar is"))
    if grounds:
        started = stand.first(("clb_traject",), stand.begin)
        stand.meld("clb.traject", min(grounds)[0], *(text for _, text in sorted(grounds)), vervuld_op=started)


def many_b(stand: Stand) -> None:
    """Ten B (a suggestion), thirty B (the official class), thirty B two years running."""
    threshold = setting(stand.casus.instellingen, "politie_drempel")
    if threshold is not None and (found := reached(stand, threshold)):
        stand.meld("b10.politie", found[0], f"{halve_dagen(found[1], 'B')} in {stand.schooljaar}")
    number = waarde("b.problematisch")
    found = reached(stand, number)
    if found is None:
        return
    because = f"{halve_dagen(found[1], 'B')} in {stand.schooljaar}"
    stand.meld("b30.problematisch", found[0], because)
    before = stand.casus.halve_dagen.get(stand.year - 1, b"").count(b"B")
    before += stand.brought_before()
    if before >= number:
        stand.meld("b30.schooltoeslag", found[0], because, f"{halve_dagen(before, 'B')} in {label(stand.year - 1)}")


def unknown(stand: Stand) -> None:
    """Every absence has a reason."""
    number = stand.aantal["-"]
    if number:
        first = stand.of_half_day(stand.so_far.find(b"-"))
        days = "halve dag" if number == 1 else "halve dagen"
        stand.meld("onbekend.reden", first, f"{number} {days} afwezig waarvan de reden nog niet bekend is")


def many_lawful(stand: Stand) -> None:
    """Twenty Z, thirty P, and the number of Z that will oblige to involve the CLB."""
    for code, name, rule in (("Z", "z_aandacht_drempel", "z20.aandacht"), ("P", "p_aandacht_drempel", "p30.aandacht")):
        number = setting(stand.casus.instellingen, name)
        if number is not None and stand.aantal[code] >= number:
            since = stand.of_half_day(stand.nth(code.encode(), number))
            stand.meld(rule, since, f"{halve_dagen(stand.aantal[code], code)} in {stand.schooljaar}")
    threshold = setting(stand.casus.instellingen, "z_melding_drempel")
    if threshold is not None and stand.year >= Z_MELDING_VAN and stand.aantal["Z"] >= threshold:
        since = stand.of_half_day(stand.nth(b"Z", threshold))
        stand.meld(
            "z.melding_clb",
            since,
            f"{halve_dagen(stand.aantal['Z'], 'Z')} in {stand.schooljaar}",
            vervuld_op=stand.first(("melding_clb",), since),
        )


def out_of_place(stand: Stand) -> None:
    """H outside buitengewoon, M outside secundair, A on a pupil who is leerplichtig."""
    aantal = stand.aantal
    if not (aantal["H"] or aantal["M"] or aantal["A"]):
        return
    found: list[tuple[int, str]] = []
    for van, tot, enrolment in stand.casus.perioden:
        low = max(0, 2 * (van.toordinal() - stand.start))
        high = min(len(stand.so_far), 2 * (tot.toordinal() - stand.start) + 2)
        if low >= high:
            continue
        if enrolment.soort != BUITENGEWOON and (place := stand.so_far.find(b"H", low, high)) >= 0:
            found.append((place, f"code {met_naam('H')} staat bij een leerling in het gewoon onderwijs"))
        if enrolment.niveau not in (None, SECUNDAIR) and (place := stand.so_far.find(b"M", low, high)) >= 0:
            found.append((place, f"code {met_naam('M')} bestaat niet in {enrolment.niveau} onderwijs"))
    if aantal["A"] and stand.leerplicht is not None:
        low = max(0, 2 * (stand.leerplicht[0].toordinal() - stand.start))
        high = min(SIZE, max(0, 2 * (stand.leerplicht[2].toordinal() - stand.start)))
        if (place := stand.so_far.find(b"A", low, high)) >= 0:
            found.append((place, f"code {met_naam('A')} staat bij een leerling die leerplichtig is"))
    if found:
        found.sort()
        stand.meld("code.niveau", stand.of_half_day(found[0][0]), *(text for _, text in found))


def five_year_old(stand: Stand) -> None:
    """The 290 half-days of a five-year-old in kleuter: what was held, but for B and unknown, plus what remains."""
    found = van_stand(stand)
    if found is not None and found.sinds is not None:
        text = f"in {stand.schooljaar} zijn nog hoogstens {found.haalbaar} van de {found.nodig} halve dagen haalbaar"
        stand.meld("kleuter290", found.sinds, text)
