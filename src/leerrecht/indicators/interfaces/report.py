"""The yearly report of a school as PDF: in words for a parents' council, with small numbers left out for everybody."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from leerrecht.access.principal import Principal
from leerrecht.indicators.domain import detail, picture, remarks
from leerrecht.indicators.domain.charts import Chart
from leerrecht.indicators.domain.queries import figures
from leerrecht.indicators.domain.queries.figures import Rows
from leerrecht.indicators.domain.queries.places import Place
from leerrecht.indicators.domain.words import day, percent, whole, year_label
from leerrecht.indicators.interfaces.drawing import drawn
from leerrecht.indicators.models import Figure, Publication
from leerrecht.law import calendar
from leerrecht.law.tables import INSTELLINGEN
from leerrecht.letters.domain.press import Press

SETTING = Path(__file__).resolve().parent.parent / "setting" / "report.typ"
CHARTS = ("codes", "jaren", "spreiding")


def printed(by: Principal, place: Place, year: int, publications: Mapping[int, Publication]) -> bytes:
    """Tagged for who listens to it (PDF/UA), and to be kept (PDF/A)."""
    rows = figures.rows_of(
        by, place, year=year, publications=publications, names=picture.SHOWN, before=picture.SHOWN, public=True
    )
    charts = [one for one in picture.charts(rows, figures.bands_of(by, place, year)) if one.key in CHARTS]
    on = rows.publication.until
    with tempfile.TemporaryDirectory(prefix="leerrecht-jaarverslag-") as name:
        folder = Path(name)
        (folder / "report.typ").write_bytes(SETTING.read_bytes())
        for one in charts:
            (folder / f"{one.key}.svg").write_text(drawn(one), encoding="utf-8")
        compiler = typst.Compiler(str(folder / "report.typ"), root=str(folder), ignore_system_fonts=True)
        return Press(compiler, str(folder / "report.typ")).pdf(content(rows, charts), on)


def content(rows: Rows, charts: Sequence[Chart]) -> dict[str, Any]:
    """Every word of the report."""
    on, label = rows.publication.until, year_label(rows.year)
    told = _told(rows)
    return {
        "title": _("Aanwezig op school: %(year)s") % {"year": label}, "school": rows.place.title,
        "date": [on.year, on.month, on.day],
        "lead": [
            rows.place.title,
            _("Dit verslag vertelt hoe vaak leerlingen er waren en niet waren. De cijfers komen uit de registers van "
              "de school en lopen tot en met %(day)s.") % {"day": day(on)},
            _("Achter elk cijfer zitten leerlingen. Het verslag noemt er geen, en toont geen aantallen waarin iemand "
              "te herkennen is."),
            *([str(remarks.REMARKS["lopend"].long)] if rows.publication.until < calendar.last_day(rows.year) else []),
        ],
        "short_title": _("In het kort"), "figures": told,
        "charts": [
            {
                "title": one.title, "says": one.says, "file": f"{one.key}.svg", "columns": [*one.columns],
                "rows": [[str(value) for value in row] for row in one.rows],
            }
            for one in charts
        ],
        "parts": [_trust(rows), _hidden(rows), _meaning(rows)],
    }  # fmt: skip


def _told(rows: Rows) -> list[dict[str, Any]]:
    """Each key figure: what it is, what it was before, and what it means."""
    sentences = {
        "ingeschreven": _("Voor 1 februari, de teldag, staan %(n)s leerlingen ingeschreven."),
        "afwezigheidsgraad": _("Van elke honderd halve dagen les waren leerlingen er gemiddeld %(of)s niet, om welke "
                               "reden ook: ziek, met akkoord van de school, of zonder geldige reden."),
        "vijf_b": _("%(n)s van de %(all)s leerlingen waren minstens vijf halve dagen zonder geldige reden weg. Dan "
                    "hoort de school het CLB te spreken."),
        "problematische_afwezigheid": _("%(n)s van de %(all)s leerplichtige leerlingen waren dertig halve dagen of "
                                        "meer zonder geldige reden weg."),
        "twintig_z": _("%(n)s van de %(all)s leerlingen waren twintig halve dagen of meer ziek."),
        "dertig_p": _("%(n)s van de %(all)s leerlingen waren dertig halve dagen of meer weg met akkoord van de "
                      "directie."),
        "thuiszitters": _("%(n)s leerlingen waren zo lang na elkaar weg dat ze thuiszitter heten."),
        "uitsluitingsgraad": _("%(n)s van de %(all)s leerlingen werden definitief uitgesloten."),
        "schoolwissel": _("%(n)s van de %(all)s leerlingen veranderden tijdens het jaar van school."),
    }  # fmt: skip
    found = []
    for name, sentence in sentences.items():
        figure, words = rows.whole(name), rows.words.get(name)
        if figure is None or words is None:
            continue
        former = rows.whole(name, year=rows.year - 1)
        lines = [str(one.long) for one in remarks.of(figure) if one.key in ("klein", "hoog", "laag")]
        if former is not None and not former.hidden and former.share is not None:
            lines.insert(0, _("Het schooljaar ervoor: %(share)s.") % {"share": percent(former.share)})
        found.append({"title": words.title, "says": _sentence(figure, sentence), "lines": lines})
    return found


def _sentence(figure: Figure, sentence: str) -> str:
    if figure.hidden:
        return _("Dit cijfer tonen we niet: het gaat om zo weinig leerlingen, of om zo weinig leerlingen niet, dat "
                 "iemand herkend kan worden.")  # fmt: skip
    if figure.denominator == 0:
        return _("Er waren geen leerlingen in deze groep.")
    share = "" if figure.share is None else percent(figure.share).removesuffix(" %")
    words = sentence % {"n": whole(figure.numerator), "all": whole(figure.denominator), "of": share}
    if figure.low is None or figure.high is None or "%(of)s" in sentence:
        return words
    return words + " " + _("Dat is %(share)s (met de onzekerheid van zo'n aantal: %(low)s tot %(high)s).") % {
        "share": percent(figure.share), "low": percent(figure.low), "high": percent(figure.high),
    }  # fmt: skip


def _trust(rows: Rows) -> dict[str, Any]:
    lines = [f"{one.title}: {one.value}." for one in detail.quality(rows)]
    said = {remark.key: remark for one in detail.quality(rows) for remark in one.remarks}
    lines += [str(one.long) for one in said.values()]
    lines += [_("Een reeks cijfers breekt op %(day)s: %(why)s.") % {"day": on, "why": why}
              for on, why in rows.publication.breaks if int(on[:4]) >= rows.year - 1]  # fmt: skip
    lines.append(_("Een laag cijfer is niet altijd goed nieuws: wie niet noteert, ziet ook niets."))
    return {"title": _("Hoe ver kunt u deze cijfers vertrouwen?"), "lines": lines}


def _hidden(rows: Rows) -> dict[str, Any]:
    titles = [
        rows.words[name].title for name in picture.KEY
        if name in rows.words and (figure := rows.whole(name)) is not None and figure.hidden
    ]  # fmt: skip
    least = INSTELLINGEN["cijfer_kleine_cel"].standaard
    small = least - 1 if isinstance(least, int) else 0
    lines = [
        _("Aantallen van 1 tot en met %(n)s leerlingen tonen we nooit. Soms verbergen we ook een ander getal, als het "
          "kleine er anders uit af te leiden is.") % {"n": small}
    ]  # fmt: skip
    lines.append(
        _("Daarom ontbreken: %(titles)s.") % {"titles": ", ".join(titles)} if titles
        else _("In dit verslag hoefde geen van de cijfers in het kort verborgen te worden.")
    )  # fmt: skip
    return {"title": _("Wat hier niet staat"), "lines": lines}


def _meaning(rows: Rows) -> dict[str, Any]:
    lines = []
    for name in picture.KEY:
        words = rows.words.get(name)
        if words is None or rows.whole(name) is None:
            continue
        text = _("%(title)s. Wie meetelt: %(population)s. Wat geteld wordt: %(numerator)s.") % {
            "title": words.title, "population": words.words["population"], "numerator": words.words["numerator"],
        }  # fmt: skip
        lines.append(" ".join([text, *words.words["pitfalls"]]))
    return {"title": _("Wat de cijfers betekenen"), "lines": lines}
