"""The picture of a place: key figures with their quality, what changed, and its charts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerrecht.indicators.domain import remarks
from leerrecht.indicators.domain.charts import Band as DrawnBand
from leerrecht.indicators.domain.charts import Bands, Bars, Chart, Curve, Flow, Heat, Line, Trend
from leerrecht.indicators.domain.queries.figures import Rows, latest_band
from leerrecht.indicators.domain.words import POVERTY, breakdown_name, percent, value_name, whole, year_label
from leerrecht.indicators.models import Band, Figure
from leerrecht.indicators.numbers import FEW
from leerrecht.indicators.rules import COMPARED, SPREAD_SCHOOLS
from leerrecht.law import calendar

# What the first look is about, in this order; a place shows those that it has.
KEY = (
    "ingeschreven", "afwezigheidsgraad", "vijf_b", "problematische_afwezigheid", "twintig_z", "dertig_p",
    "thuiszitters", "uitsluitingsgraad", "schoolwissel", "vsv", "reden_onbekend", "registerdekking",
)  # fmt: skip
CODES, WEEKS, SPREAD = "halve_dagen_per_code", "weken_en_weekdagen", "spreiding_b"
RETURN, CLASSES, SEARCH = "signaal_tot_terugkeer", "halve_dagen_per_klas", "tijd_tot_nieuwe_school"
TREND = "problematische_afwezigheid"
SHOWN = (*dict.fromkeys((*KEY, *COMPARED, CODES, WEEKS, SPREAD, RETURN, CLASSES, SEARCH, "koppeling_r")),)
MOST_LINES = 4
# A month is named where it differs by so large a part, and by so many half-days; a choice of ours.
CHANGED_PART, CHANGED_NUMBER = 0.2, 10
FEWEST_YEARS = 2  # one year is no trend


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One line of the first look."""

    name: str
    title: str
    question: str
    value: str
    interval: str
    before: str
    beside: str
    remarks: Sequence[remarks.Remark]


def said(figure: Figure | None, *, short: bool = False) -> str:
    """A figure in words, as it may be shown."""
    if figure is None or figure.hidden:
        return _("niet gekend") if figure is None else _("verborgen")
    if figure.share is not None:
        words = percent(figure.share)
        if short:
            return words
        return _("%(share)s (%(n)s van %(all)s)") % {
            "share": words, "n": whole(figure.numerator), "all": whole(figure.denominator),
        }  # fmt: skip
    if figure.median is not None:
        return ngettext("mediaan %(days)s schooldag", "mediaan %(days)s schooldagen", figure.median) % {
            "days": figure.median
        }
    if figure.denominator is not None and not figure.denominator:
        return _("niemand in deze groep")
    return whole(figure.numerator)


def interval(figure: Figure | None) -> str:
    if figure is None or figure.low is None or figure.high is None:
        return ""
    return _("%(low)s tot %(high)s") % {"low": percent(figure.low), "high": percent(figure.high)}


def key_figures(rows: Rows, bands: Mapping[tuple[int, str], Band]) -> list[KeyFigure]:
    """The year at a glance."""
    found = []
    for name in KEY:
        figure, words = rows.whole(name), rows.words.get(name)
        if figure is None or words is None:
            continue
        former = rows.whole(name, year=rows.year - 1)
        found.append(
            KeyFigure(
                name, words.title, words.words["question"], said(figure), interval(figure),
                said(former, short=True) if former else "", _beside(figure, latest_band(bands, name)),
                remarks.of(figure),
            )
        )  # fmt: skip
    return found


def _beside(figure: Figure, band: Band | None) -> str:
    """Where a school stands beside similar ones: in the middle half, below or above it. Never a place in a row."""
    if band is None or figure.share is None:
        return ""
    words = {
        "low": percent(band.quarter), "high": percent(band.three_quarters), "year": year_label(band.school_year),
        "whom": (_("%(n)s scholen") if band.poverty is None else _("%(n)s scholen met even veel kansarmoede"))
        % {"n": band.schools},
    }  # fmt: skip
    if figure.share < band.quarter:
        return _("lager dan de middelste helft (%(low)s tot %(high)s, %(whom)s, %(year)s)") % words
    if figure.share > band.three_quarters:
        return _("hoger dan de middelste helft (%(low)s tot %(high)s, %(whom)s, %(year)s)") % words
    return _("in de middelste helft (%(low)s tot %(high)s, %(whom)s, %(year)s)") % words


