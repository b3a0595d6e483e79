"""Who is enrolled, and how well the registers were kept."""

from typing import Any

import ibis

from leerrecht.indicators.definition import EDUCATION, PEOPLE, PLACE, REGISTRY, Indicator, Kind
from leerrecht.indicators.frame import CARRIED, Frame


def _enrolled(frame: Frame) -> Any:
    rows = frame.table("inschrijvingen")
    on = ibis.literal(frame.on, "date")
    here = rows.filter((rows.van <= on) & (rows.tot >= on)).select("leerling", *CARRIED).distinct(on="leerling")
    return frame.with_school(here).mutate(teller=ibis.literal(1, "int64"))


def _registers(frame: Frame) -> Any:
    schools = frame.table("scholen").select("school", "niveau", "soort")
    rows = frame.table("registers").inner_join(schools, "school")
    return frame.with_school(rows).mutate(teller=ibis._.genomen, noemer=ibis._.verwacht)


def _reporting(frame: Frame) -> Any:
    """Schools that registered anything at all."""
    rows = frame.table("registers").group_by("school").agg(genomen=ibis._.genomen.sum())
    schools = frame.table("scholen").select("school", "niveau", "soort")
    joined = schools.left_join(rows, "school").drop("school_right")
    joined = frame.with_school(joined)
    return joined.mutate(teller=(joined.genomen.fill_null(0) > 0).cast("int64"), noemer=ibis.literal(1, "int64"))


REGISTRY.add(
    Indicator(
        name="ingeschreven",
        title="Ingeschreven leerlingen op een dag",
        question="Hoeveel leerlingen zijn er op een dag ingeschreven?",
        population="alle leerlingen",
        numerator="leerlingen met een inschrijving op die dag, elk één keer",
        denominator="",
        rows=_enrolled,
        kind=Kind.COUNT,
        stock=True,
        reference="een dag naar keuze, anders 1 februari",
        breakdowns=(*EDUCATION, *PEOPLE, *PLACE, ("stelsel",), ("buo_type",), ("opleidingsvorm",)),
        source=("000:9135-9143",),
        example="Op 1 februari zijn alle acht leerlingen ingeschreven.",
        expected=(8, None),
    ),
    Indicator(
        name="registerdekking",
        title="Registers die genomen zijn",
        question="Hoe volledig zijn de registers waarop elk ander cijfer rust?",
        population="elke klas op elke halve dag les",
        numerator="registers van een klas en halve dag die genomen zijn",
        denominator="registers die er hoorden te zijn",
        rows=_registers,
        kind=Kind.SHARE,
        reference="hele schooljaar",
        breakdowns=(("niveau",), ("maand",), *PLACE),
        pitfalls=("Zonder register lijkt iedereen aanwezig.",),
        source=("002:347-386",),
        example="School 1 nam 90 van 100 registers, school 2 alle 100.",
        expected=(190, 200),
    ),
    Indicator(
        name="scholen_met_register",
        title="Scholen die registreren",
        question="Hoeveel scholen hebben in het schooljaar registers genomen?",
        population="alle scholen van de momentopname",
        numerator="scholen met minstens één register",
        denominator="alle scholen",
        rows=_reporting,
        kind=Kind.SHARE,
        reference="hele schooljaar",
        breakdowns=(("niveau",), ("regio",), ("net",)),
        source=("002:347-386",),
        example="Beide scholen.",
        expected=(2, 2),
    ),
)
