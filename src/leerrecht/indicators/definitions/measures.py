"""Suspension and exclusion: reports and pupils, repeats, and what happens afterwards."""

from collections.abc import Callable
from typing import Any

import ibis

from leerrecht.indicators.definition import EDUCATION, PLACE, REGISTRY, UNKNOWN_WAIT, USUAL, WAITS, Indicator, Kind
from leerrecht.indicators.frame import Frame
from leerrecht.law import calendar

DEFINITIVE = "definitieve_uitsluiting"
SANCTIONS = ("preventieve_schorsing", "tijdelijke_uitsluiting", DEFINITIVE)
OF_ORDER = "ordemaatregel"
OF_MEASURES = (*EDUCATION, ("leerplichtig",), ("ses",), *PLACE)
SELF_REPORTED = "Scholen melden zelf: een laag cijfer kan ook zwijgen zijn (003:414, 003:915)."


def _measures(frame: Frame, *kinds: str) -> Any:
    rows = frame.table("maatregelen")
    return frame.with_school(rows.filter(rows.maatregel.isin(kinds)))


def _count(*kinds: str) -> Callable[[Frame], Any]:
    def rows(frame: Frame) -> Any:
        return _measures(frame, *kinds).mutate(teller=ibis.literal(1, "int64"))

    return rows


def _reports(frame: Frame) -> Any:
    rows = _measures(frame, DEFINITIVE)
    rows = rows.filter(rows.leerplichtig & rows.gemeld)
    return rows.mutate(teller=ibis.literal(1, "int64"), maand=rows.van.month())


def _rate(frame: Frame) -> Any:
    """Reports per leerplichtige pupil: the share counts reports, as it is published."""
    reports = _reports(frame).group_by("leerling").agg(meldingen=ibis._.count())
    pupils = frame.pupils()
    pupils = pupils.filter(pupils.leerplichtig)
    joined = pupils.left_join(reports, "leerling").drop("leerling_right")
    return joined.mutate(teller=joined.meldingen.fill_null(0), noemer=ibis.literal(1, "int64"))


def _repeated(frame: Frame) -> Any:
    reports = _reports(frame).group_by("leerling").agg(meldingen=ibis._.count())
    pupils = frame.pupils()
    joined = pupils.inner_join(reports, "leerling")
    return joined.mutate(
        teller=(joined.meldingen > 1).cast("int64"), noemer=ibis.literal(1, "int64"), keren=joined.meldingen
    )


def _earlier(frame: Frame) -> Any:
    former = frame.table("maatregelen", frame.year - 1)
    former = former.filter(former.maatregel == DEFINITIVE).select(vorige="leerling").distinct()
    pupils = _reports(frame).select("leerling", "niveau", "soort", "onderwijsvorm", "ses").distinct(on="leerling")
    joined = pupils.left_join(former, pupils.leerling == former.vorige)
    return joined.mutate(teller=joined.vorige.notnull().cast("int64"), noemer=ibis.literal(1, "int64"))


def _not_again(frame: Frame) -> Any:
    rows = _measures(frame, DEFINITIVE)
    last = calendar.last_day(frame.year)
    here = rows.nieuwe_school_op.notnull() & (rows.nieuwe_school_op <= last)
    return rows.mutate(teller=(~here).cast("int64"), noemer=ibis.literal(1, "int64"))


def _wait(frame: Frame) -> Any:
    rows = frame.table("maatregelen")
    rows = rows.filter((rows.maatregel == DEFINITIVE) & rows.leerplichtig & rows.gemeld)
    rows = rows.mutate(maand=rows.van.month())
    rows = frame.day_number(frame.day_number(rows, "van", "weg"), "nieuwe_school_op", "terug")
    days = rows.terug - rows.weg
    classes = [(days <= last, name) for name, last in WAITS]
    return rows.mutate(dagen=days, klasse=ibis.cases((days.isnull(), UNKNOWN_WAIT), *classes, else_=UNKNOWN_WAIT))


def _after_february(frame: Frame) -> Any:
    rows = _measures(frame, DEFINITIVE)
    late = rows.van > ibis.date(frame.year + 1, 2, 1)
    return rows.mutate(teller=late.cast("int64"), noemer=ibis.literal(1, "int64"), maand=rows.van.month())


def _taken_in(frame: Frame) -> Any:
    """Schools that enrolled somebody after a definitive exclusion elsewhere, in the same school year."""
    out = frame.table("maatregelen")
    out = out.filter((out.maatregel == DEFINITIVE) & out.nieuwe_school_op.notnull())
    out = out.select(wie="leerling", oude="school", nieuw="nieuwe_school_op")
    rows = frame.table("inschrijvingen").select("leerling", "school", "niveau", "soort", "onderwijsvorm", "van")
    joined = rows.inner_join(out, [rows.leerling == out.wie, rows.van == out.nieuw, rows.school != out.oude])
    return frame.with_school(joined).mutate(teller=ibis.literal(1, "int64"))


