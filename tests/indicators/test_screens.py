"""The pages of figures: who sees which, with what quality, as a chart, a table and a file; never by the engine."""

import io

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from leerrecht.indicators.domain import picture
from leerrecht.indicators.domain.charts import Band as DrawnBand
from leerrecht.indicators.domain.charts import Bands, Bars, Chart, Curve, Flow, Heat, Line, Trend
from leerrecht.indicators.domain.queries.figures import bands_of, published, rows_of
from leerrecht.indicators.domain.queries.places import find_place, places
from leerrecht.indicators.domain.words import in_order, percent, value_name, whole
from leerrecht.indicators.interfaces.drawing import drawn
from leerrecht.indicators.interfaces.files import as_csv, as_png
from leerrecht.indicators.models import Audience, Figure, Scope, Source
from tests.factories import TODAY, YEAR
from tests.indicators.world import WHERE, Town, band, describe, figure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def town():
    """Rows of a school as the job writes them, near and open; of the region and of Flanders too."""
    found = Town()
    describe()
    now, before = found.publication(), found.publication(YEAR - 1)
    flanders = found.publication(YEAR - 1, Source.FLANDERS, schools=300)
    for where, one in ((found.school, now), (found.school, before), (found.region, now), (None, flanders)):
        figure(one, where, "ingeschreven", 400)
        figure(one, where, "vijf_b", 44 if one == before else 31, denominator=400, remarks=["klein", "laag"])
        figure(one, where, "problematische_afwezigheid", 14, denominator=390)
    figure(now, found.school, "ingeschreven", 400, audience=Audience.OPEN)
    hidden = {"audience": Audience.OPEN, "hidden": True, "low": None, "high": None, "denominator": 400}
    figure(now, found.school, "vijf_b", None, **hidden)
    figure(now, found.school, "uitsluitingsgraad", 2, denominator=400, compartment="tucht")
    figure(now, found.school, "uitsluitingsgraad", None, **hidden)
    figure(now, found.school, "registerdekking", 80, denominator=100, remarks=["dekking"])
    for month, code, number in ((9, "B", 20), (10, "B", 60), (9, "Z", 50), (10, "Z", 8)):
        figure(
            now, found.school, "halve_dagen_per_code", number, breakdown="maand,code", values=[month, code],
            attribution=WHERE,
        )  # fmt: skip
    figure(now, found.school, "tijd_tot_nieuwe_school", 3, denominator=4, median=12, curve=[[5, 0.75], [12, 0.25]])
    band(flanders, "vijf_b")
    found.now = now
    return found


def text(response):
    return response.content.decode()


def test_each_house_sees_its_own_places(town):
    seen = {
        role: [(one.scope, one.name, one.near) for one in places(town.by(role))]
        for role in ("directeur", "begeleider", "clb", "bestuur", "lop", "agodi", "leerkracht", "secretariaat")
    }
    atheneum, region, flanders = ("school", "Atheneum"), ("streek", "Streek", False), ("vlaanderen", "", False)
    near, far = (*atheneum, True), (*atheneum, False)
    assert seen == {
        "directeur": [near, flanders], "begeleider": [near, flanders], "clb": [near, flanders],
        "bestuur": [far, flanders], "lop": [region, flanders], "agodi": [region, flanders], "leerkracht": [],
        "secretariaat": [],
    }  # fmt: skip


def test_small_numbers_are_for_who_may_see_the_pupils_and_those_of_discipline_for_the_head(town):
    def told(role, name):
        place = find_place(town.by(role), "school", town.school.pk)
        rows = rows_of(town.by(role), place, year=YEAR, publications=published(town.by(role), place))
        return picture.said(rows.whole(name), short=True)

    assert {role: (told(role, "vijf_b"), told(role, "uitsluitingsgraad")) for role in
            ("directeur", "begeleider", "clb", "bestuur")} == {
        "directeur": ("7,8 %", "0,5 %"), "begeleider": ("7,8 %", "verborgen"), "clb": ("7,8 %", "verborgen"),
        "bestuur": ("verborgen", "verborgen"),
    }  # fmt: skip


def test_the_second_wall_hides_small_numbers_from_a_board_whatever_the_page_asks(town):
    """The page is broken on purpose: it asks for everything."""
    client = town.client("bestuur")
    address = reverse("figures-place", args=["school", town.school.pk])
    from leerrecht.access.standing import stand

    with stand(town.by("bestuur")):
        assert set(Figure.objects.values_list("audience", flat=True)) == {Audience.OPEN}
    with stand(town.by("begeleider")):
        assert set(Figure.objects.values_list("compartment", flat=True)) == {""}
    with stand(town.by("directeur")):
        assert set(Figure.objects.values_list("compartment", flat=True)) == {"", "tucht"}
    page = text(client.get(address))
    assert [words in page for words in ("31 van 400", "44 van 400", "11,0 %")] == [False] * 3


