"""Random casussen around one school year, for the invariants.

The years are chosen where the law changes: 2018 (ten B), 2019 (five B), 2020 (leerplicht and 290 from five years on),
2025, 2026 (motivation of a measure) and 2027 (illness and the CLB).
"""

from datetime import date, timedelta

from hypothesis import strategies as st

from leerrecht.law.casus import (
    ATTEST_SOORTEN,
    GEBEURTENIS_SOORTEN,
    MAATREGEL_SOORTEN,
    TOAH_GRONDEN,
    Afwezigheid,
    Attest,
    Casus,
    Gebeurtenis,
    Inschrijving,
    Leerling,
    Maatregel,
    Periode,
    Toah,
)
from leerrecht.law.reader import spread

YEARS = (2025, 2025, 2025, 2018, 2019, 2020, 2026, 2027)
AGES = {"kleuter": (3, 6), "lager": (5, 12), "secundair": (11, 20)}


def maybe(strategy):
    return st.one_of(st.none(), strategy)


class World:
    """The strategies of one school year, with some days before and after it."""

    def __init__(self, year):
        self.year = year
        self.first, self.last = date(year, 8, 20), date(year + 1, 9, 20)
        self.days = st.dates(self.first, self.last)
        self.ops = st.dates(self.first, date(year + 1, 9, 5))

    def spans(self, longest=40):
        return st.tuples(self.days, maybe(st.just(0) | st.integers(0, longest))).map(
            lambda pair: (pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
        )

    def periods(self, kind, longest=40, **fields):
        return st.builds(lambda span, **rest: kind(*span, **rest), self.spans(longest), **fields)

    def pupils(self, niveau):
        low, high = AGES[niveau]
        born = st.dates(date(self.year - high, 1, 1), date(self.year + 1 - low, 12, 31))
        # birthdays within the year on which much depends, and 29 February
        turning = st.builds(_birth, self.days, st.sampled_from((5, 6, 15, 16, 18)))
        leap = st.sampled_from([date(2008, 2, 29), date(2012, 2, 29), date(2020, 2, 29)])
        return st.builds(
            Leerling,
            born | born | turning | turning | leap,
            nationaliteit=st.sampled_from(["BE", "BE", "MA"]),
            register_inschrijving=maybe(self.days),
            domicilie=st.sampled_from(["BE", "BE", "BE", "BE", "FR"]),
            diploma_secundair=maybe(self.days),
            twee_leerjaren_so_beeindigd=maybe(self.days),
            huisonderwijs=st.lists(self.periods(Periode), max_size=2).map(tuple),
            vrijstellingen=st.lists(self.periods(Periode), max_size=1).map(tuple),
            afstand_school_km=maybe(st.sampled_from([4.0, 15.0, 30.0])),
        )


def _birth(day, age):
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 3, 1)


@st.composite
def _kind(draw, niveau):
    return {
        "niveau": niveau,
        "soort": draw(st.sampled_from(["gewoon", "gewoon", "buitengewoon"])),
        "stelsel": draw(st.sampled_from(["voltijds", "deeltijds", "duaal"])) if niveau == "secundair" else "voltijds",
    }


@st.composite
def enrolments(draw, world, niveau):
    free = draw(st.frozensets(world.days, max_size=4))
    parts = draw(st.frozensets(st.tuples(world.days, st.sampled_from(["vm", "nm"])), max_size=3))
    year = world.year
    van = draw(st.sampled_from([date(year - 1, 9, 1), date(year, 9, 1)]) | st.dates(world.first, date(year, 11, 30)))
    brought = draw(st.sampled_from([None, 3, 7, 30]))
    kind = draw(_kind(draw(st.sampled_from([niveau, niveau, niveau, None]))))
    first = {"school": "S1", "vrije_dagen": free, "vrije_halve_dagen": parts, "b_vorige_school": brought, **kind}
    shape = draw(st.sampled_from(["one", "one", "one", "ends", "two", "gap", "back", "none"]))
    if shape == "none":
        return ()
    if shape == "one":
        return (Inschrijving(van, None, **first),)
    end = draw(st.dates(van, date(year + 1, 8, 31)))
    if shape == "ends":
        return (Inschrijving(van, end, **first),)
    following = end + timedelta(days=1 if shape == "two" else draw(st.integers(2, 40)))
    stop = draw(st.sampled_from([None, end]))
    after = draw(_kind(draw(st.sampled_from([niveau, niveau, "kleuter", "lager", "secundair"]))))
    brought = draw(st.sampled_from([None, None, 4]))
    found = [Inschrijving(van, stop, **first)]
    if shape == "back":
        until = following + timedelta(days=draw(st.integers(0, 60)))
        found.append(Inschrijving(following, until, school="S2", b_vorige_school=brought, **after))
        following = until + timedelta(days=draw(st.integers(1, 20)))
        return (*found, Inschrijving(following, None, **{**first, "b_vorige_school": None}))
    last = draw(st.sampled_from([None, following + timedelta(days=60)]))
    return (*found, Inschrijving(following, last, school="S2", b_vorige_school=brought, vrije_dagen=free, **after))


