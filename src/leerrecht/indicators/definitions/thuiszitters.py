"""Thuiszitters: on a day, coming in and going out in a school year, and for how long."""

from collections.abc import Callable
from typing import Any

import ibis

from leerrecht.indicators.definition import EDUCATION, PEOPLE, REGISTRY, Indicator, Kind
from leerrecht.indicators.frame import ABSENT, Frame
from leerrecht.law.tables import INSTELLINGEN

THRESHOLD = INSTELLINGEN["thuiszitter_drempel"].standaard
DAYS = THRESHOLD // 2 if isinstance(THRESHOLD, int) else 0
NEUTRAL = ("A", "H", "M")
SOURCE = ("000:545-553", "000:1259-1599", "law: thuiszitter")
MEANT = f"leerplichtig, en minstens {THRESHOLD} halve schooldagen na elkaar afwezig of even lang zonder inschrijving"
PITFALLS = (
    "Wie halftijds thuis zit, haalt nooit een ononderbroken reeks en staat hier niet: zie de signalen.",
    "Tussen twee scholen in kan een leerling ook verhuisd zijn naar een ander land.",
    "Vrije dagen die een school zelf koos, breken een reeks niet: wie dan thuis is, blijft geteld.",
)


def spells(frame: Frame) -> Any:
    """Unbroken stretches of being away: a pupil, first and last school day (numbers), and whether it still lasts."""

    def make() -> Any:
        return _absent(frame).union(_nowhere(frame))

    return frame.kept("spells", make, frame.year)


def _absent(frame: Frame) -> Any:
    """Runs of absent half-days, by gaps and islands on the running number of half-days."""
    rows = frame.table("halve_dagen")
    rows = rows.filter(rows.code.isin([code for code in ABSENT if code not in NEUTRAL]) & rows.leerplichtig)
    counts = frame.counts(ABSENT)
    many = counts.group_by("leerling").agg(totaal=counts.aantal.sum())
    many = many.filter(many.totaal >= THRESHOLD).select("leerling")
    rows = rows.semi_join(many, "leerling")
    days = frame.calendar().select("datum", "dagnummer", "halfdagnummer")
    placed = rows.inner_join(days, "datum")
    placed = placed.mutate(plaats=placed.halfdagnummer + placed.namiddag.cast("int64"))
    order = ibis.row_number().over(group_by="leerling", order_by=placed.plaats)
    islands = placed.mutate(eiland=placed.plaats - order)
    runs = islands.group_by("leerling", "eiland").agg(
        lengte=ibis._.count(), eerste=ibis._.dagnummer.min(), laatste=ibis._.dagnummer.max()
    )
    runs = runs.filter(runs.lengte >= THRESHOLD)
    end = _last_number(frame)
    return runs.select(
        "leerling", eerste=runs.eerste.cast("int64"), laatste=runs.laatste.cast("int64"), open=runs.laatste >= end
    )


def _last_number(frame: Frame) -> int:
    """The number of the last school day of what is read, counted from the begin of the calendar of the snapshot."""
    days = frame.calendar()
    last = ibis.literal(frame.last_day, "date")
    days = days.filter((days.schooljaar == frame.year) & (days.datum <= last))
    found = days.aggregate(laatste=days.dagnummer.max()).to_pyarrow()
    return int(found.to_pylist()[0]["laatste"])


def _nowhere(frame: Frame) -> Any:
    """Gaps between two enrolments of a leerplichtige pupil, and what follows an enrolment that ends before the year."""
    rows = frame.table("inschrijvingen")
    rows = rows.filter(rows.leerplichtig)
    window = ibis.window(group_by="leerling", order_by=rows.van)
    following = rows.mutate(volgende=rows.van.lead().over(window))
    last_day = ibis.literal(frame.last_day, "date")
    away = following.filter(
        ibis.ifelse(following.volgende.isnull(), following.tot < last_day, following.volgende > following.tot)
    )
    away = away.mutate(eind=away.volgende.fill_null(last_day))
    numbered = frame.day_number(frame.day_number(away, "tot", "weg"), "eind", "terug")
    missed = numbered.terug - numbered.weg - numbered.volgende.notnull().cast("int64")
    long = numbered.filter(missed >= DAYS)
    return long.select(
        "leerling",
        eerste=long.weg.cast("int64") + 1,
        laatste=(long.terug - long.volgende.notnull().cast("int64")).cast("int64"),
        open=long.volgende.isnull(),
    )