def charts(rows: Rows, bands: Mapping[tuple[int, str], Band]) -> list[Chart]:
    """Every chart for which this place has figures."""
    made = (
        _months(rows), _codes(rows), trend(rows, TREND, bands), _compared(rows, bands), over_schools(rows, TREND),
        _weeks(rows), _spread(rows), _classes(rows), _flow(rows), _search(rows),
    )  # fmt: skip
    return [chart for chart in made if chart is not None]


def _months(rows: Rows) -> Chart | None:
    """Half-days by month, a line for each of the codes that weigh most."""
    cells = rows.of(CODES, "maand,code")
    if not cells:
        return None
    months = list(dict.fromkeys(one.values[0] for one in cells))
    by_code: dict[str, dict[int, int | None]] = defaultdict(dict)
    for one in cells:
        by_code[one.values[1]][one.values[0]] = one.numerator
    order = sorted(by_code, key=lambda code: -sum(number or 0 for number in by_code[code].values()))
    first, rest = order[:MOST_LINES], order[MOST_LINES:]
    lines = [Line(value_name("code", code), [by_code[code].get(month, 0) for month in months]) for code in first]
    if rest:
        together = [sum(by_code[code].get(month) or 0 for code in rest) for month in months]
        lines.append(Line(_("alle andere codes samen"), together))
    table = [
        [value_name("maand", month), *(_number(by_code[code].get(month, 0)) for code in order)] for month in months
    ]
    most = max(months, key=lambda month: sum(by_code[code].get(month) or 0 for code in order))
    return Chart(
        "maanden", _("Halve dagen afwezig, per maand"), CODES,
        [_("maand"), *(value_name("code", code) for code in order)], table,
        Trend([value_name("maand", month)[:3] for month in months], lines),
        _("De meeste halve dagen afwezig waren er in %(month)s, het vaakst met code %(code)s.")
        % {"month": value_name("maand", most), "code": value_name("code", order[0])},
    )  # fmt: skip


def _number(value: int | None) -> str:
    return _("verborgen") if value is None else whole(value)


def _codes(rows: Rows) -> Chart | None:
    cells = rows.of(CODES, "code")
    if not cells:
        return None
    cells = sorted(cells, key=lambda one: -(one.numerator or 0))
    total = sum(one.numerator or 0 for one in cells)
    table = [
        [
            value_name("code", one.values[0]), _number(one.numerator),
            percent(one.numerator / total) if one.numerator is not None and total else "",
        ]
        for one in cells
    ]  # fmt: skip
    return Chart(
        "codes", _("Waarom leerlingen er niet waren"), CODES, [_("code"), _("halve dagen"), _("deel")], table,
        Bars([value_name("code", one.values[0]) for one in cells], [one.numerator for one in cells]),
        _("De code met de meeste halve dagen is %(code)s.") % {"code": value_name("code", cells[0].values[0])},
    )  # fmt: skip


def trend(rows: Rows, name: str, bands: Mapping[tuple[int, str], Band]) -> Chart | None:
    """One indicator over the school years, beside the band of similar schools."""
    years = [year for year in rows.years if rows.whole(name, year=year) is not None]
    figures = [rows.whole(name, year=year) for year in years]
    words = rows.words.get(name)
    if len(years) < FEWEST_YEARS or words is None:
        return None
    shares = any(one is not None and one.share is not None for one in figures)
    values = [None if one is None else one.share if shares else one.numerator for one in figures]
    drawn = [bands.get((year, name)) for year in years] if shares else []
    table = [
        [
            year_label(year), said(one), interval(one),
            _("%(low)s tot %(high)s") % {"low": percent(band.quarter), "high": percent(band.three_quarters)}
            if band else "",
        ]
        for year, one, band in zip(years, figures, drawn or [None] * len(years), strict=True)
    ]  # fmt: skip
    broken = [(day, why) for day, why in rows.publication.breaks if _year_of(day) in years[1:]]
    known = [(year, value) for year, value in zip(years, values, strict=True) if value is not None]
    tell = percent if shares else lambda value: whole(round(value or 0))
    return Chart(
        "jaren" if name == TREND else f"jaren-{name}", _("%(title)s, jaar na jaar") % {"title": words.title}, name,
        [_("schooljaar"), _("deze plaats"), _("onzekerheid"), _("middelste helft van vergelijkbare scholen")], table,
        Trend(
            [year_label(year)[2:5] + year_label(year)[7:] for year in years], [Line(rows.place.title, values)], shares,
            [(one.quarter, one.three_quarters) if one else None for one in drawn],
            [years.index(_year_of(day)) for day, _why in broken],
        ),
        _("Van %(first)s in %(year)s naar %(last)s in %(other)s.")
        % {
            "first": tell(known[0][1]), "year": year_label(known[0][0]), "last": tell(known[-1][1]),
            "other": year_label(known[-1][0]),
        }
        if known else _("Alle jaren zijn verborgen: de groep is te klein."),
        [_("De reeks breekt: %(why)s.") % {"why": why} for _day, why in broken]
        + ([_("Het laatste schooljaar loopt nog: vergelijk het niet met een heel jaar.")] if _running(figures) else []),
    )  # fmt: skip


