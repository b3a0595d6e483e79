"""Random casussen around one school year, for the invariants."""

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

FIRST, LAST = date(2025, 8, 20), date(2026, 9, 20)
DAYS = st.dates(FIRST, LAST)
OPS = st.dates(FIRST, date(2026, 9, 5))
BIRTH_YEARS = {"kleuter": (2019, 2021), "lager": (2013, 2016), "secundair": (2006, 2011)}


def maybe(strategy):
    return st.one_of(st.none(), strategy)


@st.composite
def spans(draw, longest=40):
    van = draw(DAYS)
    return van, draw(maybe(st.just(van) | st.integers(0, longest).map(lambda days: van + timedelta(days=days))))


def periods(kind, longest=40, **fields):
    return st.builds(lambda span, **rest: kind(*span, **rest), spans(longest), **fields)


@st.composite
def pupils(draw, niveau):
    low, high = BIRTH_YEARS[niveau]
    return Leerling(
        draw(st.dates(date(low, 1, 1), date(high, 12, 31))),
        nationaliteit=draw(st.sampled_from(["BE", "MA"])),
        register_inschrijving=draw(maybe(DAYS)),
        diploma_secundair=draw(maybe(DAYS)),
        twee_leerjaren_so_beeindigd=draw(maybe(DAYS)),
        huisonderwijs=tuple(draw(st.lists(periods(Periode), max_size=1))),
        vrijstellingen=tuple(draw(st.lists(periods(Periode), max_size=1))),
        afstand_school_km=draw(maybe(st.sampled_from([4.0, 30.0]))),
    )


@st.composite
def enrolments(draw, niveau):
    free = draw(st.frozensets(DAYS, max_size=4))
    parts = draw(st.frozensets(st.tuples(DAYS, st.sampled_from(["vm", "nm"])), max_size=3))
    extra = {
        "niveau": niveau,
        "soort": draw(st.sampled_from(["gewoon", "buitengewoon"])),
        "stelsel": draw(st.sampled_from(["voltijds", "deeltijds"])) if niveau == "secundair" else "voltijds",
    }
    van = draw(st.sampled_from([date(2024, 9, 1), date(2025, 9, 1)]) | st.dates(FIRST, date(2025, 11, 30)))
    brought = draw(st.sampled_from([None, 3, 7]))
    first = {"school": "S1", "vrije_dagen": free, "vrije_halve_dagen": parts, "b_vorige_school": brought, **extra}
    shape = draw(st.sampled_from(["one", "one", "one", "ends", "two", "gap", "none"]))
    if shape == "none":
        return ()
    if shape == "one":
        return (Inschrijving(van, None, **first),)
    end = draw(st.dates(van, date(2026, 8, 31)))
    if shape == "ends":
        return (Inschrijving(van, end, **first),)
    following = end + timedelta(days=1 if shape == "two" else draw(st.integers(2, 40)))
    stop = draw(st.sampled_from([None, end]))
    return (Inschrijving(van, stop, **first), Inschrijving(following, None, school="S2", **extra))


@st.composite
def absences(draw):
    latest = draw(st.sampled_from([date(2025, 10, 31), date(2026, 2, 1), LAST]))
    found = []
    for van in draw(st.lists(st.dates(date(2025, 5, 1), latest), max_size=14)):
        length = draw(st.sampled_from([0, 0, 0, 1, 4, 30]))
        code = draw(st.sampled_from("BBBZZZPR-HMA"))
        parts = draw(st.sampled_from([("vm",), ("nm",), ("vm", "nm")]))
        found.append(Afwezigheid(van, van + timedelta(days=length), code=code, dagdelen=parts))
    if draw(st.booleans()):
        # the same half-days week after week
        start, code = draw(DAYS), draw(st.sampled_from("BZP"))
        parts = draw(st.sampled_from([("vm",), ("vm", "nm")]))
        length = draw(st.sampled_from([0, 0, 1]))
        for week in range(draw(st.integers(3, 9))):
            van = start + timedelta(days=7 * week)
            found.append(Afwezigheid(van, van + timedelta(days=length), code=code, dagdelen=parts))
    return found


@st.composite
def casussen(draw):
    niveau = draw(st.sampled_from(["kleuter", "lager", "secundair", "secundair"]))
    pupil, schools = draw(pupils(niveau)), draw(enrolments(niveau))
    measures = tuple(
        draw(
            st.lists(
                periods(
                    Maatregel,
                    soort=st.sampled_from(MAATREGEL_SOORTEN),
                    school=st.sampled_from(["S1", "S1", "S2", ""]),
                ),
                max_size=2,
            )
        )
    )
    toah = tuple(draw(st.lists(periods(Toah, 90, grond=st.sampled_from(TOAH_GRONDEN)), max_size=1)))
    attests = draw(st.lists(periods(Attest, soort=st.sampled_from(ATTEST_SOORTEN)), max_size=7))
    missed = draw(absences())
    if toah and toah[0].tot:
        back = toah[0].tot + timedelta(days=draw(st.integers(1, 110)))
        attests.append(Attest(back, back + timedelta(days=10)))
        missed.append(Afwezigheid(back, back + timedelta(days=draw(st.integers(0, 15))), code="Z"))
    about = maybe(st.sampled_from([period.van for period in (*measures, *toah)])) if measures or toah else st.none()
    events = draw(
        st.lists(
            st.builds(
                Gebeurtenis, DAYS, st.sampled_from(GEBEURTENIS_SOORTEN), st.sampled_from([None, "S1", "S2"]), about
            ),
            max_size=8,
        )
    )
    half_days, _ = spread(Casus(pupil, schools), missed)
    grounds = draw(
        st.sampled_from([{}, {(FIRST + timedelta(days=day), "vm"): "moederschapsverlof" for day in range(30, 120)}])
    )
    settings = draw(
        st.sampled_from([{}, {"thuiszitter_drempel": 5, "z_gesprek_drempel": 3}, {"thuiszitter_drempel": None}])
    )
    return Casus(pupil, schools, half_days, grounds, tuple(attests), tuple(events), toah, measures, settings)


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