def _described(frame: Frame, rows: Any) -> Any:
    return rows.inner_join(frame.pupils(), "leerling")


def _number_on(frame: Frame) -> int:
    days = frame.calendar()
    found = days.filter(days.datum == ibis.literal(frame.on, "date")).select("dagnummer").to_pyarrow().to_pylist()
    return int(found[0]["dagnummer"]) if found else -1


def _stock(frame: Frame) -> Any:
    number = _number_on(frame)
    rows = spells(frame)
    # Who is home counts from the day on which the threshold is reached.
    here = rows.filter((rows.eerste + DAYS - 1 <= number) & (rows.laatste >= number))
    return _described(frame, here.select("leerling").distinct()).mutate(teller=ibis.literal(1, "int64"))


def _inflow(frame: Frame) -> Any:
    return _described(frame, spells(frame).select("leerling")).mutate(teller=ibis.literal(1, "int64"))


def _outflow(frame: Frame) -> Any:
    rows = spells(frame)
    return _described(frame, rows.filter(~rows.open).select("leerling")).mutate(teller=ibis.literal(1, "int64"))


def _length(frame: Frame) -> Any:
    rows = spells(frame)
    days = rows.laatste - rows.eerste + 1
    return _described(frame, rows.select("leerling", dagen=ibis.ifelse(rows.open, ibis.null("int64"), days)))


def _kept(frame: Frame) -> Any:
    """The lines of the register that stand on the day."""
    rows = frame.table("thuiszitters")
    on = ibis.literal(frame.on, "date")
    here = rows.filter((rows.sinds <= on) & (rows.tot.isnull() | (rows.tot > on)))
    window = ibis.window(group_by="leerling", order_by=[here.sinds, here.reden])
    first = here.mutate(volgorde=ibis.row_number().over(window)).filter(ibis._.volgorde == 0).drop("volgorde")
    return frame.with_school(first)


def _on_register(frame: Frame) -> Any:
    return _kept(frame).mutate(teller=ibis.literal(1, "int64"))


def _share_of(column: str, *, wanted: bool) -> Callable[[Frame], Any]:
    def rows(frame: Frame) -> Any:
        kept = _kept(frame)
        return kept.mutate(teller=(kept[column] == ibis.literal(wanted)).cast("int64"), noemer=ibis.literal(1, "int64"))

    return rows


