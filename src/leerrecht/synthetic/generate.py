"""Synthetic Flanders from the first school year to the last: draws a year, writes it in batches, goes on."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from leerrecht.indicators import schema
from leerrecht.indicators.store import SnapshotWriter, TableWriter
from leerrecht.law import calendar as law_calendar
from leerrecht.synthetic import absence, care, enrol, leaving, measures, paths, plant, schools, targets
from leerrecht.synthetic.days import Array, SchoolYear, school_year
from leerrecht.synthetic.forms import ADULT, BUSO, FORMS, SPECIAL, TABLE
from leerrecht.synthetic.population import Flanders, Pupils, joined, pseudonyms
from leerrecht.synthetic.schools import FIRST_NUMBER, PUPILS_IN_A_CLASS

FIRST_YEAR = 2023
YEARS = 3
BATCH = 16_384
TRUTH = "waarheid.csv"
HOME = 1 << 40  # numbers of who learns at home
GENDERS = ("m", "v")
CONTACT, REPORT, FILE = "contact_ouders", "melding_clb", "begeleidingsdossier"
FIFTH = 5
APART = 803  # draws that came later have numbers of their own: what was drawn before stays as it was
SUMMER = 181  # day of the year of 30 June


@dataclass(frozen=True)
class Year:
    """Everything of one school year that the writers need."""

    calendar: SchoolYear
    pupils: Pupils
    ids: Array
    segments: enrol.Segments
    rows: measures.Measures
    targets: targets.Targets
    plans: list[absence.Planned]
    until: Array


def generate(folder: Path, *, pupils: int, seed: int, report: Callable[[str], object] = lambda _line: None) -> None:
    """Write three school years to an empty folder, with ``waarheid.csv`` beside them."""
    years = tuple(range(FIRST_YEAR, FIRST_YEAR + YEARS))
    writer = SnapshotWriter(folder, f"synthetisch Vlaanderen, zaad {seed}", years, date(FIRST_YEAR + YEARS, 9, 1))
    random = np.random.default_rng(seed)
    all_schools = schools.make(pupils, random)
    flanders = Flanders(pupils, random, all_schools)
    here = flanders.first(years[0])
    late = np.zeros(len(here), np.int16)
    away: Pupils | None = None
    with (folder / TRUTH).open("w", encoding="utf-8", newline="") as file:
        truth = csv.writer(file)
        truth.writerow(("schooljaar", "leerling", "groep", "van", "tot"))
        for year in years:
            report(f"{law_calendar.label(year)}: {len(here)} leerlingen")
            leaving_now, late_next = _one_year(writer, truth, here, late, all_schools, year, random, flanders, seed)
            numbers = here.number[late_next > 0]
            days = late_next[late_next > 0]
            back, away = away, paths.who_returns(here, leaving_now, np.random.default_rng([seed, year, APART, 1]))
            here = flanders.following(here, leaving_now, year + 1)
            if back is not None:
                here = joined([here, back])
            late = _carried(here, numbers, days)
    writer.finish()


def _carried(pupils: Pupils, numbers: Array, days: Array) -> Array:
    late = np.zeros(len(pupils), np.int16)
    order = np.argsort(pupils.number, kind="stable")
    place = np.searchsorted(pupils.number[order], numbers)
    place = np.minimum(place, len(order) - 1)
    found = pupils.number[order[place]] == numbers
    late[order[place[found]]] = days[found]
    return late


def _one_year(
    writer: SnapshotWriter, truth: Any, pupils: Pupils, late: Array, all_schools: schools.Schools, number: int,
    random: np.random.Generator, flanders: Flanders, seed: int,
) -> tuple[Array, Array]:  # fmt: skip
    calendar, scale = school_year(number), flanders.scale
    wanted = targets.draw(pupils, number, all_schools, random, scale)
    rows = measures.draw(pupils, calendar, wanted.score, random, scale)
    began = pupils.qualified.copy()
    segments, gone, hidden, free = enrol.draw(pupils, calendar, all_schools, rows, late, random)
    out = leaving.draw(pupils, number, gone.out, wanted.score, random, scale)
    early = np.flatnonzero(out & ~pupils.qualified & free & (pupils.age(number) >= ADULT))
    enrol.leave_early(segments, early, calendar, random)
    free[early] = False
    rows = _within(rows, segments, calendar)
    plans, hidden_truth = plant.draw(pupils, calendar, segments, wanted, hidden, free, random)
    ids = pseudonyms(pupils.number, seed)
    year = Year(calendar, pupils, ids, segments, rows, wanted, plans, _until(pupils, calendar))
    with writer.table("scholen", number) as table:
        table.write(all_schools.columns(number))
    with writer.table("registers", number) as table:
        _registers(table, year, all_schools, random)
    with writer.table("inschrijvingen", number) as table:
        _enrolments(table, year, began)
    with writer.table("maatregelen", number) as table:
        _measures(table, year)
    apart = np.random.default_rng([seed, number, APART])
    with writer.table("trajecten", number) as table, writer.table("stappen", number) as steps:
        _trajectories(table, steps, year, random, apart, scale, seed)
    with writer.table("thuiszitters", number) as table:
        table.write({name: [] for name in schema.THUISZITTERS.names})
    with writer.table("uitstroom", number) as table:
        paths.write_exits(table, calendar, pupils, ids, segments, out, _education(pupils.form), apart)
    with writer.table("halve_dagen", number) as table, writer.table("feiten", number) as facts:
        for begin in range(0, len(pupils), BATCH):
            _half_days(table, facts, year, begin, random)
    for who, group, first, last in zip(
        hidden_truth.pupil, hidden_truth.group, hidden_truth.begin, hidden_truth.end, strict=True
    ):
        days = calendar.day[first], calendar.day[max(first, last - 1)]
        truth.writerow((law_calendar.label(number), ids[who], plant.GROUPS[group], *days))
    return out, gone.late


def _within(rows: measures.Measures, segments: enrol.Segments, calendar: SchoolYear) -> measures.Measures:
    """Suspensions happen while the pupil is there: what would fall outside begins at the second week instead."""
    begin = calendar.first[rows.day]
    start, stop = segments.start[rows.pupil], segments.stop[rows.pupil]
    inside = ((begin[:, None] >= start) & (begin[:, None] < stop)).any(axis=1)
    moved = ~inside & (rows.kind != measures.DEFINITIVE)
    rows.day[moved] = np.minimum(
        calendar.of_day[np.minimum(start[moved, 0], calendar.halves - 1)] + 1, calendar.days - 16
    )
    key = rows.pupil.astype(np.int64) * 8 + rows.kind
    while True:
        order = np.lexsort((rows.day, key))
        same = (np.diff(key[order]) == 0) & (np.diff(rows.day[order]) == 0)
        if not same.any():
            return rows
        again = order[1:][same]
        rows.day[again] = (rows.day[again] + 1) % (calendar.days - 16)


def _until(pupils: Pupils, calendar: SchoolYear) -> Array:
    """The half-day from which a pupil is no longer leerplichtig; -1 for who is too young."""
    age = pupils.age(calendar.year)
    new_year = np.datetime64(date(calendar.year + 1, 1, 1))
    birthday = new_year + np.minimum(pupils.birthday, SUMMER).astype("timedelta64[D]")
    place = np.searchsorted(calendar.day, birthday)
    until = np.where(age < ADULT - 1, calendar.halves, np.where(age == ADULT - 1, place, 0))
    found: Array = np.where(pupils.compulsory(calendar.year) | (age >= ADULT), until, -1)
    return found


def _text(codes: Array, words: tuple[str, ...]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(words, pa.string()))


def _education(form: Array) -> dict[str, pa.Array]:
    rows = [TABLE[one] for one in FORMS]
    return {
        name: _text(form, tuple(getattr(row, name) for row in rows)) for name in ("niveau", "soort", "onderwijsvorm")
    }


def _enrolments(table: TableWriter, year: Year, began: Array) -> None:
    pupils, segments, calendar = year.pupils, year.segments, year.calendar
    last = segments.last()
    for number in range(enrol.SEGMENTS):
        who = np.flatnonzero(last >= number)
        start, stop = segments.start[who, number], segments.stop[who, number]
        begin = np.where(
            start == 0, np.datetime64(date(calendar.year, 9, 1)), calendar.day[np.minimum(start, calendar.halves - 1)]
        )
        ended = calendar.day[np.maximum(start, np.minimum(stop, calendar.halves) - 1)]
        end = np.where(stop >= calendar.halves, np.datetime64(date(calendar.year + 1, 8, 31)), ended)
        chosen = pupils.take(who)
        forms = [TABLE[one] for one in FORMS]
        special = np.where(chosen.form == BUSO, chosen.ov + 1, 0)
        kind = np.where(np.isin(chosen.form, SPECIAL), 1 + chosen.number % 4, 0)
        age = chosen.age(calendar.year)
        grade = np.where(age >= 12, age - 11, np.where(age >= 6, age - 5, age - 2))
        table.write(
            {
                "schooljaar": np.full(len(who), calendar.year),
                "leerling": year.ids[who],
                "school": segments.school[who, number] + FIRST_NUMBER,
                "van": begin.astype("datetime64[D]"),
                "tot": end.astype("datetime64[D]"),
                **_education(chosen.form),
                **{
                    name: _text(chosen.form, tuple(getattr(row, name) for row in forms))
                    for name in ("stelsel", "stroom", "finaliteit")
                },
                "leerjaar": np.maximum(1, grade - chosen.behind),
                "studiegebied": _text(np.zeros(len(who)), ("",)),
                "buo_type": _text(kind, ("", "basisaanbod", "2", "3", "9")),
                "opleidingsvorm": _text(special, ("", "OV1", "OV2", "OV3", "OV4")),
                "geslacht": _text(chosen.gender, GENDERS),
                "geboortejaar": chosen.birth,
                "leerplichtig": year.until[who] > start,
                "ses": chosen.ses,
                "laatste": last[who] == number,
                "regulier": chosen.regular(),
                "gekwalificeerd": np.where(last[who] == number, chosen.qualified, began[who]),
                "b_meegebracht": np.zeros(len(who)),
            }
        )  # fmt: skip


def _measures(table: TableWriter, year: Year) -> None:
    rows, calendar, pupils = year.rows, year.calendar, year.pupils
    order = np.argsort(rows.pupil, kind="stable")
    rows = measures.Measures(*(getattr(rows, one.name)[order] for one in fields(rows)))
    begin, end = absence.spans(calendar, rows)
    halves = np.where(rows.linked < 2, end - begin, 0)
    linked = np.select([rows.linked == 0, rows.linked == 1], [halves, (begin + end) // 2 - begin], 0)
    definitive = rows.kind == measures.DEFINITIVE
    back = rows.day + np.where(rows.wait == measures.NEVER, 0, rows.wait)
    following = school_year(calendar.year + 1).school_days
    days = np.concatenate([calendar.school_days, following])
    back_on = np.where(definitive & (rows.wait != measures.NEVER), days[np.minimum(back, len(days) - 1)], care.NO_DAY)
    last_day = calendar.school_days[np.minimum(rows.day + np.maximum(rows.days, 1) - 1, calendar.days - 1)]
    school = _school_at(year.segments, rows.pupil, calendar.first[rows.day] - definitive)
    compulsory = pupils.compulsory(calendar.year)[rows.pupil]
    table.write(
        {
            "schooljaar": np.full(len(order), calendar.year),
            "leerling": year.ids[rows.pupil],
            "school": school + FIRST_NUMBER,
            **_education(pupils.form[rows.pupil]),
            "leerplichtig": compulsory,
            "ses": pupils.ses[rows.pupil],
            "maatregel": _text(rows.kind, measures.NAMES),
            "van": calendar.school_days[rows.day],
            "tot": np.where(definitive, care.NO_DAY, last_day),
            "gemeld": definitive,
            "halve_dagen": halves,
            "halve_dagen_r": linked,
            "nieuwe_school_op": back_on,
        }
    )


def _school_at(segments: enrol.Segments, pupil: Array, place: Array) -> Array:
    number = (segments.start[pupil] <= np.maximum(place, 0)[:, None]).sum(axis=1) - 1
    found: Array = segments.school[pupil, np.maximum(number, 0)]
    return found


def _trajectories(
    table: TableWriter, steps: TableWriter, year: Year, random: np.random.Generator, apart: np.random.Generator,
    scale: float, seed: int,
) -> None:  # fmt: skip
    pupils, calendar = year.pupils, year.calendar
    columns, who = care.draw(pupils, calendar, year.targets.score, random, scale)
    hours = {name: _absent(columns.pop(name)) for name in ("lestijden_recht", "lestijden_gegeven")}
    common = {
        "schooljaar": np.full(len(who), calendar.year),
        "leerling": year.ids[who],
        "school": year.segments.school[who, 0] + FIRST_NUMBER,
        **_education(pupils.form[who]),
        "leerplichtig": pupils.compulsory(calendar.year)[who],
    }
    table.write({**common, **columns, "waarvoor": paths.waited_for(columns["traject"], apart), **hours})
    paths.write_steps(steps, calendar, columns, common, apart)
    level, compulsory, number = care.home_education(pupils, calendar, scale)
    count = len(number)
    first = np.full(count, np.datetime64(date(calendar.year, 9, 1)))
    empty = pa.nulls(count)
    table.write(
        {
            "schooljaar": np.full(count, calendar.year),
            "leerling": pseudonyms(number + HOME, seed),
            "school": empty,
            "niveau": level,
            "soort": np.full(count, "gewoon", dtype=object),
            "onderwijsvorm": np.full(count, "", dtype=object),
            "leerplichtig": compulsory,
            "traject": np.full(count, "huisonderwijs", dtype=object),
            "waarvoor": np.full(count, "", dtype=object),
            "gevraagd_op": first,
            "besproken_op": empty,
            "gestart_op": first,
            "geeindigd_op": empty,
            "lestijden_recht": empty,
            "lestijden_gegeven": empty,
        }
    )


def _absent(numbers: Array) -> pa.Array:
    """Whole numbers, with nothing where they are negative."""
    return pa.array(numbers, mask=numbers < 0)


def _registers(table: TableWriter, year: Year, all_schools: schools.Schools, random: np.random.Generator) -> None:
    months, halves = np.unique(year.calendar.month, return_counts=True)
    sizes = np.bincount(year.segments.school[:, 0], minlength=len(all_schools.kind))
    classes = np.ceil(sizes / PUPILS_IN_A_CLASS).astype(int)
    expected = np.outer(classes, halves).ravel()
    table.write(
        {
            "schooljaar": np.full(len(expected), year.calendar.year),
            "school": np.repeat(np.arange(len(classes)) + FIRST_NUMBER, len(months)),
            "maand": np.tile(months, len(classes)),
            "verwacht": expected,
            "genomen": random.binomial(expected, np.repeat(all_schools.coverage, len(months))),
        }
    )


def _half_days(table: TableWriter, facts: TableWriter, year: Year, begin: int, random: np.random.Generator) -> None:
    """One batch of pupils: fill their matrix, write what differs from present and what the school did about it."""
    calendar, end = year.calendar, min(begin + BATCH, len(year.pupils))
    batch = slice(begin, end)
    segments = enrol.Segments(*(getattr(year.segments, one.name)[batch] for one in fields(enrol.Segments)))
    mine = (year.rows.pupil >= begin) & (year.rows.pupil < end)
    rows = measures.Measures(*(getattr(year.rows, one.name)[mine] for one in fields(year.rows)))
    rows.pupil = rows.pupil - begin
    plans = []
    for plan in year.plans:
        low, high = np.searchsorted(plan.pupil, (begin, end))
        plans.append(absence.Planned(plan.pupil[low:high] - begin, plan.mask[low:high], plan.code[low:high]))
    wanted = targets.Targets(*(getattr(year.targets, one.name)[batch] for one in fields(targets.Targets)))
    pupils, until = year.pupils.take(np.arange(begin, end)), year.until[batch]
    matrix = absence.fill(pupils, calendar, segments, rows, plans, wanted, until, random)
    row, place = np.nonzero((matrix != 0) & (matrix != absence.OUT))
    number = (segments.start[row] <= place[:, None]).sum(axis=1) - 1
    ids = year.ids[batch]
    table.write(
        {
            "leerling": ids[row],
            "school": segments.school[row, number] + FIRST_NUMBER,
            "datum": calendar.day[place],
            "namiddag": calendar.pm[place],
            "code": _text(matrix[row, place], absence.CODES),
            "leerplichtig": place < until[row],
        }
    )
    _facts(facts, calendar, matrix == absence.B, ids, segments.school[:, 0], random)


def _facts(
    table: TableWriter, calendar: SchoolYear, missed: Array, ids: Array, school: Array, random: np.random.Generator
) -> None:
    """Contact after the first B, a report to the CLB and a file after the fifth: mostly, and with some delay."""
    running = np.cumsum(missed, axis=1, dtype=np.int16)
    parts = []
    for number, count, chance, delay in ((0, 1, 0.9, 2), (1, FIFTH, 0.85, 8), (2, FIFTH, 0.8, 6)):
        who = np.flatnonzero((running[:, -1] >= count) & (random.random(len(ids)) < chance))
        place = (running[who] >= count).argmax(axis=1)
        day = calendar.of_day[place] + random.geometric(1 / delay, len(who)) - 1
        here = day < calendar.days
        parts.append((who[here], day[here], np.full(int(here.sum()), number)))
    who, day, kind = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    table.write(
        {
            "schooljaar": np.full(len(who), calendar.year),
            "leerling": ids[who],
            "school": school[who] + FIRST_NUMBER,
            "datum": calendar.school_days[day],
            "feit": _text(kind, (CONTACT, REPORT, FILE)),
        }
    )