def _running(figures: Sequence[Figure | None]) -> bool:
    return bool(figures) and figures[-1] is not None and "lopend" in figures[-1].remarks


def _year_of(day: str) -> int:
    return calendar.school_year(date.fromisoformat(day))


def _compared(rows: Rows, bands: Mapping[tuple[int, str], Band]) -> Chart | None:
    """Beside similar schools, as a band: no school is named and none has a place in a row."""
    drawn, table = [], []
    for name in COMPARED:
        figure, band, words = rows.whole(name), latest_band(bands, name), rows.words.get(name)
        if figure is None or band is None or words is None:
            continue
        drawn.append(
            DrawnBand(words.title, band.low, band.quarter, band.middle, band.three_quarters, band.high, figure.share)
        )
        table.append(
            [
                words.title, said(figure, short=True), percent(band.low), percent(band.quarter), percent(band.middle),
                percent(band.three_quarters), percent(band.high), band.schools,
                _("alle") if band.poverty is None else POVERTY[band.poverty], year_label(band.school_year),
            ]
        )  # fmt: skip
    if not drawn:
        return None
    return Chart(
        "vergelijking", _("Naast vergelijkbare scholen"), TREND,
        [
            _("cijfer"), _("deze school"), _("een op tien lager dan"), _("een op vier lager dan"), _("midden"),
            _("een op vier hoger dan"), _("een op tien hoger dan"), _("scholen"), _("welke scholen"), _("schooljaar"),
        ],
        table, Bands(drawn),
        _("Per cijfer de plaats van deze school in de band van scholen van hetzelfde niveau en soort."),
        [
            _("Een band is geen rangorde: laag kan een goede school zijn, of een die niet registreert."),
            _("Waar er genoeg zijn, tellen alleen scholen met even veel kansarmoede mee; anders alle van dat niveau en "
              "die soort. Met wat leerlingen verder meebrengen, houdt een band geen rekening."),
        ],
    )  # fmt: skip


def over_schools(rows: Rows, name: str) -> Chart | None:
    """How many schools lie in each class of a share: no school is named, and none has a place in a row."""
    cells, words = rows.spread(name), rows.words.get(name)
    if not cells or words is None:
        return None
    known = {one.values[0]: one for one in cells}
    width = min((one.values[1] - one.values[0] for one in cells if one.values[1] is not None), default=max(known) or 1)
    lows = [*range(0, max(known) + 1, width)]
    labels = [_class_of(low, width, open_end=low in known and known[low].values[1] is None) for low in lows]
    numbers = [known[low].numerator if low in known else 0 for low in lows]
    total = rows.of(name, attribution=SPREAD_SCHOOLS)
    hidden = any(number is None for number in numbers)
    most = max((number or 0, place) for place, number in enumerate(numbers))[1]
    return Chart(
        "scholen", _("%(title)s, verdeling over scholen") % {"title": words.title}, name,
        [_("aandeel van de leerlingen"), _("scholen")],
        [[label, _number(number)] for label, number in zip(labels, numbers, strict=True)], Bars(labels, numbers),
        _("Van %(n)s scholen met minstens %(few)s leerlingen; de meeste liggen in de klasse %(most)s.")
        % {"n": said(total[0]) if total else "?", "few": FEW, "most": labels[most]},
        [
            _("Een verdeling is geen rangorde: ze zegt hoeveel scholen in een klasse liggen, niet welke."),
            *([_("Klassen met enkele scholen zijn verborgen, en wat ze zou verraden.")] if hidden else []),
        ],
    )  # fmt: skip