def _balance(frame: Frame) -> Any:
    rows = frame.with_school(frame.table("maatregelen"))
    return rows.mutate(
        teller=rows.maatregel.isin((*SANCTIONS, OF_ORDER)).cast("int64"), noemer=ibis.literal(1, "int64")
    )


def _linked(frame: Frame) -> Any:
    rows = _measures(frame, *SANCTIONS)
    rows = rows.filter(rows.halve_dagen > 0)
    return rows.mutate(teller=rows.halve_dagen_r, noemer=rows.halve_dagen)


def _counted(name: str, title: str, kind: str, example: str, expected: int, source: tuple[str, ...]) -> Indicator:
    return Indicator(
        name=name,
        title=title,
        question=f"Hoe vaak spreken scholen een {title.lower()} uit?",
        population="alle leerlingen, leerplichtig of niet",
        numerator="maatregelen die in het schooljaar beginnen, niet leerlingen: wie er twee kreeg, telt twee keer",
        denominator="",
        rows=_count(kind),
        kind=Kind.COUNT,
        reference="eerste dag van de maatregel",
        breakdowns=OF_MEASURES,
        pitfalls=(SELF_REPORTED, "2020-2021 was een coronajaar: groei sindsdien lijkt groter dan ze is."),
        source=source,
        example=example,
        expected=(expected, None),
    )


