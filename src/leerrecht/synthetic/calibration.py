"""Each published figure beside the synthetic one, computed by the indicators themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from leerrecht.indicators.definition import Attribution
from leerrecht.indicators.engine import Count, indicators, opened
from leerrecht.indicators.store import read
from leerrecht.synthetic.generate import FIRST_YEAR
from leerrecht.synthetic.published import PUPILS, Figure, figures

YEAR = FIRST_YEAR + 1  # the year in the middle: the one before and the one after are there
FULL_TIME = ("1e graad", "aso", "tso", "kso", "bso", "okan")
BASIC = ("kleuter", "lager")
LEVEL, KIND, FORM = ("niveau",), ("niveau", "soort"), ("onderwijsvorm",)
Key = tuple[str, Attribution, tuple[str, ...]]
Cells = Mapping[Key, Mapping[tuple[object, ...], Count]]
LAST, WHERE = Attribution.LAST, Attribution.WHERE
# Published name -> (indicator, attribution); a breakdown of the publication -> (columns, values that are summed).
INDICATORS = {
    "problematische_afwezigheid_so": ("problematische_afwezigheid", LAST),
    "b_ge_5": ("vijf_b", WHERE),
    "b_ge_30": ("problematische_afwezigheid_iedereen", WHERE),
    "clb_begeleid_afwezigheid": ("clb_begeleiding_afwezigheid", LAST),
    "p_ge_30": ("dertig_p", LAST),
    "toah_aanvragen": ("toah_aanvragen", LAST),
    "huisonderwijs_individueel": ("huisonderwijs", LAST),
    "definitieve_uitsluiting_meldingen": ("uitsluiting_meldingen", LAST),
    "definitieve_uitsluiting_graad": ("uitsluitingsgraad", LAST),
    "tijd_tot_nieuwe_school": ("tijd_tot_nieuwe_school", LAST),
    "preventieve_schorsing": ("preventieve_schorsing", LAST),
    "tijdelijke_uitsluiting": ("tijdelijke_uitsluiting", LAST),
    "definitieve_uitsluiting": ("definitieve_uitsluiting", LAST),
    "definitieve_uitsluiting_niet_heringeschreven": ("niet_heringeschreven", LAST),
    "vsv": ("vsv", LAST),
}
BREAKDOWNS: dict[str, tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]] = {
    "alle": ((), ((),)),
    "secundair": (LEVEL, (("secundair",),)),
    "basis": (LEVEL, tuple((level,) for level in BASIC)),
    "gewoon_lager": (KIND, (("lager", "gewoon"),)),
    "buitengewoon_lager": (KIND, (("lager", "buitengewoon"),)),
    "buitengewoon": (KIND, tuple((level, "buitengewoon") for level in (*BASIC, "secundair"))),
    "voltijds_gewoon": (FORM, tuple((form,) for form in FULL_TIME)),
    **{form: (FORM, ((form,),)) for form in ("aso", "tso", "kso", "bso", "dbso", "buso")},
}
# Of the level of the publication, not of all education.
OF_SECONDARY = {"problematische_afwezigheid_so"}
# The latest year of one row is not that of another, and both cannot hold: the same share of 2018-2019 and 2023-2024.
OTHER_YEAR = {("b_ge_30", "dbso"): "42,3 % in 2023-2024 volgens dezelfde definitie"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published figure, the synthetic one on the scale of Flanders, and the deviation from the published one."""

    figure: Figure
    synthetic: float
    note: str = ""

    @property
    def deviation(self) -> float:
        return (self.synthetic - self.figure.value) / self.figure.value


def compare(folder: Path) -> list[Comparison]:
    """All published figures beside those of a synthetic Flanders; raises SnapshotError."""
    cells = _compute(folder)
    pupils = cells["clb_begeleiding_afwezigheid", LAST, ()][()].denominator or 1
    return [
        Comparison(one, _synthetic(one, cells, PUPILS / pupils), OTHER_YEAR.get((one.indicator, one.breakdown), ""))
        for one in figures()
    ]


def middle(compared: list[Comparison]) -> float:
    """The median of the relative deviations, without their sign."""
    return median(abs(one.deviation) for one in compared)


def _compute(folder: Path) -> dict[Key, dict[tuple[object, ...], Count]]:
    names = sorted({name for name, _ in INDICATORS.values()} | {"huisonderwijs_aandeel"})
    with opened(read(folder)) as computation:
        return {
            (answer.indicator.name, answer.attribution, answer.breakdown): {cell.values: cell for cell in answer.cells}
            for answer in computation.answers(indicators(names), YEAR)
        }


def _synthetic(one: Figure, cells: Cells, scale: float) -> float:
    name, attribution = INDICATORS[one.indicator]
    if one.indicator == "tijd_tot_nieuwe_school":
        classes = cells[name, attribution, ("klasse",)]
        whole = sum(cell.denominator or 0 for cell in classes.values())
        found = classes.get((one.breakdown,))
        return 100 * (found.denominator or 0) / whole if found else 0.0
    if one.indicator == "huisonderwijs_individueel" and one.unit == "pct":
        cell = cells["huisonderwijs_aandeel", LAST, LEVEL][one.breakdown.removeprefix("leerplichtig_"),]
        return 100 * cell.numerator / (cell.denominator or 1)
    wanted = "secundair" if one.indicator in OF_SECONDARY and one.breakdown == "alle" else one.breakdown
    columns, values = BREAKDOWNS[wanted]
    table = cells[name, attribution, columns]
    chosen = [table[value] for value in values if value in table]
    count = sum(cell.numerator for cell in chosen)
    if one.unit != "pct":
        return count * scale
    return 100 * count / max(1, sum(cell.denominator or 0 for cell in chosen))
