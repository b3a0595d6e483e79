"""What the charts need beside the indicators: weeks and weekdays, how B is spread, and from signal to return.

Each is an indicator as any other, with its words; they stand apart because only the screens show them.
"""

import itertools
from typing import Any

import ibis

from leerrecht.indicators.definition import Attribution, Indicator, Kind
from leerrecht.indicators.definitions.absence import PROBLEMATIC, REPORT
from leerrecht.indicators.frame import ABSENT, Frame

# Who has no B in the last so many school days is back: a choice of ours (te verifiëren), named in decision 0802.
BACK = 20
CONTACT, TOLD = "contact_ouders", "melding_clb"
# From which number of half-days B a class begins; the law gives all but the first two.
STEPS = (0, 1, int(REPORT), 15, int(PROBLEMATIC))
CLASSES = (
    *(str(low) if low == high - 1 else f"{low}-{high - 1}" for low, high in itertools.pairwise(STEPS)),
    f"{STEPS[-1]} of meer",
)


def _weeks(frame: Frame) -> Any:
    rows = frame.table("halve_dagen")
    rows = rows.filter(rows.code.isin(ABSENT))
    return rows.select(
        "school", week=rows.datum.week_of_year(), weekdag=rows.datum.day_of_week.index(),
        teller=ibis.literal(1, "int64"),
    )  # fmt: skip


def _spread(frame: Frame) -> Any:
    pupils = frame.counted(("B",))
    pupils = pupils.filter(pupils.leerplichtig)
    branches = [(pupils.aantal >= step, name) for step, name in reversed(list(zip(STEPS, CLASSES, strict=True)))]
    return pupils.mutate(klasse_b=ibis.cases(*branches, else_=CLASSES[0]), teller=ibis.literal(1, "int64"))


def _path(frame: Frame) -> Any:
    """Each pupil who reached the threshold, and which of the steps followed."""
    missed = frame.table("halve_dagen")
    missed = missed.filter((missed.code == "B") & missed.leerplichtig)
    order = ibis.row_number().over(group_by="leerling", order_by=[missed.datum, missed.namiddag])
    numbered = missed.mutate(nummer=order)
    reached = numbered.filter(numbered.nummer == int(REPORT) - 1).select("leerling", "school", moment="datum")
    last = frame.day_number(missed.group_by("leerling").agg(laatst=missed.datum.max()), "laatst", "laatste_dag")
    last = last.select(wie="leerling", laatste_dag="laatste_dag")
    found = reached.left_join(last, reached.leerling == last.wie).drop("wie")
    for name, kind in (("contact", CONTACT), ("clb", TOLD)):
        found = _followed(frame, found, name, kind)
    end = _last_day(frame)
    back = ibis.ifelse(found.laatste_dag <= end - BACK, "terug", "nog niet terug")
    return frame.with_school(found.mutate(terug=back, teller=ibis.literal(1, "int64")))


def _followed(frame: Frame, found: Any, name: str, kind: str) -> Any:
    facts = frame.table("feiten")
    known = facts.filter(facts.feit == kind).group_by(wie="leerling").agg(gedaan=facts.datum.max())
    joined = found.left_join(known, found.leerling == known.wie)
    done = joined.gedaan.notnull() & (joined.gedaan >= joined.moment)
    return joined.mutate(**{name: ibis.ifelse(done, "ja", "nee")}).drop("wie", "gedaan")


def _last_day(frame: Frame) -> int:
    """The number of the last school day of which half-days are known."""
    rows = frame.table("halve_dagen")
    last = frame.day_number(rows.aggregate(datum=rows.datum.max()), "datum", "dag")
    found = last.select("dag").to_pyarrow().to_pylist()
    return int(found[0]["dag"] or 0) if found else 0


_WHERE = (Attribution.WHERE,)
PICTURES = (
    Indicator(
        name="weken_en_weekdagen",
        title="Halve dagen afwezig per week en weekdag",
        question="Op welke dagen en in welke weken zijn leerlingen er niet?",
        population="alle halve dagen die van aanwezig verschillen",
        numerator="halve dagen met een afwezigheidscode of een nog niet gekende reden",
        denominator="",
        rows=_weeks,
        kind=Kind.COUNT,
        reference="hele schooljaar, per week van de kalender",
        breakdowns=(("week", "weekdag"),),
        pitfalls=(
            "Op woensdag is er één halve dag les: half zoveel kan al veel zijn.",
            "Een lege week is vakantie, of een week zonder register.",
        ),
        source=("000:2250-2293",),
        attributions=_WHERE,
        example="Alle halve dagen afwezigheid van de acht leerlingen samen.",
        expected=(132, None),
    ),
    Indicator(
        name="spreiding_b",
        title="Leerlingen naar aantal halve dagen B",
        question="Zijn het enkelen met veel halve dagen B, of velen met weinig?",
        population="leerplichtige leerlingen, op de eerste dag van hun laatste inschrijving",
        numerator=f"leerlingen, ingedeeld naar hun halve dagen B; vanaf {REPORT} hoort het CLB het, vanaf "
        f"{PROBLEMATIC} is het problematisch",
        denominator="",
        rows=_spread,
        kind=Kind.COUNT,
        reference="hele schooljaar",
        breakdowns=(("klasse_b",),),
        pitfalls=("Vijftien is halfweg, geen grens uit een regel.",),
        source=("000:1468-1486", "002:1480-1482"),
        example="Drie zonder B van wie er tellen, Bo heeft er zes en Amir dertig.",
        expected=(6, None),
    ),
    Indicator(
        name="signaal_tot_terugkeer",
        title="Van signaal tot terugkeer",
        question=f"Wat volgde er op de {REPORT}e halve dag B, en kwam de leerling terug?",
        population=f"leerplichtige leerlingen met minstens {REPORT} halve dagen B",
        numerator=f"leerlingen, naar wat er na de {REPORT}e B geregistreerd is: contact met de ouders, melding aan het "
        f"CLB, en terug: geen B in de laatste {BACK} schooldagen waarvan cijfers zijn",
        denominator="",
        rows=_path,
        kind=Kind.COUNT,
        reference="hele schooljaar",
        breakdowns=(("contact", "clb", "terug"),),
        pitfalls=(
            "Wat gedaan is en niet geregistreerd, staat hier als niet gedaan.",
            f"Wie zijn {REPORT}e B pas kort geleden had, kan nog niet terug zijn.",
            f"{BACK} schooldagen is een keuze, geen regel (te verifiëren).",
        ),
        source=("002:1480-1485", "003:1289-1319"),
        attributions=_WHERE,
        example="Amir: ouders en CLB gehoord; Bo: geen van beide.",
        expected=(2, None),
    ),
)
