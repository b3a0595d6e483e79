"""One indicator in full, all of a place by subject, the quality of a year, and what is public."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.indicators.definition import IMPORTED, Imported, Kind
from leerrecht.indicators.domain import remarks
from leerrecht.indicators.domain.charts import Bars, Chart
from leerrecht.indicators.domain.picture import KEY, interval, over_schools, said, trend
from leerrecht.indicators.domain.queries.figures import Rows
from leerrecht.indicators.domain.queries.places import public_figures, public_words
from leerrecht.indicators.domain.words import breakdown_name, day, percent, value_name, whole, year_label
from leerrecht.indicators.goals import MET, MISSED, NO_GOAL, UNCERTAIN, UNKNOWN, WHOLE, judge, published
from leerrecht.indicators.models import Band, Description, Figure, Publication, Scope
from leerrecht.indicators.rules import ON_A_DAY, SPREAD_SCHOOLS
from leerrecht.law import calendar

SUBJECTS = {
    "presence": gettext_lazy("Ingeschreven en geregistreerd"),
    "absence": gettext_lazy("Afwezigheid"),
    "thuiszitters": gettext_lazy("Thuiszitters"),
    "measures": gettext_lazy("Schorsen en uitsluiten"),
    "care": gettext_lazy("Zorg, wachten en contact"),
    "leaving": gettext_lazy("Schoolverlaten en veranderen van school"),
}
OTHER = gettext_lazy("Andere cijfers")
# What tells how far the figures can be trusted, and what it says of them.
QUALITY = {
    "registerdekking": gettext_lazy("Registers die genomen zijn"),
    "scholen_met_register": gettext_lazy("Scholen die registreren"),
    "reden_onbekend": gettext_lazy("Afwezigheden zonder gekende reden"),
    "koppeling_r": gettext_lazy("Halve dagen van maatregelen met code R in het register"),
}
# Beside these a reader looks for the targets.
OF_LEAVING = frozenset({"vsv", "vsv_leerlingen", "vsv_verwacht"})
VERDICTS = {
    MET: gettext_lazy("Ja: ook met de onzekerheid van dit aantal ligt het cijfer er niet boven."),
    MISSED: gettext_lazy("Nee: ook met de onzekerheid van dit aantal ligt het cijfer erboven."),
    UNCERTAIN: gettext_lazy("Dat is te onzeker om te zeggen: het verschil kan toeval zijn."),
    UNKNOWN: gettext_lazy("Dat is niet te zeggen: dit cijfer is niet gekend of niet getoond."),
}
# A drawing of more bars than this is no drawing.
MOST_BARS = 16


@dataclass(frozen=True, slots=True)
class Quality:
    """How far the figures of a year can be trusted."""

    name: str
    title: str
    value: str
    remarks: Sequence[remarks.Remark]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its words, for a list."""

    name: str
    title: str
    question: str
    value: str
    interval: str
    remarks: Sequence[remarks.Remark]


def quality(rows: Rows) -> list[Quality]:
    """Coverage of registers, reasons left unknown, and whether measures agree with the register."""
    found = []
    for name, title in QUALITY.items():
        figure = rows.whole(name)
        if figure is not None:
            kept = [one for one in remarks.of(figure) if one.key in ("dekking", "onbekend", "koppeling")]
            found.append(Quality(name, str(title), said(figure), kept))
    return found


def breaks(rows: Rows) -> list[tuple[str, str]]:
    """The days on which a series of the years shown here breaks, and why."""
    first = calendar.first_day(min(rows.years) - 1).isoformat()
    return [(day(date.fromisoformat(on)), why) for on, why in rows.publication.breaks if on >= first]


def subjects(rows: Rows) -> list[tuple[str, list[Told]]]:
    """Every indicator of the place under the subject of its definition; those not in a list of ours at the end."""
    found: dict[str, list[Told]] = defaultdict(list)
    for name, words in rows.words.items():
        figure = rows.whole(name)
        if figure is not None and words.subject != "pictures":
            key = words.subject if words.subject in SUBJECTS else ""
            found[key].append(
                Told(name, words.title, words.words["question"], said(figure), interval(figure), remarks.of(figure))
            )
    order = [*SUBJECTS, ""]
    return [(str(SUBJECTS.get(key, OTHER)), found[key]) for key in order if key in found]


def imported() -> Sequence[Imported]:
    """Figures of others, to lay beside ours."""
    return IMPORTED


def wholes(rows: Rows, name: str) -> list[tuple[str, str, str, list[remarks.Remark]]]:
    """The figure as a whole, under each attribution that it has."""
    found = []
    for year, indicator, attribution, breakdown in rows.found:
        if (year, indicator, breakdown) == (rows.year, name, "") and attribution != SPREAD_SCHOOLS:
            figure = rows.found[year, indicator, attribution, breakdown][0]
            found.append((attribution, said(figure), interval(figure), remarks.of(figure)))
    return found


