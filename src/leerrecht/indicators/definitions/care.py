"""Care: education at home, guidance, waiting, and how fast the school gets in touch."""

from collections.abc import Callable
from typing import Any

import ibis

from leerrecht.indicators.definition import EDUCATION, PLACE, REGISTRY, Indicator, Kind
from leerrecht.indicators.frame import Frame
from leerrecht.law.tables import waarde

REPORT = waarde("b.melding")
FIRST = 1
WHOLE_YEAR = 150  # school days: longer than two thirds of the school year
OF_TRAJECTORIES = (("niveau",), ("niveau", "soort"), ("onderwijsvorm",), ("leerplichtig",))
SCHOOL_DAYS = "Schooldagen volgens de Vlaamse kalender: vakanties tellen niet mee."


def _trajectories(frame: Frame, kind: str) -> Any:
    rows = frame.table("trajecten")
    return rows.filter(rows.traject == kind)


def _requests(kind: str) -> Callable[[Frame], Any]:
    def rows(frame: Frame) -> Any:
        return _trajectories(frame, kind).mutate(teller=ibis.literal(1, "int64"))

    return rows


def _hours(frame: Frame) -> Any:
    rows = _trajectories(frame, "toah")
    rows = rows.filter(rows.lestijden_recht > 0)
    return rows.mutate(teller=rows.lestijden_gegeven.fill_null(0), noemer=rows.lestijden_recht)


def _whole_year(frame: Frame) -> Any:
    rows = _trajectories(frame, "toah").filter(ibis._.gestart_op.notnull())
    rows = frame.day_number(rows.mutate(einde=rows.geeindigd_op.fill_null(calendar_end(frame))), "gestart_op", "begin")
    rows = frame.day_number(rows, "einde", "slot")
    return rows.mutate(teller=(rows.slot - rows.begin >= WHOLE_YEAR).cast("int64"), noemer=ibis.literal(1, "int64"))


def calendar_end(frame: Frame) -> Any:
    return ibis.literal(frame.last_day, "date")


def _guided(frame: Frame) -> Any:
    guided = _trajectories(frame, "clb_afwezigheid").select(wie="leerling").distinct()
    pupils = frame.pupils()
    joined = pupils.left_join(guided, pupils.leerling == guided.wie)
    return joined.mutate(teller=joined.wie.notnull().cast("int64"), noemer=ibis.literal(1, "int64"))


def _at_home(frame: Frame) -> Any:
    """Leerplichtige pupils in home education among all leerplichtige pupils, by level."""
    home = _trajectories(frame, "huisonderwijs")
    home = home.filter(home.leerplichtig).select("leerling", niveau=_basic(home), teller=ibis.literal(1, "int64"))
    pupils = frame.pupils()
    pupils = pupils.filter(pupils.leerplichtig).select(
        "leerling", niveau=_basic(pupils), teller=ibis.literal(0, "int64")
    )
    return home.union(pupils).mutate(noemer=ibis.literal(1, "int64"))


def _basic(rows: Any) -> Any:
    return ibis.ifelse(rows.niveau == "secundair", "secundair", "basis")


def _stage(kind: str, begin: str, end: str) -> Callable[[Frame], Any]:
    def rows(frame: Frame) -> Any:
        found = frame.day_number(frame.day_number(_trajectories(frame, kind), begin, "eerst"), end, "dan")
        return found.mutate(dagen=found.dan - found.eerst)

    return rows


def _waiting(frame: Frame) -> Any:
    rows = _trajectories(frame, "wachtlijst")
    on = ibis.literal(frame.on, "date")
    still = (rows.gevraagd_op <= on) & (rows.gestart_op.isnull() | (rows.gestart_op > on))
    still &= rows.geeindigd_op.isnull() | (rows.geeindigd_op > on)
    return rows.filter(still).mutate(teller=ibis.literal(1, "int64"))


def _steps(frame: Frame) -> Any:
    """School days that each step of a referral took, from the step before it."""
    found = frame.day_number(frame.day_number(frame.table("stappen"), "van_op", "eerst"), "gedaan_op", "dan")
    return found.mutate(dagen=found.dan - found.eerst)


def _after_b(number: int, fact: str) -> Callable[[Frame], Any]:
    """School days from the n-th half-day B of a pupil to the first such fact on or after it."""

    def rows(frame: Frame) -> Any:
        missed = frame.table("halve_dagen")
        missed = missed.filter((missed.code == "B") & missed.leerplichtig)
        order = ibis.row_number().over(group_by="leerling", order_by=[missed.datum, missed.namiddag])
        nth = missed.mutate(nummer=order)
        nth = nth.filter(nth.nummer == number - 1).select("leerling", "school", moment="datum")
        facts = frame.table("feiten")
        facts = facts.filter(facts.feit == fact).select(wie="leerling", gedaan="datum")
        after = nth.inner_join(facts, [nth.leerling == facts.wie, facts.gedaan >= nth.moment])
        first = after.group_by(wie="leerling").agg(gedaan=ibis._.gedaan.min())
        found = nth.left_join(first, nth.leerling == first.wie).drop("wie")
        pupils = frame.pupils().select(lid="leerling", niveau="niveau", soort="soort", onderwijsvorm="onderwijsvorm")
        found = found.inner_join(pupils, found.leerling == pupils.lid)
        found = frame.day_number(frame.day_number(frame.with_school(found), "moment", "eerst"), "gedaan", "dan")
        return found.mutate(dagen=found.dan - found.eerst)

    return rows


