"""Whole answers: every outcome with its dates, what it is about and its reasons, and when the answer "
"changes."""

from datetime import date

import pytest

from tests.law.ask import absent, ask, event, measure
from tests.law.topics.said import line

LAGER = {"niveau": "lager"}
Z = "Z"
S = "medische_attestering_chronisch_specialist"


def each(days, **rest):
    return [absent(day, **rest) for day in days]


@pytest.mark.parametrize(
    ("op", "rest", "expected", "changes"),
    [
        (  # thirty B in two years
            "2026-03-31",
            {
                "school": {"van": "2024-09-01", "b_vorige_school": 2},
                "afwezigheden": [
                    absent("2025-03-10", "2025-03-31"),
                    absent("2025-09-08", "2025-09-30"),
                    absent("2025-10-06", code="-"),
                ],
                "gebeurtenissen": [
                    event("2025-09-09", "contact_ouders"),
                    event("2025-09-15", "melding_clb"),
                    event("2025-09-16", "clb_traject", school="S1"),
                ],
            },
            [
                "onbekend.reden open 2025-10-06 | 2 halve dagen afwezig waarvan de reden nog niet bekend is",
                (
                    "b1.contact vervuld 2025-09-08 vervuld 2025-09-09 | de eerste halve dag B (problematisch "
                    "afwezig) was op 8 september 2025"
                ),
                (
                    "b.begeleiding open 2025-09-08 | de eerste halve dag B (problematisch afwezig) was op 8 "
                    "september 2025"
                ),
                (
                    "b5.melding_clb vervuld 2025-09-10 vervuld 2025-09-15 | 31 halve dagen B (problematisch "
                    "afwezig) in 2025-2026"
                ),
                ("b5.begeleidingsdossier open 2025-09-10 | 31 halve dagen B (problematisch afwezig) in 2025-2026"),
                (
                    "clb.traject vervuld 2025-09-10 vervuld 2025-09-16 | jonger dan 18 toen er 5 halve dagen B "
                    "(problematisch afwezig) waren"
                ),
                "b10.politie geldt 2025-09-15 | 31 halve dagen B (problematisch afwezig) in 2025-2026",
                "b30.problematisch geldt 2025-09-30 | 31 halve dagen B (problematisch afwezig) in 2025-2026",
                (
                    "b30.schooltoeslag geldt 2025-09-30 | 31 halve dagen B (problematisch afwezig) in "
                    "2025-2026; 31 halve dagen B (problematisch afwezig) in 2024-2025"
                ),
            ],
            "2026-09-01",
        ),
        (  # B brought along
            "2025-12-05",
            {
                "inschrijvingen": [
                    {"school": "S1", "niveau": "secundair", "van": "2025-09-01", "tot": "2025-11-21"},
                    {"school": "S2", "niveau": "secundair", "van": "2025-11-24", "b_vorige_school": 4},
                ],
                "afwezigheden": [absent("2025-12-01", "2025-12-01"), absent("2025-12-04", code="R")],
            },
            [
                (
                    "verzuim.absoluut vervuld 2025-11-22 vervuld 2025-11-24 | leerplichtig en nergens "
                    "ingeschreven sinds 22 november 2025; opgelost door een inschrijving in S2 op 24 november "
                    "2025"
                ),
                ("b1.contact open 2025-12-01 | de eerste halve dag B (problematisch afwezig) was op 1 december 2025"),
                (
                    "b.begeleiding open 2025-12-01 | de eerste halve dag B (problematisch afwezig) was op 1 "
                    "december 2025"
                ),
                (
                    "b5.melding_clb open 2025-12-01 | 6 halve dagen B (problematisch afwezig) in 2025-2026; "
                    "waarvan 4 op de vorige school"
                ),
                (
                    "b5.begeleidingsdossier open 2025-12-01 | 6 halve dagen B (problematisch afwezig) in "
                    "2025-2026; waarvan 4 op de vorige school"
                ),
                ("clb.traject open 2025-12-01 | jonger dan 18 toen er 5 halve dagen B (problematisch afwezig) waren"),
            ],
            "2026-09-01",
        ),
        (  # ill in 2027
            "2027-10-22",
            {
                "school": {"van": "2027-09-01"},
                "pupil": {"afstand_school_km": 12.5},
                "afwezigheden": [absent("2027-09-27", "2027-10-15", Z)],
                "gebeurtenissen": [event("2027-09-01", S), event("2027-10-04", "melding_clb")],
                "attesten": [
                    {"soort": "ouderverklaring", "van": "2027-09-27", "tot": "2027-10-01"},
                    {"soort": "dixit", "van": "2027-10-04", "tot": "2027-10-05"},
                    {"soort": "medisch", "van": "2027-10-06", "tot": "2027-10-29"},
                ],
                "instellingen": {"z_melding_drempel": 9},
            },
            [
                (
                    "z.ouderverklaring geldt 2027-09-27 | een briefje van de ouders voor meer dan 3 "
                    "kalenderdagen na elkaar"
                ),
                (
                    "z.dixit geldt 2027-10-04 | ziek op 4 oktober 2027, met niets dan een attest dat herhaalt "
                    "wat er gezegd werd (dixit-attest)"
                ),
                "z10.gesprek geldt 2027-10-04 | 10 halve dagen Z (ziekte) of meer binnen 3 maanden",
                "z.melding_clb vervuld 2027-10-01 vervuld 2027-10-04 | 27 halve dagen Z (ziekte) in 2027-2028",
                "z20.aandacht geldt 2027-10-11 | 27 halve dagen Z (ziekte) in 2027-2028",
                "tempo geldt 2027-10-11 | 20 halve dagen of meer afwezig binnen 42 dagen",
                (
                    "toah.chronisch geldt 2027-10-01 | 27 halve dagen Z (ziekte) in 2027-2028, dat is 12 "
                    "lestijden aan huis; facultatief voor de school, die mag maar niet moet: 12.5 km is verder "
                    "dan 10 km"
                ),
                "toah.informeren open 2027-10-01 | er is recht op onderwijs aan huis ontstaan",
            ],
            "2027-11-12",
        ),
        (  # ill for long
            "2025-10-31",
            {
                "school": LAGER,
                "born": "2016-05-03",
                "afwezigheden": [absent("2025-10-06", "2025-10-31", Z)],
                "attesten": [{"soort": "medisch", "van": "2025-10-06", "tot": "2025-10-31"}],
                "gebeurtenissen": [event("2025-10-29", "ouders_geinformeerd_toah")],
                "toah": [{"van": "2025-10-28", "grond": "langdurig"}],
            },
            [
                "z10.gesprek geldt 2025-10-13 | 10 halve dagen Z (ziekte) of meer binnen 3 maanden",
                "z20.aandacht geldt 2025-10-20 | 27 halve dagen Z (ziekte) in 2025-2026",
                "tempo geldt 2025-10-20 | 20 halve dagen of meer afwezig binnen 42 dagen",
                "thuiszitter geldt 2025-10-20 | minstens 20 halve schooldagen na elkaar afwezig",
                (
                    "toah.langdurig geldt 2025-10-27 | ziek sinds 6 oktober 2025, meer dan 21 kalenderdagen "
                    "zonder onderbreking"
                ),
                (
                    "toah.informeren vervuld 2025-10-06 vervuld 2025-10-29 | een medisch attest zegt dat de "
                    "leerling meer dan 21 dagen ziek is"
                ),
                (
                    "toah.melding open 2025-10-28 uiterlijk 2025-11-07 over 2025-10-28 | de leerling krijgt "
                    "onderwijs aan huis vanaf 28 oktober 2025"
                ),
            ],
            "2025-11-03",
        ),
        (  # chronically ill in lager
            "2026-01-16",
            {
                "school": LAGER,
                "born": "2016-05-03",
                "pupil": {"afstand_school_km": 21},
                "afwezigheden": [absent("2025-10-06", "2025-10-10", Z), absent("2026-01-12", "2026-01-16", Z)],
                "attesten": [{"soort": "medisch", "van": "2026-01-12", "tot": "2026-01-16"}],
                "gebeurtenissen": [event("2025-09-15", S), event("2025-10-14", "melding_toah")],
                "toah": [
                    {"van": "2025-10-13", "tot": "2025-11-14", "grond": "chronisch"},
                    {"van": "2025-12-01", "tot": "2025-12-05", "grond": "chronisch"},
                ],
            },
            [
                (
                    "toah.chronisch geldt 2025-10-10 | 18 halve dagen Z (ziekte) in 2025-2026, dat is 8 "
                    "lestijden aan huis; facultatief voor de school, die mag maar niet moet: 21 km is verder "
                    "dan 10 km"
                ),
                "toah.informeren open 2025-10-10 | er is recht op onderwijs aan huis ontstaan",
                (
                    "toah.melding vervuld 2025-10-13 vervuld 2025-10-14 uiterlijk 2025-10-24 over 2025-10-13 | "
                    "de leerling krijgt onderwijs aan huis vanaf 13 oktober 2025; bij een chronische ziekte "
                    "volstaat één melding per schooljaar"
                ),
                (
                    "toah.herval geldt 2026-01-12 over 2025-10-13 | opnieuw ziek binnen 3 maanden nadat het "
                    "onderwijs aan huis stopte op 14 november 2025, met een nieuw attest"
                ),
                (
                    "toah.herval geldt 2026-01-12 over 2025-12-01 | opnieuw ziek binnen 3 maanden nadat het "
                    "onderwijs aan huis stopte op 5 december 2025, met een nieuw attest"
                ),
            ],
            "2026-01-19",
        ),
        (  # part of the week
            "2025-10-24",
            {
                "afwezigheden": each(["2025-10-02", "2025-10-09", "2025-10-16", "2025-10-23"], code="P"),
                "gebeurtenissen": [event("2025-10-06", "deeltijds_akkoord_clb")],
            },
            [
                (
                    "patroon.deeltijds geldt 2025-10-23 | 4 schoolweken na elkaar op minstens 2 dezelfde halve "
                    "dagen afwezig met Z (ziekte) of P (persoonlijke reden met akkoord van de directie)"
                ),
                (
                    "deeltijds.waarborg vervuld 2025-10-23 vervuld 2025-10-06 | 4 schoolweken na elkaar op "
                    "minstens 2 dezelfde halve dagen afwezig met Z (ziekte) of P (persoonlijke reden met "
                    "akkoord van de directie); akkoord van het CLB op 6 oktober 2025: achteraf"
                ),
            ],
            "2025-11-06",
        ),
        (  # thirty P
            "2025-11-21",
            {
                "afwezigheden": [
                    absent("2025-10-06", "2025-10-24", code="P"),
                    absent("2025-11-20", "2025-11-21", code="P"),
                ]
            },
            [
                (
                    "p30.aandacht geldt 2025-11-21 | 31 halve dagen P (persoonlijke reden met akkoord van de "
                    "directie) in 2025-2026"
                ),
                "tempo geldt 2025-10-20 | 20 halve dagen of meer afwezig binnen 42 dagen",
            ],
            "2025-11-25",
        ),
        (  # codes out of place
            "2025-10-10",
            {
                "school": LAGER,
                "born": "2016-05-03",
                "afwezigheden": [
                    absent("2025-10-06", code="H"),
                    absent("2025-10-07", code="M"),
                    absent("2025-10-09", code="A"),
                ],
            },
            [
                (
                    "code.niveau geldt 2025-10-06 | code H (revalidatie tijdens de lestijden in buitengewoon "
                    "onderwijs) staat bij een leerling in het gewoon onderwijs; code M (werkplek niet "
                    "ingevuld, buiten de wil van de leerling) bestaat niet in lager onderwijs; code A "
                    "(niet-leerplichtige kleuter) staat bij een leerling die leerplichtig is"
                ),
            ],
            "2026-09-01",
        ),
        (  # five-year-old
            "2026-03-02",
            {
                "school": {"niveau": "kleuter"},
                "born": "2020-05-03",
                "afwezigheden": [absent("2025-11-03", "2026-02-27")],
                "maatregelen": [measure("tijdelijke_uitsluiting", "2026-03-02", "2026-03-03")],
            },
            [
                ("b1.contact open 2025-11-03 | de eerste halve dag B (problematisch afwezig) was op 3 november 2025"),
                (
                    "b.begeleiding open 2025-11-03 | de eerste halve dag B (problematisch afwezig) was op 3 "
                    "november 2025"
                ),
                "b5.melding_clb open 2025-11-05 | 124 halve dagen B (problematisch afwezig) in 2025-2026",
                ("b5.begeleidingsdossier open 2025-11-05 | 124 halve dagen B (problematisch afwezig) in 2025-2026"),
                ("clb.traject open 2025-11-05 | jonger dan 18 toen er 5 halve dagen B (problematisch afwezig) waren"),
                "clb.traject open 2026-03-02 over 2026-03-02 | tijdelijke uitsluiting vanaf 2 maart 2026",
                "b10.politie geldt 2025-11-10 | 124 halve dagen B (problematisch afwezig) in 2025-2026",
                "b30.problematisch geldt 2025-11-26 | 124 halve dagen B (problematisch afwezig) in 2025-2026",
                ("kleuter290 geldt 2025-12-02 | in 2025-2026 zijn nog hoogstens 203 van de 290 halve dagen haalbaar"),
                "tempo geldt 2025-11-18 | 20 halve dagen of meer afwezig binnen 42 dagen",
                (
                    "onthechting geldt 2025-11-04 | het aantal halve dagen B (problematisch afwezig) neemt toe "
                    "in de laatste 8 schoolweken, en er staat geen andere code meer naast"
                ),
                (
                    "patroon.vakantie geldt 2025-12-19 | afwezig naast een vakantie: 3 november 2025, 19 "
                    "december 2025, 5 januari 2026, 13 februari 2026, 23 februari 2026"
                ),
                "tucht.kleuter geldt 2026-03-02 over 2026-03-02 | tijdelijke uitsluiting vanaf 2 maart 2026",
                "tucht.agodi open 2026-03-02 over 2026-03-02 | tijdelijke uitsluiting vanaf 2 maart 2026",
                (
                    "tucht.code geldt 2026-03-02 over 2026-03-02 | tijdelijke uitsluiting vanaf 2 maart 2026: "
                    "op 2 maart 2026 telt de leerling als aanwezig, maar is er geen opvang aangeboden"
                ),
            ],
            "2026-03-09",
        ),
        (  # the same morning
            "2025-11-05",
            {"afwezigheden": each(["2025-10-06", "2025-10-13", "2025-10-20", "2025-11-03"], parts=["vm"])},
            [
                ("b1.contact open 2025-10-06 | de eerste halve dag B (problematisch afwezig) was op 6 oktober 2025"),
                ("b.begeleiding open 2025-10-06 | de eerste halve dag B (problematisch afwezig) was op 6 oktober 2025"),
                (
                    "onthechting geldt 2025-10-20 | het aantal halve dagen B (problematisch afwezig) neemt toe "
                    "in de laatste 8 schoolweken, en er staat geen andere code meer naast"
                ),
                (
                    "patroon.vast_halfdag geldt 2025-11-03 | maandagvoormiddag is minstens 4 van de laatste 6 keer "
                    "gemist"
                ),
            ],
            "2025-11-24",
        ),
        (  # around holidays
            "2026-01-06",
            {
                "afwezigheden": [absent("2025-10-24"), absent("2026-01-05", code="Z")],
                "attesten": [{"soort": "ouderverklaring", "van": "2026-01-05", "tot": "2026-01-05"}],
            },
            [
                ("b1.contact open 2025-10-24 | de eerste halve dag B (problematisch afwezig) was op 24 oktober 2025"),
                (
                    "b.begeleiding open 2025-10-24 | de eerste halve dag B (problematisch afwezig) was op 24 "
                    "oktober 2025"
                ),
                ("patroon.vakantie geldt 2026-01-05 | afwezig naast een vakantie: 24 oktober 2025, 5 januari 2026"),
            ],
            "2026-09-01",
        ),
        (  # measures in lager
            "2026-10-16",
            {
                "school": {**LAGER, "van": "2025-09-01"},
                "born": "2016-05-03",
                "maatregelen": [
                    measure("preventieve_schorsing", "2026-09-21", "2026-09-29"),
                    measure("tijdelijke_uitsluiting", "2026-10-05", "2026-10-09"),
                ],
                "afwezigheden": [
                    absent("2026-09-21", "2026-09-29", code="R", grond=None),
                    absent("2026-10-05", code="B"),
                ],
                "gebeurtenissen": [
                    event("2026-09-21", "opvang_gemotiveerd_geweigerd", bij="2026-09-21"),
                    event("2026-09-22", "melding_agodi", bij="2026-09-21"),
                    event("2026-10-01", "begeleidingsmaatregel"),
                ],
            },
            [
                ("b1.contact open 2026-10-05 | de eerste halve dag B (problematisch afwezig) was op 5 oktober 2026"),
                ("b.begeleiding open 2026-10-05 | de eerste halve dag B (problematisch afwezig) was op 5 oktober 2026"),
                "clb.traject open 2026-09-21 over 2026-09-21 | preventieve schorsing vanaf 21 september 2026",
                "clb.traject open 2026-10-05 over 2026-10-05 | tijdelijke uitsluiting vanaf 5 oktober 2026",
                (
                    "tucht.duur geldt 2026-09-21 over 2026-09-21 | preventieve schorsing vanaf 21 september "
                    "2026: die duurt 7 schooldagen, hoogstens 5 schooldagen is toegelaten"
                ),
                (
                    "tucht.motivering vervuld 2026-10-05 vervuld 2026-10-01 over 2026-10-05 | tijdelijke "
                    "uitsluiting vanaf 5 oktober 2026; eerder een begeleidingsmaatregel"
                ),
                (
                    "tucht.agodi vervuld 2026-09-21 vervuld 2026-09-22 over 2026-09-21 | preventieve schorsing "
                    "vanaf 21 september 2026"
                ),
                "tucht.agodi open 2026-10-05 over 2026-10-05 | tijdelijke uitsluiting vanaf 5 oktober 2026",
                (
                    "tucht.code geldt 2026-10-05 over 2026-10-05 | tijdelijke uitsluiting vanaf 5 oktober "
                    "2026: op 5 oktober 2026 staat er een andere code dan R (van rechtswege gewettigd); "
                    "tijdelijke uitsluiting vanaf 5 oktober 2026: op 6 oktober 2026 telt de leerling als "
                    "aanwezig, maar is er geen opvang aangeboden"
                ),
                (
                    "tucht.opvang vervuld 2026-09-21 vervuld 2026-09-21 over 2026-09-21 | preventieve "
                    "schorsing vanaf 21 september 2026"
                ),
                "tucht.opvang open 2026-10-05 over 2026-10-05 | tijdelijke uitsluiting vanaf 5 oktober 2026",
            ],
            "2027-09-01",
        ),
        (  # excluded in lager
            "2025-12-12",
            {
                "school": LAGER,
                "born": "2016-05-03",
                "maatregelen": [measure("definitieve_uitsluiting", "2025-11-10")],
                "afwezigheden": [absent("2025-11-10", "2025-12-12", code="R")],
                "gebeurtenissen": [event("2025-11-12", "melding_agodi")],
            },
            [
                "clb.traject open 2025-11-10 over 2025-11-10 | definitieve uitsluiting vanaf 10 november 2025",
                (
                    "thuiszitter geldt 2025-11-25 | minstens 20 halve schooldagen na elkaar afwezig; "
                    "uitgesloten en nog zonder nieuwe school"
                ),
                (
                    "tucht.agodi vervuld 2025-11-10 vervuld 2025-11-12 over 2025-11-10 | definitieve "
                    "uitsluiting vanaf 10 november 2025"
                ),
                "du.opvang open 2025-11-10 over 2025-11-10 | definitieve uitsluiting vanaf 10 november 2025",
                (
                    "du.uitschrijving geldt 2025-12-10 over 2025-11-10 | definitieve uitsluiting vanaf 10 "
                    "november 2025; er is een maand voorbij, lange schoolvakanties niet meegeteld"
                ),
                (
                    "du.thuis geldt 2025-11-25 over 2025-11-10 | definitieve uitsluiting vanaf 10 november "
                    "2025; na meer dan 10 schooldagen is er nog geen nieuwe inschrijving"
                ),
            ],
            "2025-12-15",
        ),
        (  # excluded in secundair
            "2025-11-14",
            {
                "maatregelen": [measure("definitieve_uitsluiting", "2025-10-06")],
                "afwezigheden": [absent("2025-10-06", "2025-11-14", code="R")],
                "gebeurtenissen": [
                    event("2025-10-08", "zoekactie_school"),
                    event("2025-10-20", "zoekactie_school", school="S1"),
                ],
            },
            [
                "clb.traject open 2025-10-06 over 2025-10-06 | definitieve uitsluiting vanaf 6 oktober 2025",
                (
                    "thuiszitter geldt 2025-10-20 | minstens 20 halve schooldagen na elkaar afwezig; "
                    "uitgesloten en nog zonder nieuwe school"
                ),
                "tucht.agodi open 2025-10-06 over 2025-10-06 | definitieve uitsluiting vanaf 6 oktober 2025",
                (
                    "du.zoeken open 2025-10-06 over 2025-10-06 | definitieve uitsluiting vanaf 6 oktober 2025; "
                    "zoekactie naar een nieuwe school op 8 oktober 2025; zoekactie naar een nieuwe school op "
                    "20 oktober 2025"
                ),
                (
                    "du.thuis geldt 2025-10-20 over 2025-10-06 | definitieve uitsluiting vanaf 6 oktober 2025; "
                    "na meer dan 10 schooldagen is er nog geen nieuwe inschrijving"
                ),
            ],
            "2025-11-17",
        ),
        (  # excluded and elsewhere
            "2025-11-14",
            {
                "inschrijvingen": [
                    {"school": "S1", "niveau": "secundair", "van": "2025-09-01"},
                    {"school": "S2", "niveau": "secundair", "van": "2025-11-03"},
                ],
                "maatregelen": [measure("definitieve_uitsluiting", "2025-10-06")],
                "afwezigheden": [absent("2025-10-06", "2025-10-31", code="R")],
            },
            [
                "clb.traject open 2025-10-06 over 2025-10-06 | definitieve uitsluiting vanaf 6 oktober 2025",
                "tucht.agodi open 2025-10-06 over 2025-10-06 | definitieve uitsluiting vanaf 6 oktober 2025",
                (
                    "du.zoeken vervuld 2025-10-06 vervuld 2025-11-03 over 2025-10-06 | definitieve uitsluiting "
                    "vanaf 6 oktober 2025; er is nog geen zoekactie genoteerd"
                ),
            ],
            "2026-09-01",
        ),
        (  # excluded on the last day
            "2026-09-01",
            {"maatregelen": [measure("definitieve_uitsluiting", "2026-08-31")]},
            [
                "clb.traject open 2026-08-31 over 2026-08-31 | definitieve uitsluiting vanaf 31 augustus 2026",
                "tucht.agodi open 2026-08-31 over 2026-08-31 | definitieve uitsluiting vanaf 31 augustus 2026",
                (
                    "tucht.code geldt 2026-09-01 over 2026-08-31 | definitieve uitsluiting vanaf 31 augustus "
                    "2026: op 1 september 2026 telt de leerling als aanwezig, maar is er geen opvang "
                    "aangeboden"
                ),
                (
                    "du.uitschrijving geldt 2026-09-01 over 2026-08-31 | definitieve uitsluiting vanaf 31 "
                    "augustus 2026; de uitsluiting gaat in op het einde van het schooljaar"
                ),
            ],
            "2026-09-15",
        ),
        (  # nowhere for a while
            "2025-11-14",
            {
                "inschrijvingen": [
                    {"school": "S1", "niveau": "secundair", "van": "2025-09-01", "tot": "2025-10-10"},
                    {"school": "S2", "niveau": "secundair", "van": "2025-10-20"},
                ]
            },
            [
                (
                    "verzuim.absoluut vervuld 2025-10-11 vervuld 2025-10-20 | leerplichtig en nergens "
                    "ingeschreven sinds 11 oktober 2025; opgelost door een inschrijving in S2 op 20 oktober "
                    "2025"
                ),
            ],
            "2026-09-01",
        ),
        (  # nowhere
            "2025-11-14",
            {"inschrijvingen": [{"school": "S1", "niveau": "secundair", "van": "2025-09-01", "tot": "2025-10-10"}]},
            [
                "verzuim.absoluut open 2025-10-11 | leerplichtig en nergens ingeschreven sinds 11 oktober 2025",
                "thuiszitter geldt 2025-10-11 | leerplichtig en nergens ingeschreven",
            ],
            "2026-09-01",
        ),
        (  # career in danger
            "2025-11-14",
            {"gebeurtenissen": [event("2025-10-06", "schoolloopbaan_in_gedrang"), event("2025-10-10", "clb_traject")]},
            [
                (
                    "clb.traject vervuld 2025-10-06 vervuld 2025-10-10 | op 6 oktober 2025 is vastgesteld dat "
                    "de schoolloopbaan in gevaar is"
                ),
            ],
            "2026-09-01",
        ),
    ],
)
def test_answer_in_full(op, rest, expected, changes):
    answer = ask(op, **rest)
    assert [line(outcome) for outcome in answer.uitkomsten] == expected
    assert answer.verandert_op == date.fromisoformat(changes)