_OF_REPORTS: dict[str, Any] = {
    "population": "leerplichtige leerlingen van lager en secundair onderwijs",
    "reference": "dag waarop de uitsluiting ingaat, 1 september tot 31 augustus",
}
REGISTRY.add(
    _counted("preventieve_schorsing", "Preventieve schorsing", SANCTIONS[0], "Eén van Bo.", 1, ("003:35-40",)),
    _counted("tijdelijke_uitsluiting", "Tijdelijke uitsluiting", SANCTIONS[1], "Eén van Amir.", 1, ("003:35-40",)),
    _counted(DEFINITIVE, "Definitieve uitsluiting", DEFINITIVE, "Amir en Nora.", 2, ("003:35-40",)),
    Indicator(
        name="uitsluiting_meldingen",
        title="Meldingen van definitieve uitsluiting",
        question="Hoeveel keer wordt een leerplichtige leerling definitief uitgesloten?",
        numerator="meldingen aan AGODI, ook een tweede van dezelfde leerling",
        denominator="",
        rows=_reports,
        kind=Kind.COUNT,
        breakdowns=(*OF_MEASURES, ("maand",)),
        pitfalls=("Een melding is geen leerling: zie herhaalde uitsluiting.", SELF_REPORTED),
        source=("000:3522-3530", "000:3571-3581"),
        example="Alleen die van Amir: Nora is niet meer leerplichtig.",
        expected=(1, None),
        **_OF_REPORTS,
    ),
    Indicator(
        name="uitsluitingsgraad",
        title="Graad van definitieve uitsluiting",
        question="Hoeveel meldingen zijn er per honderd leerplichtige leerlingen?",
        numerator="meldingen van definitieve uitsluiting van leerplichtige leerlingen",
        denominator="leerplichtige leerlingen met een inschrijving in het schooljaar",
        rows=_rate,
        kind=Kind.SHARE,
        breakdowns=USUAL,
        pitfalls=(
            "Tel graden van niveaus niet op: elk heeft een eigen noemer (zo ontstond 0,08 % in 000:3614-3620).",
            "De noemer telt wie in het schooljaar ingeschreven was, niet wie er op één dag zat.",
        ),
        source=("000:3583-3589", "000:3604-3634"),
        example="Eén melding op zes leerplichtige leerlingen.",
        expected=(1, 6),
        **_OF_REPORTS,
    ),
    Indicator(
        name="herhaalde_uitsluiting",
        title="Herhaalde uitsluiting in hetzelfde schooljaar",
        question="Hoeveel uitgesloten leerlingen worden nog eens uitgesloten?",
        numerator="wie in het schooljaar twee of meer meldingen heeft",
        denominator="unieke uitgesloten leerlingen",
        operator="> 1",
        rows=_repeated,
        kind=Kind.SHARE,
        breakdowns=(*EDUCATION, ("keren",), ("ses",)),
        source=("000:3541-3564", "000:3591-3599"),
        example="Amir werd één keer uitgesloten.",
        expected=(0, 1),
        **_OF_REPORTS,
    ),
    Indicator(
        name="eerder_uitgesloten",
        title="Ook vorig schooljaar al uitgesloten",
        question="Hoeveel uitgesloten leerlingen waren dat vorig schooljaar ook?",
        numerator="wie ook in het vorige schooljaar definitief uitgesloten werd",
        denominator="unieke uitgesloten leerlingen van dit schooljaar",
        rows=_earlier,
        kind=Kind.SHARE,
        breakdowns=(*EDUCATION, ("ses",)),
        source=("000:3541-3564",),
        example="Amir niet.",
        expected=(0, 1),
        needs=(-1,),
        **_OF_REPORTS,
    ),
    Indicator(
        name="niet_heringeschreven",
        title="Uitgesloten en niet opnieuw ingeschreven",
        question="Hoeveel uitgesloten leerlingen vinden in hetzelfde schooljaar geen school meer?",
        population="alle definitieve uitsluitingen, van wie leerplichtig is of niet",
        numerator="wie voor 31 augustus geen nieuwe school heeft",
        denominator="alle definitieve uitsluitingen",
        rows=_not_again,
        kind=Kind.SHARE,
        reference="31 augustus van het schooljaar",
        breakdowns=OF_MEASURES,
        source=("003:35-40", "003:98-101"),
        example="Nora vindt geen school meer.",
        expected=(1, 2),
    ),
    Indicator(
        name="tijd_tot_nieuwe_school",
        title="Tijd tot een nieuwe school",
        question="Hoe lang zit een leerling na een definitieve uitsluiting zonder school?",
        numerator="schooldagen tussen de dag van de uitsluiting en de eerste dag in de nieuwe school",
        denominator="alle meldingen, ook die zonder nieuwe school",
        rows=_wait,
        kind=Kind.DURATION,
        breakdowns=(("klasse",), ("niveau", "soort", "klasse"), ("onderwijsvorm", "klasse"), ("maand", "klasse")),
        pitfalls=(
            "Vakanties tellen niet mee: wie in juni weg moet en in september begint, wachtte weinig schooldagen.",
            "Cellen zijn vaak klein: kso, okan en buitengewoon lager tellen landelijk maar 15 tot 25 meldingen.",
        ),
        source=("000:3754-3763", "000:3828-3922"),
        example="Amir begon na tien schooldagen in school 2.",
        expected=(1, 1),
        **_OF_REPORTS,
    ),
    Indicator(
        name="uitsluiting_na_1_februari",
        title="Uitgesloten na 1 februari",
        question="Sluiten scholen vaker uit na de telling van 1 februari?",
        population="alle definitieve uitsluitingen",
        numerator="wie na 1 februari uitgesloten wordt",
        denominator="alle definitieve uitsluitingen van het schooljaar",
        operator="> 1 februari",
        rows=_after_february,
        kind=Kind.SHARE,
        reference="1 februari, de dag waarop leerlingen voor de middelen tellen",
        breakdowns=(*EDUCATION, ("maand",), *PLACE),
        pitfalls=("Na 1 februari blijft er meer dan de helft van het schooljaar over: vergelijk met maanden.",),
        source=("000:9135-9143", "000:8044-8052"),
        example="Nora op 2 maart.",
        expected=(1, 2),
    ),
    Indicator(
        name="instroom_na_uitsluiting",
        title="Instroom na een uitsluiting elders",
        question="Welke scholen nemen leerlingen op die elders uitgesloten werden?",
        population="leerlingen die in het schooljaar na een uitsluiting in een andere school begonnen",
        numerator="inschrijvingen die beginnen op de dag van de nieuwe school",
        denominator="",
        rows=_taken_in,
        kind=Kind.COUNT,
        reference="begin van de nieuwe inschrijving",
        breakdowns=(("niveau",), ("onderwijsvorm",), *PLACE),
        pitfalls=("Wie pas het volgende schooljaar begint, staat hier niet.",),
        source=("000:9447-9463",),
        example="School 2 nam Amir op.",
        expected=(1, None),
    ),
    Indicator(
        name="maatregelbalans",
        title="Sancties tegenover verbinden en voorkomen",
        question="Welk deel van wat een school onderneemt, straft of sluit uit?",
        population="alle geregistreerde maatregelen",
        numerator="ordemaatregelen, preventieve schorsingen, tijdelijke en definitieve uitsluitingen",
        denominator="alle maatregelen, ook verbindende (herstel, bemiddeling, huisbezoek, welkom) en preventieve "
        "(begeleidende maatregel, aanpassing, afspraak)",
        rows=_balance,
        kind=Kind.SHARE,
        reference="eerste dag van de maatregel",
        breakdowns=(("maatregel",), *OF_MEASURES),
        pitfalls=("Wat verbindt wordt zelden geregistreerd: een hoog aandeel kan aan het register liggen.",),
        source=("002:1590-1651",),
        example="Vier sancties en één verbindende maatregel.",
        expected=(4, 5),
    ),
    Indicator(
        name="koppeling_r",
        title="Maatregelen die in het register staan",
        question="Staan de halve dagen van een schorsing of uitsluiting met code R in het register?",
        population="maatregelen die halve dagen les bedekken",
        numerator="halve dagen van een maatregel met code R",
        denominator="halve dagen les die een maatregel bedekt",
        rows=_linked,
        kind=Kind.SHARE,
        reference="hele schooljaar",
        breakdowns=OF_MEASURES,
        pitfalls=("Een laag aandeel is een fout in het register, geen cijfer over leerlingen.",),
        source=("000:2252", "002:2547-2618"),
        example="Vier halve dagen schorsing van Bo met vier R; de tijdelijke uitsluiting van Amir heeft er geen.",
        expected=(4, 6),
    ),
)