def _lead_time(name: str, title: str, kind: str, stages: tuple[str, str], what: str, **more: Any) -> Indicator:
    return Indicator(
        name=name,
        title=title,
        question=f"Hoeveel schooldagen gaan er voorbij van {what}?",
        population=f"alle trajecten van de soort {kind} die in het schooljaar gevraagd werden",
        numerator=f"schooldagen van {what}",
        denominator="alle trajecten van de populatie, ook wie nog wacht",
        rows=_stage(kind, *stages),
        kind=Kind.DURATION,
        reference="dag van de vraag",
        breakdowns=OF_TRAJECTORIES,
        pitfalls=(SCHOOL_DAYS, "Wie nog wacht heeft geen duur: een mediaan van wie al mocht beginnen is te gunstig."),
        **more,
    )


_CONTACT: dict[str, Any] = {
    "kind": Kind.DURATION,
    "reference": "dag van de halve dag B",
    "breakdowns": (*EDUCATION, *PLACE),
    "pitfalls": (SCHOOL_DAYS, "Een contact dat niemand noteerde, bestaat hier niet."),
}
REGISTRY.add(
    Indicator(
        name="toah_aanvragen",
        title="Aanvragen van tijdelijk onderwijs aan huis",
        question="Hoe vaak wordt onderwijs aan huis gevraagd?",
        population="alle leerlingen",
        numerator="aanvragen van TOAH, ook een tweede van dezelfde leerling",
        denominator="",
        rows=_requests("toah"),
        kind=Kind.COUNT,
        reference="dag van de aanvraag",
        breakdowns=OF_TRAJECTORIES,
        source=("000:2899-2925",),
        example="Dina.",
        expected=(1, None),
    ),
    Indicator(
        name="toah_invulling",
        title="Lestijden onderwijs aan huis die gegeven zijn",
        question="Krijgt wie recht heeft op onderwijs aan huis dat ook?",
        population="trajecten TOAH waarvan het recht in lestijden gekend is",
        numerator="lestijden die gegeven zijn",
        denominator="lestijden waarop er recht was",
        rows=_hours,
        kind=Kind.SHARE,
        reference="hele schooljaar",
        breakdowns=OF_TRAJECTORIES,
        pitfalls=("Een gemiddelde verbergt wie helemaal niets kreeg.",),
        source=("000:10193-10197", "001:2848-2853"),
        example="Dina kreeg 10 van 16 lestijden.",
        expected=(10, 16),
    ),
    Indicator(
        name="toah_heel_jaar",
        title="Onderwijs aan huis voor een heel schooljaar",
        question="Hoeveel onderwijs aan huis duurt bijna het hele schooljaar?",
        population="trajecten TOAH die begonnen zijn",
        numerator=f"trajecten van minstens {WHOLE_YEAR} schooldagen",
        denominator="alle trajecten van de populatie",
        operator=f">= {WHOLE_YEAR}",
        rows=_whole_year,
        kind=Kind.SHARE,
        reference="einde van het traject, of 31 augustus",
        breakdowns=OF_TRAJECTORIES,
        source=("000:2986-2994",),
        example="Dat van Dina duurde twintig schooldagen.",
        expected=(0, 1),
    ),
    Indicator(
        name="clb_begeleiding_afwezigheid",
        title="Door het CLB begeleid voor afwezigheid",
        question="Hoeveel leerlingen begeleidt het CLB omdat ze afwezig zijn?",
        population="alle leerlingen",
        numerator="wie in het schooljaar een traject bij het CLB heeft voor afwezigheid, gewettigd of niet",
        denominator="alle leerlingen",
        rows=_guided,
        kind=Kind.SHARE,
        reference="hele schooljaar",
        source=("000:2875-2883",),
        example="Alleen Amir.",
        expected=(1, 8),
    ),
    Indicator(
        name="huisonderwijs",
        title="Individueel huisonderwijs",
        question="Hoeveel kinderen krijgen les buiten een school?",
        population="alle kinderen in huisonderwijs",
        numerator="kinderen met een verklaring van huisonderwijs in het schooljaar",
        denominator="",
        rows=_requests("huisonderwijs"),
        kind=Kind.COUNT,
        reference="hele schooljaar",
        breakdowns=(("niveau",), ("leerplichtig",), ("niveau", "leerplichtig")),
        source=("000:1902-1916",),
        example="Eén kind.",
        expected=(1, None),
    ),
    Indicator(
        name="huisonderwijs_aandeel",
        title="Aandeel leerplichtigen in huisonderwijs",
        question="Welk deel van de leerplichtige kinderen krijgt les buiten een school?",
        population="leerplichtige kinderen, in een school of in huisonderwijs",
        numerator="leerplichtige kinderen in huisonderwijs",
        denominator="alle leerplichtige kinderen van de populatie",
        rows=_at_home,
        kind=Kind.SHARE,
        reference="hele schooljaar",
        breakdowns=(("niveau",),),
        pitfalls=("Wie in het schooljaar van huisonderwijs naar school gaat, telt twee keer in de noemer.",),
        source=("000:1902-1916",),
        example="Eén kind naast zes leerplichtigen in een school.",
        expected=(1, 7),
    ),
    Indicator(
        name="wachtlijst",
        title="Op een wachtlijst",
        question="Hoeveel leerlingen wachten op een dag op hulp of op een plaats?",
        population="leerlingen op een wachtlijst",
        numerator="wie op die dag gevraagd had, nog niet gestart was en niet van de lijst af is",
        denominator="",
        rows=_waiting,
        kind=Kind.COUNT,
        stock=True,
        reference="een dag naar keuze, anders 1 februari",
        breakdowns=(("waarvoor",), *OF_TRAJECTORIES),
        pitfalls=("Wie op twee lijsten staat, telt twee keer.",),
        source=("002:1941-1942",),
        example="Farid wacht sinds januari.",
        expected=(1, None),
    ),
    _lead_time(
        "wachttijd", "Wachttijd", "wachtlijst", ("gevraagd_op", "gestart_op"), "de vraag tot de start",
        source=("002:1941-1942",), example="Farid wacht nog.", expected=(0, 1),
    ),
    _lead_time(
        "naft_rondetafel", "NAFT: van aanmelding tot rondetafel", "naft", ("gevraagd_op", "besproken_op"),
        "de aanmelding tot de rondetafel", source=("002:1437-1439", "002:3107-3111"),
        example="Amir: aangemeld op 1 december, rondetafel op 15 december.", expected=(1, 1),
    ),
    _lead_time(
        "naft_start", "NAFT: van rondetafel tot start", "naft", ("besproken_op", "gestart_op"),
        "de rondetafel tot de start", source=("002:1437-1439",), example="Amir begon op 12 januari.", expected=(1, 1),
    ),
    Indicator(
        name="doorlooptijd_stap",
        title="Doorlooptijd van elke stap van een doorverwijzing",
        question="Waar blijft een vraag om hulp liggen, van de vraag van de school tot de start?",
        population="alle stappen van doorverwijzingen en van vragen aan het CLB die in het schooljaar konden beginnen",
        numerator="schooldagen van de vorige stap (of het begin) tot deze stap",
        denominator="alle stappen van de populatie, ook waarop nog gewacht wordt",
        rows=_steps,
        kind=Kind.DURATION,
        reference="dag van de vorige stap",
        breakdowns=(("traject",), ("traject", "stap"), ("niveau",), ("onderwijsvorm",)),
        pitfalls=(
            SCHOOL_DAYS,
            "Wie een stap oversloeg, maakt de volgende langer: tel van begin tot start om alles te zien.",
        ),
        source=("002:1435-1439", "002:3106-3111"),
        example="Amir: zes schooldagen van vraag tot melding bij het CLB, dan nog wachten; voor NAFT drie stappen.",
        expected=(4, 5),
    ),
    Indicator(
        name="tijd_tot_contact",
        title="Tijd tot contact met de ouders",
        question="Hoe snel neemt de school contact op na een eerste halve dag B?",
        population="leerplichtige leerlingen met minstens één halve dag B",
        numerator="schooldagen van de eerste B tot het eerste contact met de ouders",
        denominator="alle leerlingen van de populatie, ook zonder contact",
        rows=_after_b(FIRST, "contact_ouders"),
        source=("003:1289-1319", "002:1590-1633"),
        example="Amir na één schooldag; van Bo is er geen contact.",
        expected=(1, 2),
        **_CONTACT,
    ),
    Indicator(
        name="tijd_tot_clb",
        title="Tijd tot de melding aan het CLB",
        question="Hoe snel schakelt de school het CLB in na de vijfde halve dag B?",
        population=f"leerplichtige leerlingen met minstens {REPORT} halve dagen B",
        numerator=f"schooldagen van de {REPORT}e B tot de melding aan het CLB",
        denominator="alle leerlingen van de populatie, ook zonder melding",
        operator=f">= {REPORT}",
        rows=_after_b(REPORT, "melding_clb"),
        source=("002:1480-1482", "002:2149"),
        example="Amir; van Bo is er geen melding.",
        expected=(1, 2),
        **_CONTACT,
    ),
    Indicator(
        name="tijd_tot_dossier",
        title="Tijd tot een begeleidingsdossier",
        question="Heeft elke leerling met vijf halve dagen B een begeleidingsdossier?",
        population=f"leerplichtige leerlingen met minstens {REPORT} halve dagen B",
        numerator=f"schooldagen van de {REPORT}e B tot het begeleidingsdossier",
        denominator="alle leerlingen van de populatie, ook zonder dossier",
        operator=f">= {REPORT}",
        rows=_after_b(REPORT, "begeleidingsdossier"),
        source=("002:1480-1485",),
        example="Geen van beiden.",
        expected=(0, 2),
        **_CONTACT,
    ),
)  # fmt: skip