@st.composite
def absences(draw, world):
    year = world.year
    latest = draw(st.sampled_from([date(year, 10, 31), date(year + 1, 2, 1), world.last]))
    found = []
    for van in draw(st.lists(st.dates(date(year, 5, 1), latest), max_size=14)):
        length = draw(st.sampled_from([0, 0, 0, 1, 4, 30]))
        code = draw(st.sampled_from("BBBZZZPR-HMAL"))
        parts = draw(st.sampled_from([("vm",), ("nm",), ("vm", "nm")]))
        found.append(Afwezigheid(van, van + timedelta(days=length), code=code, dagdelen=parts))
    story = draw(st.sampled_from(["", "weekly", "weekly", "ill", "ill", "before", "two years"]))
    if story == "weekly":
        # the same half-days week after week
        start, code = draw(world.days), draw(st.sampled_from("BZP"))
        parts = draw(st.sampled_from([("vm",), ("vm", "nm")]))
        length = draw(st.sampled_from([0, 0, 1]))
        for week in range(draw(st.integers(3, 9))):
            van = start + timedelta(days=7 * week)
            found.append(Afwezigheid(van, van + timedelta(days=length), code=code, dagdelen=parts))
    elif story == "ill":
        # long enough for education at home, and back on some half-days
        start = draw(world.days)
        end = start + timedelta(days=draw(st.integers(18, 70)))
        found.append(Afwezigheid(start, end, code=draw(st.sampled_from("ZZZR"))))
        parts = draw(st.sampled_from([("vm",), ("nm",)]))
        found.append(Afwezigheid(end + timedelta(days=1), end + timedelta(days=20), code="Z", dagdelen=parts))
    elif story:
        # a year before with much absence, and perhaps another
        for year in (world.year - 1, world.year)[: 2 if story == "two years" else 1]:
            start = draw(st.dates(date(year, 9, 1), date(year + 1, 3, 1)))
            code = draw(st.sampled_from("BBZ"))
            found.append(Afwezigheid(start, start + timedelta(days=draw(st.integers(20, 60))), code=code))
    return found


SETTINGS = (
    {},
    {},
    {"thuiszitter_drempel": 5, "z_gesprek_drempel": 3},
    {"thuiszitter_drempel": None, "z_gesprek_drempel": None, "politie_drempel": None},
    {"z_melding_drempel": 3, "politie_drempel": 2},
    {"tucht_motivering_van": None},
)


@st.composite
def _casus(draw, world):
    niveau = draw(st.sampled_from(["kleuter", "lager", "secundair", "secundair"]))
    pupil, schools = draw(world.pupils(niveau)), draw(enrolments(world, niveau))
    measure = world.periods(
        Maatregel, soort=st.sampled_from(MAATREGEL_SOORTEN), school=st.sampled_from(["S1", "S1", "S2", ""])
    )
    measures = tuple(draw(st.lists(measure, max_size=3)))
    if draw(st.integers(0, 9)) == 0:
        measures = (*measures, Maatregel(date(world.year, 8, 31), None, "definitieve_uitsluiting", "S1"))
    toah = tuple(draw(st.lists(world.periods(Toah, 90, grond=st.sampled_from(TOAH_GRONDEN)), max_size=2)))
    attests = draw(st.lists(world.periods(Attest, soort=st.sampled_from(ATTEST_SOORTEN)), max_size=7))
    missed = draw(absences(world))
    if toah and toah[0].tot:
        back = toah[0].tot + timedelta(days=draw(st.integers(1, 110)))
        attests.append(Attest(back, back + timedelta(days=10)))
        missed.append(Afwezigheid(back, back + timedelta(days=draw(st.integers(0, 15))), code="Z"))
    about = maybe(st.sampled_from([period.van for period in (*measures, *toah)])) if measures or toah else st.none()
    event = st.builds(
        Gebeurtenis, world.days, st.sampled_from(GEBEURTENIS_SOORTEN), st.sampled_from([None, "S1", "S2"]), about
    )
    events = draw(st.lists(event, max_size=8))
    half_days, _ = spread(Casus(pupil, schools), missed)
    leave = {(world.first + timedelta(days=day), "vm"): "moederschapsverlof" for day in range(30, 120)}
    settings = {**draw(st.sampled_from(SETTINGS))}
    if draw(st.integers(0, 3)) == 0:
        settings["tucht_motivering_van"] = draw(world.days)
    grounds = draw(st.sampled_from([{}, {}, leave]))
    free = draw(st.frozensets(world.days, max_size=2)) if not schools else frozenset()
    return Casus(pupil, schools, half_days, grounds, tuple(attests), tuple(events), toah, measures, settings, free)


@st.composite
def vragen(draw):
    """A casus and a date on which to ask."""
    world = World(draw(st.sampled_from(YEARS)))
    return draw(_casus(world)), draw(world.ops)


def forget_after(casus, op):
    """The casus without what lies after a day."""
    strips = {}
    for year, strip in casus.halve_dagen.items():
        known = bytearray(strip)
        beyond = max(0, 2 * (op - date(year, 9, 1)).days + 2)
        for place in range(beyond, len(known)):
            if known[place] != 32:
                known[place] = 46
        strips[year] = bytes(known)
    return Casus(
        casus.leerling,
        tuple(item for item in casus.inschrijvingen if item.van <= op),
        strips,
        casus.gronden,
        tuple(item for item in casus.attesten if item.van <= op),
        tuple(item for item in casus.gebeurtenissen if item.datum <= op),
        tuple(item for item in casus.toah if item.van <= op),
        tuple(item for item in casus.maatregelen if item.van <= op),
        casus.instellingen,
        casus.vrije_dagen,
    )