def test_who_may_not_see_gets_the_same_as_for_what_is_not_there(town):
    place = ("figures-place", ["school", town.school.pk])
    assert [
        town.client("lop").get(reverse(place[0], args=place[1])).status_code,
        town.client("directeur").get(reverse(place[0], args=["streek", town.region.pk])).status_code,
        town.client("directeur").get(reverse(place[0], args=["school", town.other.pk])).status_code,
        town.client("directeur").get(reverse(place[0], args=["klas", 1])).status_code,
        town.client("directeur").get(reverse(place[0], args=["vlaanderen", 7])).status_code,
        town.client("directeur").get(reverse(place[0], args=place[1]) + "?schooljaar=1999").status_code,
        town.client("leerkracht").get(reverse(place[0], args=place[1])).status_code,
        town.client("leerkracht").get(reverse("figures")).status_code,
        Client().get(reverse("figures")).status_code,
    ] == [404, 404, 404, 404, 404, 404, 403, 403, 302]


def test_the_picture_of_a_school_says_how_far_its_figures_can_be_trusted(town):
    page = text(town.client("directeur").get(reverse("figures-place", args=["school", town.school.pk])))
    for words in (
        "7,8 % (31 van 400)", "11,0 %", "hoger dan de middelste helft (2,0 % tot 5,0 %, 40 scholen, 2025-2026)",
        "opvallend laag", "of een register dat niet alles noteert", "registers ontbreken", "kleine groep",
        "Meer B (problematisch afwezig) in oktober: 60 halve dagen, tegen 20 in september.",
        "Klopt het register?", "1 september 2025: dbso is gestopt", "U ziet ook kleine aantallen",
        "Wat betekent dit?", "Bronnen schrijven zowel", "Een band is geen rangorde",
    ):  # fmt: skip
        assert words in page, words
    assert "vijf_b" not in page.replace("indicator/vijf_b/", "")
    open_page = text(town.client("lop").get(reverse("figures-place", args=["streek", town.region.pk])))
    assert ("Kleine aantallen zijn verborgen" in open_page, "Jaarverslag" in open_page) == (True, False)


def test_pages_read_few_rows_however_many_there_are(town):
    client, addresses = town.client("directeur"), {
        "figures-place": ["school", town.school.pk], "figures-all": ["school", town.school.pk],
        "figures-indicator": ["school", town.school.pk, "vijf_b"], "figures": [],
    }  # fmt: skip

    def count():
        found = {}
        for name, arguments in addresses.items():
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse(name, args=arguments)).status_code == 200
            found[name] = len(asked)
        return found

    client.get(reverse("figures"))
    first = count()
    for month in range(1, 9):
        figure(
            town.now, town.school, "halve_dagen_per_code", 5, breakdown="maand,code", values=[month, "P"],
            attribution=WHERE,
        )  # fmt: skip
        figure(town.now, town.school, "vijf_b", 9, denominator=90, breakdown="ses", values=[month])
    assert (count() == first, max(first.values()) <= 12) == (True, True)


def test_a_chart_goes_along_in_four_forms(town):
    client = town.client("directeur")

    def taken(chart, kind, **query):
        return client.get(reverse("figures-file", args=["school", town.school.pk, chart, kind]), query)

    rows = taken("maanden", "csv").content.decode("utf-8-sig").splitlines()
    assert rows == [
        "Halve dagen afwezig, per maand. Atheneum, 2026-2027", "maand;B (problematisch afwezig);Z (ziekte)",
        "september;20;50", "oktober;60;8",
    ]  # fmt: skip
    sheet = load_workbook(io.BytesIO(taken("maanden", "xlsx").content)).active
    assert [cell.value for cell in sheet[3]] == ["september", "20", "50"]
    assert taken("jaren-vijf_b".replace("_", "_"), "csv", indicator="vijf_b").status_code == 200
    svg, png = taken("nieuwe-school", "svg"), taken("nieuwe-school", "png")
    assert (svg.content[:5], png.content[:8]) == (b"<?xml", b"\x89PNG\r\n\x1a\n")
    assert [taken("maanden", "exe").status_code, taken("niets", "csv").status_code] == [404, 404]


def test_the_yearly_report_is_in_plain_words_and_without_small_numbers_even_for_the_head(town):
    client = town.client("directeur")
    address = reverse("figures-report", args=["school", town.school.pk])
    content = client.get(address).content
    reader = PdfReader(io.BytesIO(content))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert (reader.metadata.title, bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])) == (
        "Aanwezig op school: 2026-2027", True,
    )  # fmt: skip
    for words in (
        "Dit cijfer tonen we niet",
        "Aantallen van 1 tot en met 4 leerlingen tonen we nooit", "Wat de cijfers betekenen",
        "staan 400 leerlingen ingeschreven", "Het schooljaar is niet voorbij",
    ):  # fmt: skip
        assert words in said, words
    assert "2 van de 400" not in said
    lop = town.client("lop").get(reverse("figures-report", args=["streek", town.region.pk]))
    assert lop.status_code == 404


