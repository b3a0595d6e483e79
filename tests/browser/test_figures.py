"""The picture of a school in the browser: charts with their tables, wide and small, for who sees and who listens."""

from django.urls import reverse

from leerrecht.indicators.models import Source
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.factories import YEAR
from tests.indicators.world import LAST, WHERE, Town, band, describe, figure


def a_year() -> Town:
    """A school with rows for every chart of its page."""
    town = Town()
    describe()
    now, before = town.publication(), town.publication(YEAR - 1)
    flanders = town.publication(YEAR - 1, Source.FLANDERS, schools=300)
    for one, late in ((before, 22), (now, 31)):
        figure(one, town.school, "ingeschreven", 412)
        figure(one, town.school, "vijf_b", late, denominator=412, low=0.05, high=0.1, remarks=["hoog"])
        figure(one, town.school, "problematische_afwezigheid", late // 2, denominator=398, low=0.02, high=0.05)
    for name in ("vijf_b", "problematische_afwezigheid"):
        band(flanders, name)
    figure(now, town.school, "registerdekking", 812, denominator=1000, remarks=["dekking"])
    _months(town, now)
    for name, number in (("0", 340), ("1-4", 41), ("5-14", 20), ("30 of meer", 11)):
        figure(now, town.school, "spreiding_b", number, breakdown="klasse_b", values=[name], attribution=LAST)
    for path, number in (
        (["ja", "ja", "terug"], 14),
        (["ja", "nee", "nog niet terug"], 9),
        (["nee", "nee", "terug"], 4),
    ):
        more = {"breakdown": "contact,clb,terug", "values": path, "attribution": WHERE, "compartment": "zorg"}
        figure(now, town.school, "signaal_tot_terugkeer", number, **more)
    curve = [[4, 0.9], [12, 0.6], [35, 0.3], [80, 0.1]]
    figure(now, town.school, "tijd_tot_nieuwe_school", 9, denominator=10, median=12, curve=curve, compartment="tucht")
    return town


def _months(town, now) -> None:
    for month, day in ((9, 36), (10, 40), (11, 45)):
        for place, code in enumerate("ZBP"):
            more = {"breakdown": "maand,code", "values": [month, code], "attribution": WHERE}
            figure(now, town.school, "halve_dagen_per_code", 90 - 25 * place + month, **more)
        for weekday in range(5):
            more = {"breakdown": "week,weekdag", "values": [day, weekday], "attribution": WHERE}
            figure(now, town.school, "weken_en_weekdagen", day * (weekday + 1) // 4, **more)
        for name in ("3A Moderne Talen", "4B"):
            more = {"breakdown": "klas,maand,code", "values": [name, month, "Z"], "attribution": WHERE}
            figure(now, town.school, "halve_dagen_per_klas", month, **more)


def test_the_picture_of_a_school_is_looked_at(live_server, sign_in, axe, screenshot):
    town = a_year()
    page = sign_in(town.user("directeur"))
    own = ["school", town.school.pk]
    address = reverse("figures-place", args=own)
    page.goto(address)
    page.get_by_role("link", name="Cijfers", exact=True).first.wait_for(state="attached")
    chart = page.get_by_role("img", name="Weken en weekdagen")
    chart.wait_for()
    page.get_by_text("Tabel: Weken en weekdagen").click()
    assert page.get_by_role("row", name="week 45").inner_text().split() == ["week", "45", "11", "22", "33", "45", "56"]
    with page.expect_download() as taken:
        page.get_by_role("link", name="Afbeelding (PNG) Weken en weekdagen").click()
    assert taken.value.suggested_filename == "weken-2026-2027.png"
    assert page.locator("svg.chart").count() == 8
    screenshot(page, "cijfers-school")
    pages = {
        "": address, "cijfers-indicator": reverse("figures-indicator", args=[*own, "vijf_b"]),
        "cijfers-alle": reverse("figures-all", args=own), "cijfers-dag": reverse("figures-day", args=own),
    }  # fmt: skip
    unseen = [("", reverse(name)) for name in ("figures", "figures-public", "figures-asked")]
    for name, one in [*pages.items(), *unseen]:
        page.set_viewport_size(WIDE)
        assert page.goto(one).status == 200, one
        axe(page)
        if name:
            screenshot(page, name)
        page.set_viewport_size(PHONE)
        assert not overflows(page), one
