"""Exclusions and suspensions, and how long it takes to find a new school: the published numbers, spread by weight."""

from dataclasses import dataclass

import numpy as np

from leerrecht.synthetic import forms
from leerrecht.synthetic.days import Array, SchoolYear
from leerrecht.synthetic.population import Pupils
from leerrecht.synthetic.published import value

Generator = np.random.Generator
PREVENTIVE, TEMPORARY, DEFINITIVE, CONNECTING, CARING = range(5)
NAMES = ("preventieve_schorsing", "tijdelijke_uitsluiting", "definitieve_uitsluiting", "verbindend", "preventief")
# School days to a new school, by class of the publication; None stays without one.
WAITS: tuple[tuple[str, tuple[int, int] | None], ...] = (
    ("onmiddellijk", (0, 0)), ("1-10", (1, 10)), ("11-40", (11, 40)), ("41-120", (41, 120)), ("121-180", (121, 170)),
    ("onbekend", None),
)  # fmt: skip
# Of who is 18 or older, 52.9 % has no new school (000:3938-3955); the rest is spread as others are.
ADULT_UNKNOWN = 52.9
BOYS = 2.6
LINKED, HALF_LINKED = 0.88, 0.95
CONNECTING_PER_TEMPORARY = 1.4
CARING_PER_TEMPORARY = 0.9
REPEATED = 194 / 3_965  # reports beyond the first of a pupil (000:3541-3564)
LAST_REPEAT = 60  # a second exclusion follows a first one before this school day
SOON = 10
NEVER = np.iinfo(np.int16).max


@dataclass
class Measures:
    """Rows: the place of the pupil, kind, first day and days, and the wait to a new school (NEVER: none)."""

    pupil: Array
    kind: Array
    day: Array
    days: Array
    wait: Array
    linked: Array
    second: Array


def draw(pupils: Pupils, calendar: SchoolYear, score: Array, random: Generator, scale: float) -> Measures:
    """The measures of a school year."""
    weights = np.array([forms.EXCLUSION.get(form, 1.0) for form in forms.FORMS])[pupils.form]
    weights = weights * np.exp(0.5 * score) * (1 + 0.6 * pupils.ses) * np.where(pupils.gender == 0, BOYS, 1)
    compulsory = pupils.compulsory(calendar.year)
    secondary = np.isin(pupils.form, forms.SECONDARY)
    parts = [_exclusions(pupils, calendar, compulsory, secondary, weights, random, scale)]
    for kind, name, longest in ((PREVENTIVE, NAMES[0], 10), (TEMPORARY, NAMES[1], 15)):
        for among, level in ((secondary, "secundair"), (np.isin(pupils.form, (forms.LAGER, forms.LAGER_B)), "basis")):
            count = round(value(name, level) * scale)
            parts.append(_suspensions(kind, longest, among, count, weights, calendar, random))
            if kind == TEMPORARY:
                for other, times in ((CONNECTING, CONNECTING_PER_TEMPORARY), (CARING, CARING_PER_TEMPORARY)):
                    parts.append(_suspensions(other, 1, among, round(count * times), weights, calendar, random))
    return Measures(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in Measures.__dataclass_fields__)
    )


def _suspensions(
    kind: int, longest: int, among: Array, count: int, weights: Array, calendar: SchoolYear, random: Generator
) -> Measures:
    places = np.flatnonzero(among)
    share = weights[places] / weights[places].sum()
    chosen = random.choice(places, count, p=share) if count else places[:0]
    days = np.minimum(random.geometric(0.35, count), longest)
    day = random.integers(0, calendar.days - longest, count)
    # One measure of a kind on a day: a second one begins later.
    order = np.lexsort((day, chosen))
    chosen, day = chosen[order], day[order]
    same = np.flatnonzero((np.diff(chosen) == 0) & (np.diff(day) == 0)) + 1
    keep = np.ones(count, bool)
    keep[same] = False
    moved = day.copy()
    moved[same] = (day[same] + longest) % (calendar.days - longest)
    linked = np.searchsorted((LINKED, HALF_LINKED), random.random(count)).astype(np.int8)
    if kind in (CONNECTING, CARING):
        linked[:] = 2
    none = np.zeros(count, bool)
    return Measures(chosen, np.full(count, kind), moved, days, np.full(count, NEVER), linked, none)


def _weighted(places: Array, weights: Array, count: int, random: Generator) -> Array:
    """So many different places, the heavier the likelier."""
    keys = random.exponential(1, len(places)) / np.maximum(weights[places], 1e-9)
    return places[np.argsort(keys)[:count]]