def _class_of(low: int, width: int, *, open_end: bool) -> str:
    """A class of tenths of a percent, in words."""
    digits = 0 if not low % 10 and not width % 10 else 1
    first = percent(low / 1000, digits)
    if open_end:
        return _("%(first)s of meer") % {"first": first}
    return _("%(first)s tot %(last)s") % {
        "first": first.removesuffix(" %"), "last": percent((low + width) / 1000, digits),
    }  # fmt: skip


def _weeks(rows: Rows) -> Chart | None:
    cells = rows.of(WEEKS, "week,weekdag")
    if not cells:
        return None
    weeks = list(dict.fromkeys(one.values[0] for one in cells))
    days = sorted({one.values[1] for one in cells})
    known = {(one.values[1], one.values[0]): one.numerator for one in cells}
    drawn = {(days.index(day), weeks.index(week)): known.get((day, week), 0) for day in days for week in weeks}
    per_day = {day: sum(known.get((day, week)) or 0 for week in weeks) for day in days}
    table = [[_("week %(n)s") % {"n": week}, *(_number(known.get((day, week), 0)) for day in days)] for week in weeks]
    most = max(days, key=lambda day: per_day[day])
    return Chart(
        "weken", _("Weken en weekdagen"), WEEKS, [_("week"), *(value_name("weekdag", day) for day in days)], table,
        Heat([str(week) for week in weeks], [value_name("weekdag", day) for day in days], drawn),
        _("Op %(day)s waren er in totaal de meeste halve dagen afwezig.") % {"day": value_name("weekdag", most)},
    )  # fmt: skip


def _spread(rows: Rows) -> Chart | None:
    cells = rows.of(SPREAD, "klasse_b")
    if not cells:
        return None
    labels = [_("%(n)s halve dagen") % {"n": one.values[0]} for one in cells]
    total = sum(one.numerator or 0 for one in cells)
    table = [
        [label, _number(one.numerator), percent(one.numerator / total) if one.numerator is not None and total else ""]
        for label, one in zip(labels, cells, strict=True)
    ]
    return Chart(
        "spreiding", _("Hoe B verdeeld is over leerlingen"), SPREAD, [_("halve dagen B"), _("leerlingen"), _("deel")],
        table, Bars(labels, [one.numerator for one in cells]),
        _("%(n)s van de %(all)s leerlingen hebben geen enkele halve dag B.")
        % {"n": _number(cells[0].numerator), "all": whole(total)},
    )  # fmt: skip


def _classes(rows: Rows) -> Chart | None:
    cells = rows.of(CLASSES, "klas,maand,code")
    if not cells:
        return None
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for one in cells:
        sums[one.values[0], one.values[1]] += one.numerator or 0
    classes = sorted({name for name, _month in sums})
    months = [month for month in (*range(9, 13), *range(1, 9)) if any(one == month for _name, one in sums)]
    table = [[name, *(whole(sums.get((name, month), 0)) for month in months)] for name in classes]
    drawn = {
        (down, across): sums.get((name, month), 0)
        for down, name in enumerate(classes) for across, month in enumerate(months)
    }  # fmt: skip
    name, month = max(sums, key=lambda one: sums[one])
    return Chart(
        "klassen", _("Per klas en maand"), CLASSES, [_("klas"), *(value_name("maand", month) for month in months)],
        table, Heat([value_name("maand", month)[:3] for month in months], classes, drawn),
        _("Het meest in klas %(name)s in %(month)s. Een klas met veel halve dagen kan één zieke leerling hebben.")
        % {"name": name, "month": value_name("maand", month)},
    )  # fmt: skip


