"""Education at home, guidance by the CLB, NAFT and waiting lists: from the question to the end."""

import numpy as np

from leerrecht.synthetic import forms
from leerrecht.synthetic.days import Array, SchoolYear
from leerrecht.synthetic.population import Pupils
from leerrecht.synthetic.published import PUPILS, value

Generator = np.random.Generator
NAFT, WAITING = 3_200, 2_600
# School days: from question to talk, from talk to start, length; chosen, except for TOAH (half lasts the year).
STAGES = {"toah": (3, 6, 60), "naft": (14, 12, 45), "clb_afwezigheid": (8, 6, 80), "wachtlijst": (6, 60, 60)}
NOT_STARTED = {"toah": 0.06, "naft": 0.12, "clb_afwezigheid": 0.02, "wachtlijst": 0.35}
WHOLE_YEAR = 0.55
HOURS_A_WEEK = 4
DAYS_A_WEEK = 5
NO_DAY = np.datetime64("NaT")


def draw(
    pupils: Pupils, calendar: SchoolYear, score: Array, random: Generator, scale: float
) -> tuple[dict[str, Array], Array]:
    """Columns of the table of trajectories of who is enrolled, with the place of each pupil."""
    compulsory = pupils.compulsory(calendar.year)
    special = np.isin(pupils.form, forms.SPECIAL)
    requests, of_special = value("toah_aanvragen"), value("toah_aanvragen", "buitengewoon")
    groups = (
        ("toah", compulsory & special, of_special * scale, np.zeros(len(pupils))),
        ("toah", compulsory & ~special, (requests - of_special) * scale, np.zeros(len(pupils))),
        (
            "clb_afwezigheid",
            np.ones(len(pupils), bool),
            value("clb_begeleid_afwezigheid") * len(pupils) / PUPILS,
            score,
        ),
        ("naft", np.isin(pupils.form, forms.SECONDARY), NAFT * scale, score),
        ("wachtlijst", compulsory, WAITING * scale, score),
    )
    parts: list[dict[str, Array]] = []
    who_all: list[Array] = []
    for kind, among, count, weight in groups:
        places = np.flatnonzero(among)
        keys = weight[places] + random.gumbel(0, 1, len(places))
        who = places[np.argsort(-keys)[: round(count)]]
        who_all.append(who)
        parts.append(_stages(kind, len(who), calendar, random))
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return columns, np.concatenate(who_all)


def _stages(kind: str, count: int, calendar: SchoolYear, random: Generator) -> dict[str, Array]:
    talk, wait, long = STAGES[kind]
    asked = random.integers(0, calendar.days - 40, count)
    whole = (random.random(count) < WHOLE_YEAR) & (kind == "toah")
    asked[whole] = random.integers(0, 10, int(whole.sum()))
    discussed = asked + random.geometric(1 / talk, count)
    started = discussed + random.geometric(1 / wait, count)
    ended = started + random.geometric(1 / long, count)
    ended[whole] = calendar.days - 1
    none = (random.random(count) < NOT_STARTED[kind]) | (started >= calendar.days - 1)
    end = np.minimum(ended, calendar.days - 1)
    right = np.where(none, 0, np.maximum(1, (end - started) // DAYS_A_WEEK) * HOURS_A_WEEK)
    given = np.round(right * np.clip(random.normal(0.86, 0.15, count), 0, 1)).astype(int)
    hours = kind == "toah"
    return {
        "traject": np.full(count, kind, dtype=object),
        "gevraagd_op": _dates(calendar, asked),
        "besproken_op": _dates(calendar, discussed),
        "gestart_op": np.where(none, NO_DAY, _dates(calendar, np.minimum(started, calendar.days - 1))),
        "geeindigd_op": np.where(none | (ended >= calendar.days), NO_DAY, _dates(calendar, end)),
        "lestijden_recht": right if hours else np.full(count, -1),
        "lestijden_gegeven": given if hours else np.full(count, -1),
    }


def _dates(calendar: SchoolYear, place: Array) -> Array:
    found: Array = np.where(place < calendar.days, calendar.school_days[np.minimum(place, calendar.days - 1)], NO_DAY)
    return found


def home_education(pupils: Pupils, calendar: SchoolYear, scale: float) -> tuple[Array, Array, Array]:
    """Who learns at home, outside every school: how many per (niveau, leerplichtig), as columns."""
    compulsory = pupils.compulsory(calendar.year)
    basic = np.isin(pupils.form, forms.BASIC)
    total = round(value("huisonderwijs_individueel", unit="leerlingen") * scale)
    counts = []
    for level, among in (("leerplichtig_basis", basic), ("leerplichtig_secundair", ~basic)):
        share = value("huisonderwijs_individueel", level) / 100
        counts.append(round(share / (1 - share) * int((among & compulsory).sum())))
    counts.append(max(0, total - sum(counts)))
    return (
        np.repeat(np.array(["lager", "secundair", "lager"], dtype=object), counts),
        np.repeat(np.array([True, True, False]), counts),
        np.arange(sum(counts)),
    )