def _exclusions(
    pupils: Pupils, calendar: SchoolYear, compulsory: Array, secondary: Array, weights: Array, random: Generator,
    scale: float,
) -> Measures:  # fmt: skip
    """Definitive exclusions: reported ones of leerplichtige pupils, those of adults, and who is out twice."""
    reports = value("definitieve_uitsluiting_meldingen", "secundair")
    adults = value("definitieve_uitsluiting", "secundair") - reports
    lager = value("definitieve_uitsluiting_meldingen", "gewoon_lager")
    lager_b = value("definitieve_uitsluiting_meldingen", "buitengewoon_lager")
    kleuters = value("definitieve_uitsluiting", "basis") - lager - lager_b
    groups = (
        (secondary & compulsory, reports * (1 - REPEATED)),
        (secondary & ~compulsory, adults),
        ((pupils.form == forms.LAGER) & compulsory, lager),
        ((pupils.form == forms.LAGER_B) & compulsory, lager_b),
        ((pupils.form == forms.KLEUTER) & ~compulsory, kleuters),
    )
    chosen = np.concatenate(
        [_weighted(np.flatnonzero(among), weights, round(count * scale), random) for among, count in groups]
    )
    again = round(reports * REPEATED * scale)
    candidates = chosen[(secondary & compulsory)[chosen]]
    repeated = candidates[:again]
    pupil = np.concatenate([chosen, repeated])
    second = np.arange(len(pupil)) >= len(chosen)
    wait = _waits(pupils, pupil, compulsory, random)
    first_again = np.isin(pupil, repeated) & ~second
    # Who is excluded again had found a school soon: they trade places with others who did.
    slow = np.flatnonzero(first_again & (wait > SOON))
    quick = np.flatnonzero(~first_again & ~second & (wait <= SOON) & compulsory[pupil])[: len(slow)]
    slow = slow[: len(quick)]
    wait[slow], wait[quick] = wait[quick], wait[slow]
    wait[first_again] = np.minimum(wait[first_again], SOON)
    day = _days(pupil, wait, calendar, random, scale)
    day[first_again] = random.integers(10, LAST_REPEAT, int(first_again.sum()))
    day[second] = random.integers(LAST_REPEAT + 15, LAST_REPEAT + 60, int(second.sum()))
    count = len(pupil)
    return Measures(
        pupil, np.full(count, DEFINITIVE), day, np.zeros(count, int), wait, np.full(count, 2, np.int8), second
    )


def _waits(pupils: Pupils, pupil: Array, compulsory: Array, random: Generator) -> Array:
    """School days to a new school: the published classes, longer in forms with few places."""
    wait = np.full(len(pupil), NEVER, np.int64)
    slow = np.array(
        [{forms.BUSO: 1.2, forms.DBSO: 1.3, forms.BSO: 0.4, forms.ASO: -0.6}.get(f, 0) for f in forms.FORMS]
    )
    difficulty = slow[pupils.form[pupil]] + random.normal(0, 1.5, len(pupil))
    for among, unknown in (
        (compulsory[pupil], value("tijd_tot_nieuwe_school", "onbekend")), (~compulsory[pupil], ADULT_UNKNOWN),
    ):  # fmt: skip
        places = np.flatnonzero(among)
        places = places[np.argsort(difficulty[places], kind="stable")]
        known = [value("tijd_tot_nieuwe_school", name) for name, span in WAITS if span]
        shares = np.array(known) * (100 - unknown) / sum(known)
        cuts = np.round(np.cumsum(shares) / 100 * len(places)).astype(int)
        begin = 0
        for (_, span), end in zip(WAITS, cuts, strict=False):
            if span:
                wait[places[begin:end]] = random.integers(span[0], span[1] + 1, end - begin)
            begin = end
    return wait


def _days(pupil: Array, wait: Array, calendar: SchoolYear, random: Generator, scale: float) -> Array:
    """The day of exclusion, such that as many as published are not enrolled again in the same school year."""
    last = calendar.days - 8
    spare = np.where(wait == NEVER, last, last - wait)
    day = np.maximum(4, random.random(len(pupil)) * np.maximum(spare, 5)).astype(int)
    beyond = round(value("definitieve_uitsluiting_niet_heringeschreven", "secundair") * scale) - int(
        (wait == NEVER).sum()
    )
    candidates = np.flatnonzero((wait != NEVER) & (wait > SOON))
    crossing = random.permutation(candidates)[: max(0, beyond)]
    late = np.maximum(4, calendar.days - wait[crossing] + 1)
    day[crossing] = np.minimum(last, late + random.integers(0, 12, len(crossing)))
    return day