def stands(rows: Rows) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The days that were asked for, and each figure with what it was on each of them."""
    asked: dict[str, dict[str, Figure]] = defaultdict(dict)
    for (year, name, _attribution, breakdown), cells in rows.found.items():
        if (year, breakdown) == (rows.year, ON_A_DAY):
            for one in cells:
                asked[name].setdefault(one.values[0], one)
    days = sorted({on for by_day in asked.values() for on in by_day})
    table = [
        (words.title, [said(asked[name].get(on)) for on in days])
        for name, words in rows.words.items() if name in asked
    ]  # fmt: skip
    return [day(date.fromisoformat(on)) for on in days], table


def goals_of(name: str) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """The targets of governments beside early leaving, and what is to be said of them; nothing for other figures."""
    return (NO_GOAL, published()) if name in OF_LEAVING else ("", ())


@dataclass(frozen=True, slots=True)
class Target:
    """A target of the reader beside a share: what was typed, and what the interval says of it."""

    typed: str
    says: str
    wrong: bool = False


def target(rows: Rows, name: str, typed: str) -> Target | None:
    """Whether a share stays below a percentage; None where the figure is no share."""
    figure = rows.whole(name)
    if figure is None or rows.words[name].kind not in (Kind.SHARE, Kind.EXPECTED):
        return None
    text = typed.strip().replace(",", ".")
    if not text:
        return Target("", "")
    try:
        wanted = float(text)
    except ValueError:
        wanted = -1.0
    if not 0 <= wanted <= WHOLE:
        return Target(typed, _("Schrijf een percentage van 0 tot 100, zoals 10 of 4,3."), wrong=True)
    verdict = judge(wanted / WHOLE, None if figure.low is None else [figure.low, figure.high or 0.0])
    return Target(typed, str(VERDICTS[verdict]))


def expected(rows: Rows, name: str) -> str:
    """What the kinds of pupils would give, beside what there is: more, fewer or as many."""
    figure = rows.whole(name)
    if figure is None or figure.expected is None or figure.low is None or figure.high is None:
        return ""
    words = {"share": percent(figure.expected)}
    if figure.low > figure.expected:
        return _("Te verwachten was %(share)s: het zijn er meer.") % words
    if figure.high < figure.expected:
        return _("Te verwachten was %(share)s: het zijn er minder.") % words
    return _("Te verwachten was %(share)s: het verschil kan toeval zijn.") % words


def charts(rows: Rows, name: str, bands: Mapping[tuple[int, str], Band]) -> list[Chart]:
    """The years, and each breakdown with its table."""
    made = [trend(rows, name, bands), over_schools(rows, name)]
    for year, indicator, attribution, breakdown in rows.found:
        if (year, indicator) == (rows.year, name) and breakdown and attribution != SPREAD_SCHOOLS:
            cells = rows.found[year, indicator, attribution, breakdown]
            made.append(_breakdown(rows.words[name], attribution, breakdown, cells))
    return [one for one in made if one is not None]


def _breakdown(words: Description, attribution: str, breakdown: str, cells: Sequence[Figure]) -> Chart:
    names = breakdown.split(",")
    labels = [", ".join(value_name(n, v) for n, v in zip(names, one.values, strict=True)) for one in cells]
    shares = words.kind == "aandeel"
    values = [None if one.hidden else one.share if shares else one.numerator for one in cells]
    if words.kind == "duur":
        values = [None if one.hidden else one.median for one in cells]
    table = [
        [*(value_name(n, v) for n, v in zip(names, one.values, strict=True)), said(one), interval(one),
         ", ".join(str(remark.short) for remark in remarks.of(one))]
        for one in cells
    ]  # fmt: skip
    title = _("%(title)s, per %(names)s") % {
        "title": words.title, "names": _(" en ").join(breakdown_name(one) for one in names),
    }  # fmt: skip
    where = "" if attribution.startswith("laatste") else "-waar"
    hidden = sum(one.hidden for one in cells)
    notes = [_("Geteld %(how)s.") % {"how": _("bij de laatste inschrijving") if not where else _("waar het gebeurde")}]
    if hidden:
        notes.append(
            _("%(n)s van de %(all)s zijn verborgen, omdat het om enkele leerlingen kan gaan.")
            % {"n": hidden, "all": len(cells)}
        )
    return Chart(
        f"{'-'.join(names).replace('_', '-')}{where}", title, words.name,
        [*(breakdown_name(one) for one in names), _("cijfer"), _("onzekerheid"), _("let op")], table,
        Bars(labels, values, shares) if len(cells) <= MOST_BARS else None,
        _says(labels, values, shares=shares), notes,
    )  # fmt: skip


def _says(labels: Sequence[str], values: Sequence[Any], *, shares: bool) -> str:
    known = [(value, label) for value, label in zip(values, labels, strict=True) if value is not None]
    if not known:
        return _("Geen van deze cijfers kan getoond worden.")
    (low, first), (high, last) = min(known, key=lambda one: one[0]), max(known, key=lambda one: one[0])
    tell = percent if shares else whole
    return _("Van %(low)s (%(first)s) tot %(high)s (%(last)s).") % {
        "low": tell(low), "first": first, "high": tell(high), "last": last,
    }  # fmt: skip


def public() -> dict[str, Any]:
    """The figures of Flanders that everybody may see, with their years; empty where there are none."""
    found = public_figures(KEY)
    words = public_words(KEY)
    by_name: dict[str, list[Figure]] = defaultdict(list)
    for one in found:
        if one.attribution.startswith("laatste") or one.indicator not in by_name:
            by_name[one.indicator].append(one)
    years = sorted({one.school_year for one in found})
    publications: dict[int, Publication] = {one.school_year: one.publication for one in found}
    rows = [
        (words[name], [next((said(one) for one in by_name[name] if one.school_year == year), "") for year in years])
        for name in KEY if name in by_name and name in words
    ]  # fmt: skip
    latest = publications[years[-1]] if years else None
    return {
        "labels": [year_label(year) for year in years], "rows": rows, "latest": latest,
        "until": day(latest.until) if latest else "", "imported": IMPORTED, "scope": Scope.FLANDERS,
    }  # fmt: skip
