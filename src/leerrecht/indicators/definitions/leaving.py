"""Leaving without a qualification, coming back, and changing schools."""

from typing import Any

import ibis

from leerrecht.indicators.definition import EDUCATION, PLACE, REGISTRY, USUAL, Indicator, Kind
from leerrecht.indicators.frame import Frame
from leerrecht.law.tables import waarde

ADULT = waarde("leerplicht.einde")
MILLION = 1_000_000
SECOND_CHANCE = ("examencommissie", "tweedekans")
UNKNOWN = "onbekend"
VSV_SOURCE = ("002:316-354", "000:5343-5399", "003:94-96")


def _secondary(frame: Frame, year: int) -> Any:
    rows = frame.table("inschrijvingen", year)
    return rows.filter(rows.niveau == "secundair").select(later="leerling").distinct()


def leavers(frame: Frame, year: int) -> Any:
    """Pupils of regular tracks who are not in secondary education in the year after; teller: without qualification.

    Not leerplichtig in the year after: 18 at the latest in the calendar year in which that year begins. The first
    interruption counts: who came back after a year away is no early leaver a second time.
    """
    pupils = frame.pupils(year)
    pupils = pupils.filter((pupils.niveau == "secundair") & pupils.regulier)
    following = _secondary(frame, year + 1)
    gone = pupils.anti_join(following, pupils.leerling == following.later)
    before = _stopped_before(frame, year)
    if before is not None:
        gone = gone.left_join(before, gone.leerling == before.eerder)
        first = gone.eerder.isnull()
    else:
        first = ibis.literal(value=True)
    early = ~gone.gekwalificeerd & (gone.geboortejaar + ADULT <= year + 1) & first
    return gone.mutate(teller=early.cast("int64"), noemer=(early | gone.gekwalificeerd).cast("int64"))


def _stopped_before(frame: Frame, year: int) -> Any | None:
    """Who was in secondary education two years before and not in the year before, where those years are known."""
    if not (frame.has(year - 1) and frame.has(year - 2)):
        return None
    former, between = _secondary(frame, year - 2), _secondary(frame, year - 1)
    return former.anti_join(between, "later").rename(eerder="later")


def _vsv(frame: Frame) -> Any:
    return leavers(frame, frame.year)


def _vsv_counted(frame: Frame) -> Any:
    rows = leavers(frame, frame.year)
    return rows.filter(rows.teller == 1)