def _flow(rows: Rows) -> Chart | None:
    """From the signal by what was done to who came back."""
    cells = [one for one in rows.of(RETURN, "contact,clb,terug") if not one.hidden]
    if not sum(one.numerator or 0 for one in cells):
        return None
    stages: list[dict[str, int]] = [defaultdict(int) for _stage in range(4)]
    links: dict[tuple[int, str, str], int] = defaultdict(int)
    for one in cells:
        path = ["signaal", *one.values]
        for stage, name in enumerate(path):
            stages[stage][name] += one.numerator or 0
            if stage:
                links[stage - 1, path[stage - 1], name] += one.numerator or 0
    titles = [_("Vijfde B"), _("Contact ouders"), _("Melding CLB"), _("En nu")]
    names = [sorted(stage, key=_good_first) for stage in stages]
    boxes = [
        (title, [(_("leerlingen") if name == "signaal" else name, stage[name]) for name in order])
        for title, stage, order in zip(titles, stages, names, strict=True)
    ]
    drawn = [
        (stage, names[stage].index(one), names[stage + 1].index(other), number)
        for (stage, one, other), number in links.items()
    ]
    drawn.sort()
    total, back = sum(stages[0].values()), stages[3].get("terug", 0)
    return Chart(
        "terugkeer", _("Van signaal tot terugkeer"), RETURN,
        [breakdown_name("contact"), breakdown_name("clb"), _("nu"), _("leerlingen")],
        [[*one.values, whole(one.numerator)] for one in cells], Flow(boxes, drawn),
        _("Van %(n)s leerlingen met een vijfde halve dag B zijn er %(back)s terug.")
        % {"n": whole(total), "back": whole(back)},
        [_("Kleine aantallen zijn weggelaten: de stroom is onvolledig.")]
        if any(one.hidden for one in rows.of(RETURN, "contact,clb,terug")) else [],
    )  # fmt: skip


def _good_first(name: str) -> bool:
    return name.startswith("n")


def _search(rows: Rows) -> Chart | None:
    figure = rows.whole(SEARCH)
    if figure is None or not figure.curve:
        return None
    points = [(int(days), float(left)) for days, left in figure.curve]
    return Chart(
        "nieuwe-school", _("Tijd tot een nieuwe school na een uitsluiting"), SEARCH,
        [_("na zoveel schooldagen"), _("heeft nog geen nieuwe school")],
        [[whole(days), percent(left)] for days, left in points], Curve(points),
        _("De helft van wie een nieuwe school vond, deed dat binnen %(days)s schooldagen. Wie er nog geen heeft, "
          "blijft in de lijn staan.") % {"days": figure.median if figure.median is not None else "?"},
    )  # fmt: skip


def changes(rows: Rows) -> list[str]:
    """What is different from a month before, and from the same month a year before: more and less alike."""
    cells = {(one.values[0], one.values[1]): one.numerator for one in rows.of(CODES, "maand,code")}
    former = {(one.values[0], one.values[1]): one.numerator for one in rows.of(CODES, "maand,code", year=rows.year - 1)}
    months = _full_months(rows)
    if not cells or not months:
        return []
    month, before = months[-1], months[-2] if len(months) > 1 else None
    found: list[str] = []
    for code in sorted({code for _month, code in cells}):
        now = cells.get((month, code), 0)
        if before is not None:
            found += _differs(code, now, cells.get((before, code), 0), month, value_name("maand", before))
        if former:
            then = former.get((month, code), 0)
            found += _differs(
                code, now, then, month, _("%(month)s vorig schooljaar") % {"month": value_name("maand", month)}
            )
    return found


def _full_months(rows: Rows) -> list[int]:
    """The months that are over, of those with lessons."""
    until = rows.publication.until
    order = [*range(9, 13), *range(1, 7)]
    if until >= calendar.last_day(rows.year):
        return order
    return order[: order.index(until.month)] if until.month in order else order


def _differs(code: str, now: int | None, then: int | None, month: int, other: str) -> Iterator[str]:
    if now is None or then is None or abs(now - then) < CHANGED_NUMBER or abs(now - then) < CHANGED_PART * then:
        return
    words = {
        "code": value_name("code", code), "month": value_name("maand", month), "now": whole(now), "then": whole(then),
        "other": other,
    }  # fmt: skip
    if now > then:
        yield _("Meer %(code)s in %(month)s: %(now)s halve dagen, tegen %(then)s in %(other)s.") % words
    else:
        yield (
            _("Minder %(code)s in %(month)s: %(now)s halve dagen, tegen %(then)s in %(other)s. Klopt het register?")
            % words
        )