_REGISTER: dict[str, Any] = {
    "population": "leerlingen die op die dag op het register van thuiszitters staan, elk één keer",
    "stock": True,
    "reference": "een dag naar keuze, anders 1 februari",
    "source": ("000:545-553", "000:1259-1599"),
    "pitfalls": (
        "Een installatie zonder register, en een verzonnen Vlaanderen, geven nul: dat is niet hetzelfde als niemand.",
        "Het register telt ook wie maar halve dagen mag komen: het is niet hetzelfde als een reeks van afwezigheid.",
    ),
}
REGISTRY.add(
    Indicator(
        name="thuiszitters",
        title="Thuiszitters op een dag",
        question="Hoeveel leerlingen zitten op een dag thuis?",
        population=MEANT,
        numerator="leerlingen die op die dag aan de voorwaarde voldoen, elk één keer",
        denominator="",
        operator=f">= {THRESHOLD}",
        rows=_stock,
        kind=Kind.COUNT,
        stock=True,
        reference="een dag naar keuze, anders 1 februari",
        breakdowns=(*EDUCATION, *PEOPLE, ("regio",), ("school",)),
        pitfalls=PITFALLS,
        source=SOURCE,
        example="Dina is op 1 februari al weken ziek en Emil is weg met P.",
        expected=(2, None),
    ),
    Indicator(
        name="thuiszitters_instroom",
        title="Thuiszitters: erbij in het schooljaar",
        question="Hoe vaak begint iemand in het schooljaar thuis te zitten?",
        population=MEANT,
        numerator="periodes die in het schooljaar beginnen, ook een tweede van dezelfde leerling",
        denominator="",
        operator=f">= {THRESHOLD}",
        rows=_inflow,
        kind=Kind.COUNT,
        reference="eerste dag van de periode",
        breakdowns=(*EDUCATION, *PEOPLE, ("regio",)),
        pitfalls=PITFALLS,
        source=SOURCE,
        example="Dina, Emil, Amir tussen twee scholen, en Hana die uitgeschreven werd.",
        expected=(4, None),
    ),
    Indicator(
        name="thuiszitters_uitstroom",
        title="Thuiszitters: weer op school in het schooljaar",
        question="Hoe vaak komt iemand in het schooljaar terug?",
        population=MEANT,
        numerator="periodes die voor het einde van het schooljaar eindigen",
        denominator="",
        operator=f">= {THRESHOLD}",
        rows=_outflow,
        kind=Kind.COUNT,
        reference="laatste dag van de periode",
        breakdowns=(*EDUCATION, *PEOPLE, ("regio",)),
        pitfalls=PITFALLS,
        source=SOURCE,
        example="Iedereen behalve Hana.",
        expected=(3, None),
    ),
    Indicator(
        name="thuiszitters_duur",
        title="Thuiszitters: hoe lang",
        question="Hoeveel schooldagen duurt het thuiszitten?",
        population=MEANT,
        numerator="schooldagen van de eerste tot de laatste dag van een periode die voorbij is",
        denominator="alle periodes van het schooljaar, ook wie nog thuis zit",
        operator=f">= {THRESHOLD}",
        rows=_length,
        kind=Kind.DURATION,
        reference="eerste dag van de periode",
        breakdowns=(*EDUCATION, ("geslacht",)),
        pitfalls=PITFALLS,
        source=SOURCE,
        example="Drie periodes zijn voorbij, die van Hana niet.",
        expected=(3, 4),
    ),
    Indicator(
        name="register_thuiszitters",
        title="Op het register van thuiszitters",
        question="Hoeveel leerlingen staan op een dag op het register, en om welke reden?",
        numerator="leerlingen die op die dag op het register staan",
        denominator="",
        rows=_on_register,
        kind=Kind.COUNT,
        breakdowns=(("reden",), ("gevraagd",), ("gemeld",), *EDUCATION, ("leerplichtig",), ("regio",), ("school",)),
        example="Dina en Emil.",
        expected=(2, None),
        **_REGISTER,
    ),
    Indicator(
        name="register_op_vraag",
        title="Thuiszitters op vraag van de school",
        question="Hoeveel thuiszitters lijken thuis op vraag van hun school?",
        numerator="wie volgens het register mogelijk op vraag van de school thuis is",
        denominator="alle leerlingen van de populatie",
        rows=_share_of("gevraagd", wanted=True),
        kind=Kind.SHARE,
        breakdowns=(*EDUCATION, ("regio",), ("school",)),
        example="Emil, achter code P.",
        expected=(1, 2),
        **_REGISTER | {"source": ("000:3108-3123", "000:3145-3200")},
    ),
    Indicator(
        name="register_niet_gemeld",
        title="Thuiszitters die niemand meldde",
        question="Hoeveel thuiszitters stonden nergens gemeld voor de regels hen vonden?",
        numerator="wie nergens gemeld is",
        denominator="alle leerlingen van de populatie",
        rows=_share_of("gemeld", wanted=False),
        kind=Kind.SHARE,
        breakdowns=(*EDUCATION, ("regio",), ("school",)),
        example="Emil.",
        expected=(1, 2),
        **_REGISTER,
    ),
)
