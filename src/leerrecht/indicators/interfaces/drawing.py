"""Charts as SVG. One drawing serves the page, the file, the picture and the report.

Colours stand in the drawing itself, as attributes, since the browser takes no style from a page; the style sheet of
this room overrides them by class, so that a page follows light and dark.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from leerrecht.indicators.domain.charts import Bands, Bars, Chart, Curve, Drawing, Flow, Heat, Trend, Value
from leerrecht.indicators.domain.words import percent, whole

WIDTH = 480
LEFT, RIGHT, TOP = 46, 14, 14
INK, SOFT, GRID, ACCENT, TINT = "#26231e", "#5c564b", "#ddd6ca", "#14555a", "#b9d6d2"
COLOURS = ("#14555a", "#962010", "#6e4a00", "#482672", "#2b5a22", "#123d68")
DASHES = ("", "7 4", "2 3", "9 3 2 3", "12 4", "4 2")
# Steps of a heat map, from nearly nothing to the most.
STEPS = ("#f1efe9", "#d5e6e3", "#a8cdc8", "#6ea9a4", "#33797a", "#0d3f44")
FONT = "Libertinus Serif, Georgia, serif"
TICKS = 4
ROUNDED = 0.1  # a share from here on needs no decimals on a scale
LABEL = 27  # so many signs fit beside a bar


def drawn(chart: Chart) -> SafeString:
    """The whole drawing, named and described for who listens to the page."""
    if chart.drawing is None:
        return SafeString("")
    height, inside = _draw(chart.drawing)
    name = f"grafiek-{chart.key}"
    return SafeString(  # every word in it is escaped where it is put
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="{name}-naam {name}-tekst" font-family="{FONT}">'
        f'<title id="{name}-naam">{_safe(chart.title)}</title><desc id="{name}-tekst">{_safe(chart.says)}</desc>'
        f"{inside}</svg>"
    )


def _draw(drawing: Drawing) -> tuple[int, str]:
    match drawing:
        case Trend():
            return _trend(drawing)
        case Bars():
            return _bars(drawing)
        case Heat():
            return _heat(drawing)
        case Flow():
            return _flow(drawing)
        case Curve():
            return _curve(drawing)
        case Bands():
            return _bands(drawing)


def _safe(text: object) -> str:
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _text(x: float, y: float, words: object, *, kind: str = "soft", anchor: str = "start", size: int = 12) -> str:
    colour = {"ink": INK, "soft": SOFT, "light": "#ffffff"}[kind]
    return (
        f'<text class="chart-{kind}" x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" '
        f'text-anchor="{anchor}">{_safe(words)}</text>'
    )


def _short(label: str) -> str:
    return label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return (
        f'<line class="chart-grid" x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{GRID}" '
        f'stroke-width="1"/>'
    )


def _box(x: float, y: float, width: float, height: float, *, kind: str = "accent", fill: str = ACCENT) -> str:
    return (
        f'<rect class="chart-{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" '
        f'height="{max(height, 0):.1f}" fill="{fill}"/>'
    )


def _top(values: Sequence[Value]) -> float:
    """A round number at or above the largest."""
    most = max((value for value in values if value is not None), default=0) or 1
    size = 10.0 ** len(str(int(most))) / 10 if most >= 1 else 10.0 ** -next(n for n in range(1, 9) if most * 10**n >= 1)
    return float(next(step * size for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * size >= most - 1e-12))


def _said(value: float, *, in_percent: bool) -> str:
    if in_percent:
        return percent(value, 0 if value >= ROUNDED or value == 0 else 1)
    return whole(round(value)) if value >= TICKS or value == int(value) else ""


def _scale(top: float, height: float, *, in_percent: bool) -> str:
    """Horizontal lines with what they stand for."""
    parts = []
    for tick in range(TICKS + 1):
        y = TOP + height * (1 - tick / TICKS)
        parts.append(_line(LEFT, y, WIDTH - RIGHT, y))
        parts.append(_text(LEFT - 5, y + 4, _said(top * tick / TICKS, in_percent=in_percent), anchor="end", size=11))
    return "".join(parts)


def _labels(labels: Sequence[str], places: Sequence[float], y: float) -> str:
    """As many as fit; the first and every so many after it."""
    room = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    wide = max((len(label) for label in labels), default=1) * 6.2
    each = max(1, -(-int(wide) // max(1, int(room))))
    return "".join(
        _text(x, y, label, anchor="middle", size=11)
        for number, (label, x) in enumerate(zip(labels, places, strict=True))
        if number % each == 0
    )


def _trend(drawing: Trend) -> tuple[int, str]:
    high = 190.0
    known = [value for line in drawing.lines for value in line.values]
    top = _top([*known, *(one[1] for one in drawing.band if one)])
    step = (WIDTH - LEFT - RIGHT) / max(1, len(drawing.labels))
    places = [LEFT + step * (number + 0.5) for number in range(len(drawing.labels))]

    def at(value: float) -> float:
        return TOP + high * (1 - value / top)

    parts = [_scale(top, high, in_percent=drawing.percent), _labels(drawing.labels, places, TOP + high + 17)]
    for place, band in zip(places, drawing.band, strict=False):
        if band:
            low, upper = band
            parts.append(_box(place - step * 0.4, at(upper), step * 0.8, at(low) - at(upper), kind="band", fill=TINT))
    for number in drawing.breaks:
        x = LEFT + step * number
        parts.append(
            f'<line class="chart-break" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{TOP + high}" stroke="{INK}" '
            f'stroke-width="1.5" stroke-dasharray="2 4"/>'
        )
    for number, line in enumerate(drawing.lines):
        parts.append(_one_line(number, list(zip(places, line.values, strict=True)), at))
    height = TOP + high + 30
    for number, line in enumerate(drawing.lines if len(drawing.lines) > 1 else ()):
        y = height + 6 + 17 * number
        parts.append(_stroke(number, f"M{LEFT} {y - 4:.1f}H{LEFT + 34}"))
        parts.append(_text(LEFT + 42, y, line.name, kind="ink"))
    return int(height + 17 * (len(drawing.lines) if len(drawing.lines) > 1 else 0) + 4), "".join(parts)


def _stroke(number: int, path: str) -> str:
    which = number % len(COLOURS)
    dash = f' stroke-dasharray="{DASHES[which]}"' if DASHES[which] else ""
    return (
        f'<path class="chart-line chart-line-{which}" d="{path}" fill="none" stroke="{COLOURS[which]}" '
        f'stroke-width="2.5"{dash}/>'
    )


def _one_line(number: int, points: Sequence[tuple[float, Value]], at: Callable[[float], float]) -> str:
    """Lines between neighbours that are both known, and a dot for each."""
    which = number % len(COLOURS)
    found = [(x, None if value is None else at(value)) for x, value in points]
    parts = [
        f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"
        for (x, y), (to_x, to_y) in pairwise(found)
        if y is not None and to_y is not None
    ]
    dots = "".join(
        f'<circle class="chart-dot chart-dot-{which}" cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{COLOURS[which]}"/>'
        for x, y in found
        if y is not None
    )
    return (_stroke(number, "".join(parts)) if parts else "") + dots


def _bars(drawing: Bars) -> tuple[int, str]:
    """Lying bars: their names may be long."""
    row, left = 26.0, 168.0
    top = _top(list(drawing.values))
    parts = []
    for number, (label, value) in enumerate(zip(drawing.labels, drawing.values, strict=True)):
        y = TOP + row * number
        parts.append(_text(left - 8, y + 15, _short(label), kind="ink", anchor="end"))
        length = 0 if value is None else (WIDTH - RIGHT - left - 60) * value / top
        parts.append(_box(left, y + 3, length, row - 8))
        words = _("verborgen") if value is None else percent(value) if drawing.percent else whole(round(value))
        parts.append(_text(left + length + 6, y + 15, words, kind="ink"))
    parts.append(_line(left, TOP, left, TOP + row * len(drawing.labels)))
    return int(TOP + row * len(drawing.labels) + 8), "".join(parts)


def _heat(drawing: Heat) -> tuple[int, str]:
    left = min(124.0, 14 + 6.4 * max((len(one) for one in drawing.rows), default=0))
    step = (WIDTH - left - RIGHT) / max(1, len(drawing.columns))
    row = min(24.0, max(15.0, step))
    most = max((value for value in drawing.cells.values() if value is not None), default=0) or 1
    parts = []
    for number, name in enumerate(drawing.rows):
        parts.append(_text(left - 6, TOP + row * number + row * 0.72, name[:17], kind="ink", anchor="end"))
    for (down, across), value in drawing.cells.items():
        if value is None:
            continue
        shade = 0 if not value else min(len(STEPS) - 1, 1 + int((len(STEPS) - 1) * (value / most) * 0.999))
        x, y = left + step * across, TOP + row * down
        parts.append(
            f'<rect class="chart-step-{shade}" x="{x:.1f}" y="{y:.1f}" width="{step - 1:.1f}" height="{row - 1:.1f}" '
            f'fill="{STEPS[shade]}"><title>{_safe(drawing.rows[down])}, {_safe(drawing.columns[across])}: '
            f"{whole(round(value))}</title></rect>"
        )
    below = TOP + row * len(drawing.rows)
    parts.append(_heat_labels(drawing.columns, left, step, below + 14))
    parts.append(_text(left, below + 36, _("0")))
    for shade, colour in enumerate(STEPS):
        parts.append(_box(left + 12 + 22 * shade, below + 26, 20, 12, kind=f"step-{shade}", fill=colour))
    parts.append(_text(left + 18 + 22 * len(STEPS), below + 36, whole(round(most))))
    return int(below + 46), "".join(parts)


def _heat_labels(columns: Sequence[str], left: float, step: float, y: float) -> str:
    wide = max((len(one) for one in columns), default=1) * 6.2 + 4
    each = max(1, -(-int(wide) // max(1, int(step))))
    return "".join(
        _text(left + step * (number + 0.5), y, name, anchor="middle", size=11)
        for number, name in enumerate(columns)
        if number % each == 0
    )


def _flow(drawing: Flow) -> tuple[int, str]:
    """Boxes as high as the number in them, joined by ribbons as thick as the number that went on."""
    high, gap, box = 200.0, 26.0, 12.0
    total = max(1, sum(number for _name, number in drawing.stages[0][1]))
    across = (WIDTH - 118 - box) / max(1, len(drawing.stages) - 1)
    places: dict[tuple[int, int], tuple[float, float]] = {}
    parts = []
    for stage, (title, boxes) in enumerate(drawing.stages):
        x, y = 6 + across * stage, TOP + 24.0
        parts.append(_text(x, TOP + 6, title, kind="soft", size=11))
        for number, (_name, count) in enumerate(boxes):
            places[stage, number] = (x, y)
            y += high * count / total + gap
    out = {key: y for key, (_x, y) in places.items()}
    into = dict(out)
    for stage, one, other, count in drawing.links:
        thick = high * count / total
        x, to_x = places[stage, one][0] + box, places[stage + 1, other][0]
        y, to_y, middle = out[stage, one], into[stage + 1, other], (x + to_x) / 2
        out[stage, one], into[stage + 1, other] = y + thick, to_y + thick
        parts.append(
            f'<path class="chart-ribbon" fill="{TINT}" d="M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} '
            f"{to_y:.1f} {to_x:.1f} {to_y:.1f}V{to_y + thick:.1f}C{middle:.1f} {to_y + thick:.1f} {middle:.1f} "
            f'{y + thick:.1f} {x:.1f} {y + thick:.1f}Z"/>'
        )
    for stage, (_title, boxes) in enumerate(drawing.stages):
        for number, (name, count) in enumerate(boxes):
            x, y = places[stage, number]
            parts.append(_box(x, y, box, max(2, high * count / total)))
            parts.append(_text(x + box + 4, y + 11, f"{name}: {whole(count)}", kind="ink", size=11))
    most = max(len(boxes) for _title, boxes in drawing.stages)
    return int(TOP + 24 + high + gap * most), "".join(parts)


def _curve(drawing: Curve) -> tuple[int, str]:
    high = 190.0
    last = max((days for days, _left in drawing.points), default=1) or 1
    top = _top([last])

    def x_of(days: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * days / top

    path, y = [f"M{LEFT} {TOP}"], float(TOP)
    for days, left in drawing.points:
        path.append(f"H{x_of(days):.1f}")
        y = TOP + high * (1 - left)
        path.append(f"V{y:.1f}")
    path.append(f"H{WIDTH - RIGHT}")
    ticks = [top * tick / TICKS for tick in range(TICKS + 1)]
    labels = _labels([whole(round(tick)) for tick in ticks], [x_of(tick) for tick in ticks], TOP + high + 17)
    title = _text(WIDTH - RIGHT, TOP + high + 34, _("schooldagen"), anchor="end", size=11)
    return int(TOP + high + 42), _scale(1.0, high, in_percent=True) + labels + title + _stroke(0, "".join(path))


def _bands(drawing: Bands) -> tuple[int, str]:
    """A row for each: the middle eighty of similar schools light, the middle half dark, a diamond for the own."""
    row, parts = 50.0, []
    for number, one in enumerate(drawing.rows):
        y = TOP + row * number
        top = _top([one.high, one.own or 0])

        def at(share: float, top: float = top) -> float:
            return 10 + (WIDTH - 90) * share / top

        parts.append(_text(10, y + 10, one.label, kind="ink"))
        parts.append(_line(10, y + 26, WIDTH - 80, y + 26))
        parts.append(_box(at(one.low), y + 19, at(one.high) - at(one.low), 14, kind="band", fill=TINT))
        parts.append(
            _box(at(one.quarter), y + 19, at(one.three_quarters) - at(one.quarter), 14, kind="half", fill="#6ea9a4")
        )
        if one.own is None:
            continue
        x = at(one.own)
        parts.append(
            f'<path class="chart-own" d="M{x:.1f} {y + 16:.1f}l8 10l-8 10l-8 -10z" fill="{INK}" stroke="#ffffff"/>'
        )
        parts.append(_text(WIDTH - 72, y + 30, percent(one.own), kind="ink"))
    height = TOP + row * len(drawing.rows)
    parts.append(_text(10, height + 6, _("ruit: deze school; vlak: vergelijkbare scholen, donker de middelste helft")))
    return int(height + 16), "".join(parts)