def _expected(frame: Frame) -> Any:
    """Of each leaver, in millionths, the share of early leavers among all with as many characteristics."""
    rows = leavers(frame, frame.year)
    rows = rows.filter(rows.noemer == 1).mutate(kenmerken=rows.ses.fill_null(-1))
    groups = rows.group_by("kenmerken").agg(vroeg=ibis._.teller.sum(), allen=ibis._.count())
    joined = rows.inner_join(groups, "kenmerken")
    return joined.mutate(verwacht=(joined.vroeg * MILLION) // joined.allen)


def _destinations(frame: Frame) -> Any:
    """The last known destination of who left in the school year: one row per pupil."""
    rows = frame.table("uitstroom")
    window = ibis.window(
        group_by="leerling", order_by=[rows.nagevraagd_op.fill_null(rows.vertrokken_op).desc(), rows.bestemming]
    )
    return rows.mutate(volgorde=ibis.row_number().over(window)).filter(ibis._.volgorde == 0).drop("volgorde")


def _of_early_leavers(frame: Frame) -> Any:
    """Early leavers, with where they went; ``onbekend`` where nobody wrote it down."""
    early = leavers(frame, frame.year)
    known = _destinations(frame).select("bestemming", "overgedragen", wie="leerling")
    joined = early.filter(early.teller == 1).drop("teller", "noemer")
    joined = joined.left_join(known, joined.leerling == known.wie)
    return joined.mutate(bestemming=joined.bestemming.fill_null(UNKNOWN), noemer=ibis.literal(1, "int64"))


def _second_chance(frame: Frame) -> Any:
    rows = _of_early_leavers(frame)
    return rows.mutate(teller=rows.bestemming.isin(SECOND_CHANCE).cast("int64"))


def _known(frame: Frame) -> Any:
    rows = _of_early_leavers(frame)
    return rows.mutate(teller=(rows.bestemming != UNKNOWN).cast("int64"))


def _left(frame: Frame) -> Any:
    return frame.with_school(_destinations(frame)).mutate(teller=ibis.literal(1, "int64"))


def _handed_over(frame: Frame) -> Any:
    rows = frame.with_school(_destinations(frame))
    return rows.mutate(teller=rows.overgedragen.cast("int64"), noemer=ibis.literal(1, "int64"))


def _returned(frame: Frame) -> Any:
    early = leavers(frame, frame.year - 2)
    early = early.filter(early.teller == 1)
    back = _secondary(frame, frame.year)
    joined = early.left_join(back, early.leerling == back.later)
    return joined.mutate(teller=joined.later.notnull().cast("int64"), noemer=ibis.literal(1, "int64"))


def _changes(frame: Frame) -> Any:
    rows = frame.table("inschrijvingen")
    schools = rows.group_by("leerling").agg(scholen=rows.school.nunique())
    pupils = frame.pupils().inner_join(schools, "leerling")
    return pupils.mutate(teller=(pupils.scholen > 1).cast("int64"), noemer=ibis.literal(1, "int64"))


def _qualified(frame: Frame) -> Any:
    pupils = frame.pupils()
    pupils = pupils.filter((pupils.niveau == "secundair") & pupils.gekwalificeerd)
    return pupils.mutate(teller=ibis.literal(1, "int64"))


_VSV: dict[str, Any] = {
    "population": "leerlingen van het secundair in een traject dat tot een kwalificatie leidt, die het jaar nadien "
    "niet meer in het secundair zijn",
    "numerator": "wie geen kwalificatie heeft en in het volgende schooljaar niet meer leerplichtig is; alleen de "
    "eerste keer dat iemand de loopbaan onderbreekt",
    "reference": "ingeschreven in het schooljaar (laatste inschrijving) en op geen enkele dag van het volgende",
    "pitfalls": (
        "Het cijfer van een schooljaar is pas te kennen als de inschrijvingen van het volgende er zijn.",
        (
            "Wie naar een school buiten deze momentopname gaat, lijkt gestopt: op Vlaams niveau klopt het cijfer, voor "
            "één school of streek is het een bovengrens."
        ),
        "Een onderbreking die voor het eerste schooljaar van de momentopname lag, is niet te zien.",
        "Dit is niet het Europese EAK-cijfer: dat is een steekproef met een strengere lijst van kwalificaties.",
    ),
    "source": VSV_SOURCE,
    "needs": (1,),
}
REGISTRY.add(
    Indicator(
        name="vsv",
        title="Vroegtijdig schoolverlaten",
        question="Welk deel van wie het secundair verlaat, doet dat zonder kwalificatie?",
        denominator="vroegtijdige schoolverlaters plus wie gekwalificeerd vertrok: niet alle leerlingen",
        rows=_vsv,
        kind=Kind.SHARE,
        breakdowns=(*USUAL, ("finaliteit",), ("opleidingsvorm",), ("oki_klasse", "onderwijsvorm")),
        example="Nora vertrekt zonder kwalificatie, Gust met een diploma. Hana stopt ook, maar is nog leerplichtig.",
        expected=(1, 2),
        **_VSV,
    ),
    Indicator(
        name="vsv_leerlingen",
        title="Vroegtijdige schoolverlaters",
        question="Hoeveel leerlingen verlaten het secundair zonder kwalificatie?",
        denominator="",
        rows=_vsv_counted,
        kind=Kind.COUNT,
        example="Alleen Nora.",
        expected=(1, None),
        **_VSV,
    ),
    Indicator(
        name="vsv_verwacht",
        title="Vroegtijdig schoolverlaten tegenover wat te verwachten was",
        question="Verlaten er meer of minder jongeren de school vroegtijdig dan de leerlingen doen verwachten?",
        denominator="vroegtijdige schoolverlaters plus wie gekwalificeerd vertrok",
        rows=_expected,
        kind=Kind.EXPECTED,
        breakdowns=(("regio",), ("oki_klasse",), ("net",), ("school",)),
        example="Nora tikt vier kenmerken aan en vertrekt zonder kwalificatie, Gust geen en vertrekt met.",
        expected=(1, 2),
        **_VSV
        | {
            "pitfalls": (
                (
                    "Het verwachte is wat leerlingen met evenveel leerlingenkenmerken (OKI) in heel de momentopname "
                    "doen: in een momentopname van weinig scholen zegt het weinig."
                ),
                "Beter dan verwacht is geen bewijs dat een aanpak werkt: er verschilt meer dan de kenmerken.",
                "De bron rekent met de gemeente waar een leerling woont; hier telt de school (002:418-421).",
            ),
            "source": ("002:416-421", "002:429", *VSV_SOURCE),
        },
    ),
    Indicator(
        name="tweedekans",
        title="Een tweede kans na vroegtijdig schoolverlaten",
        question="Hoeveel vroegtijdige schoolverlaters leren verder bij de examencommissie of in volwassenenonderwijs?",
        population="vroegtijdige schoolverlaters van het schooljaar",
        numerator="wie volgens school of CLB ingeschreven is bij de examencommissie of in het volwassenenonderwijs",
        denominator="alle vroegtijdige schoolverlaters van het schooljaar",
        rows=_second_chance,
        kind=Kind.SHARE,
        reference="wat het laatst nagevraagd is",
        breakdowns=(("bestemming",), *EDUCATION, ("geslacht",), ("ses",), ("regio",)),
        pitfalls=(
            "Van wie niemand navroeg is het onbekend, en onbekend telt als geen tweede kans: lees de navraag erbij.",
            "Ongeveer één op vier van wie bij de examencommissie inschrijft, slaagt binnen twee jaar (002:394).",
        ),
        source=("002:390-395", "002:491"),
        example="Nora schreef zich in bij de examencommissie.",
        expected=(1, 1),
        needs=(1,),
    ),
    Indicator(
        name="bestemming_gekend",
        title="Vroegtijdige schoolverlaters van wie de bestemming gekend is",
        question="Weet iemand waar een jongere naartoe ging?",
        population="vroegtijdige schoolverlaters van het schooljaar",
        numerator="van wie school of CLB een bestemming noteerde",
        denominator="alle vroegtijdige schoolverlaters van het schooljaar",
        rows=_known,
        kind=Kind.SHARE,
        reference="op de dag van de momentopname",
        breakdowns=(*EDUCATION, *PLACE),
        source=("002:401-403", "002:2185"),
        example="Van Nora.",
        expected=(1, 1),
        needs=(1,),
    ),
    Indicator(
        name="bestemming",
        title="Waarheen wie het onderwijs verlaat",
        question="Waar gaan jongeren naartoe die vertrekken?",
        population="wie volgens school of CLB in het schooljaar het onderwijs verliet",
        numerator="jongeren, elk één keer, met de bestemming die het laatst nagevraagd is",
        denominator="",
        rows=_left,
        kind=Kind.COUNT,
        reference="laatste dag op school",
        breakdowns=(("bestemming",), ("onderwijsvorm", "bestemming"), *PLACE),
        pitfalls=("Wie de school nooit noteerde, staat hier niet.",),
        source=("002:401-403", "002:487-489"),
        example="Nora naar de examencommissie, Gust aan het werk.",
        expected=(2, None),
    ),
    Indicator(
        name="warme_overdracht",
        title="Warm overgedragen bij het vertrek",
        question="Liep er iemand mee naar VDAB, OCMW of andere hulp?",
        population="wie volgens school of CLB in het schooljaar het onderwijs verliet",
        numerator="wie warm overgedragen is",
        denominator="alle jongeren van de populatie",
        rows=_handed_over,
        kind=Kind.SHARE,
        reference="laatste dag op school",
        breakdowns=(("bestemming",), *EDUCATION, *PLACE),
        source=("002:2185", "002:2199-2201"),
        example="Nora wel, Gust niet.",
        expected=(1, 2),
    ),
    Indicator(
        name="herintrede",
        title="Terug na vroegtijdig schoolverlaten",
        question="Hoeveel vroegtijdige schoolverlaters schrijven zich opnieuw in?",
        population="vroegtijdige schoolverlaters van twee schooljaren eerder",
        numerator="wie in dit schooljaar weer in het secundair ingeschreven is",
        denominator="alle vroegtijdige schoolverlaters van twee schooljaren eerder",
        rows=_returned,
        kind=Kind.SHARE,
        reference="dit schooljaar; terugkeren kan pas vanaf het tweede jaar",
        breakdowns=(*EDUCATION, ("geslacht",)),
        pitfalls=("Wie naar de examencommissie of het volwassenenonderwijs ging, staat bij de tweede kans.",),
        source=("002:396-397", "002:423-424"),
        example="Gust stopte in 2023-2024 zonder kwalificatie en is dit schooljaar terug.",
        expected=(1, 1),
        needs=(-2, -1),
    ),
    Indicator(
        name="schoolwissel",
        title="Van school veranderd in het schooljaar",
        question="Hoeveel leerlingen veranderen in de loop van het schooljaar van school?",
        population="alle leerlingen",
        numerator="wie in het schooljaar in meer dan één school ingeschreven was",
        denominator="alle leerlingen",
        operator="> 1",
        rows=_changes,
        kind=Kind.SHARE,
        reference="hele schooljaar",
        pitfalls=("Wie in juli overstapt, telt niet: dat is een gewone nieuwe start.",),
        source=("002:2525-2642",),
        example="Amir ging van school 1 naar school 2.",
        expected=(1, 8),
    ),
    Indicator(
        name="gekwalificeerd",
        title="Leerlingen met een kwalificatie",
        question="Hoeveel leerlingen van het secundair hebben op het einde van het schooljaar een kwalificatie?",
        population="leerlingen van het secundair",
        numerator="wie een diploma, studiegetuigschrift, eindgetuigschrift of certificaat van de lijst heeft",
        denominator="",
        rows=_qualified,
        kind=Kind.COUNT,
        reference="einde van de laatste inschrijving",
        breakdowns=(*EDUCATION, *PLACE),
        source=("002:321-334",),
        example="Alleen Gust.",
        expected=(1, None),
    ),
)
