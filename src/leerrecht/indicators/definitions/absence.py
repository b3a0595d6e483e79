"""Absence: how many pupils pass a threshold, and what the register is full of."""

from typing import Any

import ibis

from leerrecht.indicators.definition import EDUCATION, PLACE, REGISTRY, Attribution, Indicator, Kind
from leerrecht.indicators.frame import ABSENT, BROUGHT, Frame
from leerrecht.law import calendar
from leerrecht.law.codes import ONBEKEND
from leerrecht.law.tables import INSTELLINGEN, waarde

PROBLEMATIC = waarde("b.problematisch")
REPORT = waarde("b.melding")
FIFTEEN = 15  # what the action plan of 2016 wanted (002:258); no law, only a figure
ILL = INSTELLINGEN["z_aandacht_drempel"].standaard
PERSONAL = INSTELLINGEN["p_aandacht_drempel"].standaard
BOTH = (Attribution.LAST, Attribution.WHERE)


def _at_least(code: str, threshold: Any, *, compulsory: bool) -> Any:
    def rows(frame: Frame) -> Any:
        pupils = frame.counted((code,))
        if compulsory:
            pupils = pupils.filter(pupils.leerplichtig)
        return pupils.mutate(teller=(pupils.aantal >= threshold).cast("int64"), noemer=ibis.literal(1, "int64"))

    return rows


def _class_of(name: str, title: str, code: str, threshold: Any, **more: Any) -> Indicator:
    compulsory = more.pop("compulsory", True)
    return Indicator(
        name=name,
        title=title,
        population="leerplichtige leerlingen, op de eerste dag van hun laatste inschrijving"
        if compulsory
        else "alle ingeschreven leerlingen, ook wie 18 of ouder is",
        numerator=f"wie minstens {threshold} halve dagen code {code} heeft in het schooljaar, aaneengesloten of niet",
        denominator="alle leerlingen van de populatie",
        operator=f">= {threshold}",
        rows=_at_least(code, threshold, compulsory=compulsory),
        kind=Kind.SHARE,
        reference="hele schooljaar, 1 september tot 31 augustus",
        attributions=BOTH,
        **more,
    )


REGISTRY.add(
    _class_of(
        "problematische_afwezigheid",
        "Problematische afwezigheid",
        "B",
        PROBLEMATIC,
        question="Hoeveel leerplichtige leerlingen zijn problematisch afwezig?",
        pitfalls=(
            "Bronnen schrijven zowel “meer dan 30” als “minstens 30”; hier telt de dertigste mee.",
            (
                "Bij de laatste inschrijving tellen alle halve dagen onder de laatste onderwijsvorm: wie overstapt, "
                "doet die vorm hoger lijken. Waar het gebeurde mist dan weer wie zijn dertig over twee scholen spreidt."
            ),
            "Een school die slordig registreert lijkt goed te scoren: lees de dekking van de registers erbij.",
        ),
        source=("000:1468-1486", "002:1516-1518", "002:1538-1542", "002:2483-2487"),
        example="Alleen Amir heeft er dertig (12 op school 1, 18 op school 2). Nora (31) is 18: zij telt niet.",
        expected=(1, 6),
    ),
    _class_of(
        "problematische_afwezigheid_iedereen",
        "Problematische afwezigheid, met wie 18 of ouder is",
        "B",
        PROBLEMATIC,
        compulsory=False,
        question="Hoeveel leerlingen zijn problematisch afwezig, ook na de leerplicht?",
        pitfalls=("Wie 18 is wordt sneller uitgeschreven (002:1643): de groep is kleiner dan ze lijkt.",),
        source=("002:2467", "002:1517-1520"),
        example="Amir en Nora.",
        expected=(2, 8),
    ),
    _class_of(
        "vijf_b",
        "Vijf of meer halve dagen B",
        "B",
        REPORT,
        compulsory=False,
        question="Voor hoeveel leerlingen moest de school het CLB inschakelen?",
        pitfalls=("Tot 31 augustus 2019 lag de grens op tien: een reeks over die datum heen breekt daar.",),
        source=("002:2467", "002:1480-1482", "002:2149"),
        example="Amir (30), Nora (31) en Bo (6).",
        expected=(3, 8),
    ),
    _class_of(
        "vijftien_b",
        "Vijftien of meer halve dagen B",
        "B",
        FIFTEEN,
        question="Hoeveel leerlingen zijn halfweg naar problematisch afwezig?",
        pitfalls=("Vijftien was een voornemen van 2016, geen regel.",),
        source=("002:258-259",),
        example="Alleen Amir.",
        expected=(1, 6),
    ),
    _class_of(
        "twintig_z",
        "Twintig of meer halve dagen ziek",
        "Z",
        ILL,
        compulsory=False,
        question="Hoeveel leerlingen zijn vaak ziek?",
        pitfalls=("Achter code Z kan ook een ander probleem zitten, zoals thuis blijven op vraag van de school.",),
        source=("000:2887-2891",),
        example="Alleen Dina, met 24.",
        expected=(1, 8),
    ),
    _class_of(
        "dertig_p",
        "Dertig of meer halve dagen om persoonlijke redenen",
        "P",
        PERSONAL,
        question="Hoeveel leerlingen zijn lang weg met akkoord van de directie?",
        pitfalls=("Een P zonder akkoord van de directie telt als nog niet gekend en zit hier niet in.",),
        source=("000:3005-3017",),
        example="Alleen Emil, met 32.",
        expected=(1, 6),
    ),
)