def test_one_indicator_and_all_of_them(town):
    client = town.client("directeur")
    page = text(client.get(reverse("figures-indicator", args=["school", town.school.pk, "vijf_b"])))
    assert ("jaar na jaar" in page, "Wie meetelt" in page, "gewone" in page) == (True, True, False)
    missing = [
        client.get(reverse("figures-indicator", args=["school", town.school.pk, name])).status_code
        for name in ("bestaat-niet", "vsv")
    ]
    assert missing == [404, 404]
    page = text(client.get(reverse("figures-all", args=["school", town.school.pk])))
    assert ("Schorsen en uitsluiten" in page, "Ernaast gelegd, niet berekend" in page) == (True, True)


def test_what_is_public_is_large_and_of_flanders_alone(town):
    page = text(Client().get(reverse("figures-public")))
    assert ("11,0 % (44 van 400)" not in page, "7,8 % (31 van 400)" in page, "Atheneum" in page) == (True, True, False)
    Figure.objects.filter(scope=Scope.FLANDERS).delete()
    assert "Er zijn geen openbare cijfers" in text(Client().get(reverse("figures-public")))


def test_a_place_without_absences_says_why_it_is_empty(town):
    Figure.objects.exclude(indicator="ingeschreven").delete()
    page = text(town.client("directeur").get(reverse("figures-place", args=["school", town.school.pk])))
    assert "de volgende ochtend" in page
    Figure.objects.all().delete()
    assert "Er zijn nog geen cijfers" in text(town.client("directeur").get(reverse("figures")))


def test_a_band_is_of_flanders_where_it_is_known(town):
    place = find_place(town.by("directeur"), "school", town.school.pk)
    band(town.now, "vijf_b", schools=11)
    assert {key: one.schools for key, one in bands_of(town.by("directeur"), place, YEAR).items()} == {
        (YEAR, "vijf_b"): 11, (YEAR - 1, "vijf_b"): 40,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        (Trend(["sep", "okt"], [Line("B", [1, None]), Line("<Z>", [2, 3])], False, [(1, 2), None], [1]), "&lt;Z&gt;"),
        (Bars(["een", "x" * 40], [0.2, None], percent=True), "verborgen"),
        (Heat(["36", "37"], ["maandag"], {(0, 0): 3, (0, 1): None}), "maandag, 36: 3"),
        (Flow([("Vijfde B", [("leerlingen", 4)]), ("Nu", [("terug", 4)])], [(0, 0, 0, 4)]), "terug: 4"),
        (Curve([(5, 0.5), (20, 0.0)]), "schooldagen"),
        (Bands([DrawnBand("Vijf", 0.01, 0.02, 0.03, 0.04, 0.05, 0.06), DrawnBand("Z", 0, 0, 0, 0, 0, None)]), "6,0 %"),
        (Bars([], []), "chart-grid"),
    ],
)  # fmt: skip
def test_drawings_name_what_they_show_and_carry_no_style(drawing, words):
    svg = drawn(Chart("proef", "Een <titel>", "vijf_b", ["a"], [["b"]], drawing, "Wat er te zien is"))
    assert (words in svg, "<title id=" in svg, "Een &lt;titel&gt;" in svg, "style" in svg) == (True, True, True, False)


def test_a_file_cannot_be_taken_for_a_formula_and_a_chart_without_drawing_has_none():
    chart = Chart("x", "=1+1", "", ["a"], [["=2"], [3]], None, "")
    assert as_csv(chart, "").decode("utf-8-sig").splitlines() == ["'=1+1. ", "a", "'=2", "3"]
    assert drawn(chart) == ""
    assert as_png(Chart("x", "x", "", ["a"], [], Bars(["a"], [1]), ""), "")[1:4] == b"PNG"


def test_values_are_told_in_words_and_in_order():
    assert [value_name(*one) for one in (("code", "B"), ("maand", 9), ("weekdag", 0), ("geslacht", "v"),
            ("leerplichtig", True), ("niveau", None), ("klasse", "11-40"))] == [
        "B (problematisch afwezig)", "september", "maandag", "meisje", "ja", "niet gekend of niet van toepassing",
        "11-40",
    ]  # fmt: skip
    months = sorted([1, 9, 12, 6], key=lambda one: in_order("maand", one))
    classes = sorted(["30 of meer", "1-4", "0", "", "onbekend"], key=lambda one: in_order("klasse", one))
    assert (months, classes) == ([9, 12, 1, 6], ["0", "1-4", "30 of meer", "onbekend", ""])
    assert (percent(0.0784), whole(12_345), whole(None)) == ("7,8 %", "12.345", "")