def _two_years(frame: Frame) -> Any:
    now, before = frame.counted(BROUGHT), frame.counted(BROUGHT, frame.year - 1)
    former = before.select(vorige="leerling", toen="aantal")
    both = now.inner_join(former, now.leerling == former.vorige)
    over = (both.aantal >= PROBLEMATIC) & (both.toen >= PROBLEMATIC)
    return both.mutate(teller=over.cast("int64"), noemer=ibis.literal(1, "int64"))


def _enrolled_half_days(frame: Frame) -> Any:
    """Half-days that an enrolment covers, by the Flemish calendar, and those with an absence code."""
    rows, days = frame.table("inschrijvingen"), frame.calendar()
    if frame.cut:
        rows = rows.mutate(tot=ibis.least(rows.tot, ibis.literal(frame.last_day, "date")))
    begin = days.select(eerste="datum", voor="halfdagnummer", les="schooldag")
    end = days.select(
        laatste_dag="datum", tot_en_met="halfdagnummer", weekdag=days.datum.day_of_week.index(), les_einde="schooldag"
    )
    joined = rows.inner_join(begin, rows.van == begin.eerste)
    joined = joined.inner_join(end, joined.tot == end.laatste_dag)
    afternoon = joined.les_einde & (joined.weekdag != calendar.WEDNESDAY)
    held = joined.tot_en_met - joined.voor + joined.les.cast("int64") + afternoon.cast("int64")
    spans = joined.mutate(halve_dagen=held).group_by("leerling", "school").agg(noemer=ibis._.halve_dagen.sum())
    places = frame.at_places(frame.counts(ABSENT))
    return places.left_join(spans, ["leerling", "school"]).mutate(teller=ibis._.aantal)


def _by_code(frame: Frame) -> Any:
    rows = frame.table("halve_dagen")
    rows = rows.filter(rows.code.isin(ABSENT))
    rows = rows.select("school", "code", maand=rows.datum.month(), weekdag=rows.datum.day_of_week.index())
    return frame.with_school(rows).mutate(teller=ibis.literal(1, "int64"))


def _unknown(frame: Frame) -> Any:
    absent = frame.at_places(frame.counts(ABSENT)).rename(noemer="aantal")
    unknown = frame.counts((ONBEKEND,)).rename(teller="aantal")
    joined = absent.left_join(unknown, ["leerling", "school"]).drop("leerling_right", "school_right")
    return joined.mutate(teller=ibis._.teller.fill_null(0))


REGISTRY.add(
    Indicator(
        name="twee_jaar_problematisch",
        title="Twee schooljaren na elkaar problematisch afwezig",
        question="Van hoeveel leerlingen staat de schooltoeslag op het spel?",
        population="leerlingen die dit en vorig schooljaar ingeschreven waren",
        numerator=f"wie in beide schooljaren minstens {PROBLEMATIC} halve dagen code B heeft",
        denominator="alle leerlingen van de populatie",
        operator=f">= {PROBLEMATIC} in elk van beide jaren",
        rows=_two_years,
        kind=Kind.SHARE,
        reference="dit en het vorige schooljaar",
        pitfalls=("Of er een schooltoeslag is, staat niet in deze tabellen.",),
        source=("002:1512-1514",),
        example="Amir had er vorig jaar 35 en dit jaar 30; Gust was er vorig jaar niet.",
        expected=(1, 7),
        needs=(-1,),
    ),
    Indicator(
        name="afwezigheidsgraad",
        title="Aandeel halve dagen afwezig",
        question="Welk deel van de schooltijd is een leerling afwezig, om welke reden ook?",
        population="alle inschrijvingen van het schooljaar",
        numerator="halve dagen met een afwezigheidscode of met een nog niet gekende reden (niet: te laat)",
        denominator="halve dagen les tussen het begin en het einde van de inschrijving, volgens de Vlaamse kalender",
        rows=_enrolled_half_days,
        kind=Kind.SHARE,
        reference="hele schooljaar",
        pitfalls=("Vrije dagen die een school zelf koos, zitten nog in de noemer: de graad is iets te laag.",),
        source=("000:1468-1486",),
        attributions=(Attribution.WHERE,),
        example="Alle halve dagen afwezigheid van de acht leerlingen samen.",
        expected=(132, 2_376),
    ),
    Indicator(
        name="halve_dagen_per_code",
        title="Halve dagen afwezig, per code, maand en weekdag",
        question="Waarom en wanneer zijn leerlingen afwezig?",
        population="alle halve dagen die van aanwezig verschillen",
        numerator="halve dagen met een afwezigheidscode of een nog niet gekende reden",
        denominator="",
        rows=_by_code,
        kind=Kind.COUNT,
        reference="hele schooljaar",
        keep=False,
        breakdowns=(("code",), ("maand", "code"), ("weekdag", "code"), ("regio", "code"), ("school", "code")),
        pitfalls=("Niet elke maand telt evenveel halve dagen les.",),
        source=("000:2250-2293",),
        attributions=(Attribution.WHERE,),
        example="30 B van Amir, 31 van Nora en 6 van Bo; 24 Z; 32 P; 4 R; 5 nog niet gekend.",
        expected=(132, None),
    ),
    Indicator(
        name="reden_onbekend",
        title="Afwezigheden waarvan de reden niet gekend is",
        question="Hoe volledig is het register?",
        population="alle halve dagen afwezig",
        numerator=f"halve dagen die nog op {ONBEKEND} staan",
        denominator="alle halve dagen afwezig",
        rows=_unknown,
        kind=Kind.SHARE,
        reference="op de dag van de momentopname",
        breakdowns=(*EDUCATION, *PLACE),
        pitfalls=("Een onbekende kan een B zijn: lees het aandeel naast elk cijfer over B.",),
        source=("000:2271",),
        attributions=(Attribution.WHERE,),
        example="Farid heeft er vijf.",
        expected=(5, 132),
    ),
)
