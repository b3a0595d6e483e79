"""What stands beside the figures: schools as poor, the spread over schools, a day, a target, and the enquiry."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from leerrecht.access.models import LogEntry
from leerrecht.indicators.domain.computing import Cell
from leerrecht.indicators.domain.publishing import publish_day, publish_installation
from leerrecht.indicators.domain.spreading import over_schools
from leerrecht.indicators.models import Audience, Figure, Likeness, Question, Source
from leerrecht.indicators.rules import SPREAD_OVER, SPREAD_SCHOOLS
from tests.factories import TODAY, YEAR, half_day
from tests.indicators.world import LAST, Town, band, describe, figure, school_days

pytestmark = pytest.mark.django_db
NAMES = frozenset({"ingeschreven", "vijf_b"})


@pytest.fixture(autouse=True)
def today(monkeypatch, tmp_path):
    monkeypatch.setenv("LEERRECHT_HOME", str(tmp_path))
    with time_machine.travel(TODAY, tick=False):
        yield


def text(response):
    return response.content.decode()


def test_open_figures_stay_a_month_and_then_move_by_enough_or_not_at_all():
    """One night later one pupil more has five B; a month later one more again; then seven at once."""
    town = Town(pupils=60, many=20, few=20)
    town.fill()
    publish_installation(names=NAMES)

    def shown(audience=Audience.OPEN, **place):
        rows = Figure.objects.filter(indicator="vijf_b", breakdown="", attribution=LAST, audience=audience, **place)
        return [(one.numerator, one.remarks.count("stil"), one.as_of) for one in rows]

    school, board = {"organisation": town.school.pk}, {"organisation": town.school.board_id}
    assert [shown(**school), shown(**board)] == [[(20, 0, TODAY)], [(40, 0, TODAY)]]
    enrolments = list(town.school.enrolments.order_by("pk"))

    def ill(*later):
        for one in later:
            for day in school_days(date(2026, 9, 7), 6):
                half_day(one, day, "vm", "B")

    ill(enrolments[20])
    with time_machine.travel(TODAY + timedelta(days=1), tick=False):
        publish_installation(names=NAMES)
    assert [shown(**school), shown(Audience.CLOSE, **school)] == [[(20, 0, TODAY)], [(21, 0, None)]]
    december = TODAY + timedelta(days=14)
    with time_machine.travel(december, tick=False):
        publish_installation(names=NAMES)
    # One pupil came: the school stays, and the board, which would tell it, stays too.
    assert [shown(**school), shown(**board)] == [[(20, 1, TODAY)], [(40, 1, TODAY)]]
    ill(*enrolments[21:27])
    january = TODAY + timedelta(days=45)
    with time_machine.travel(january, tick=False):
        publish_installation(names=NAMES)
    assert [shown(**school), shown(**board)] == [[(27, 0, january)], [(47, 0, january)]]


def test_schools_are_spread_over_classes_and_no_school_is_in_sight():
    cells = [
        (school, ("vijf_b", LAST, (), ()), Cell(count, 100))
        for school, count in enumerate((0, 1, 2, 2, 3, 5, 6, 8, 10, 40))
    ]
    cells += [(90, ("vijf_b", LAST, (), ()), Cell(9, 10)), (91, ("ingeschreven", LAST, (), ()), Cell(5))]
    spread: dict = {}
    for _school, key, cell in over_schools(cells):
        spread[key[2:]] = spread.get(key[2:], 0) + cell.numerator
    assert spread == {
        ((), ()): 10, (SPREAD_OVER, (0, 20)): 2, (SPREAD_OVER, (20, 40)): 3, (SPREAD_OVER, (40, 60)): 1,
        (SPREAD_OVER, (60, 80)): 1, (SPREAD_OVER, (80, 100)): 1, (SPREAD_OVER, (100, 120)): 1,
        (SPREAD_OVER, (160, None)): 1,
    }  # fmt: skip


@pytest.fixture
def town():
    found = Town()
    describe()
    found.now, found.before = found.publication(), found.publication(YEAR - 1, Source.FLANDERS, schools=300)
    for place in (found.school, found.region, None):
        one = found.before if place is None else found.now
        figure(one, place, "ingeschreven", 400)
        figure(one, place, "problematische_afwezigheid", 14, denominator=390)
    return found


def test_a_region_sees_how_schools_are_spread_with_few_schools_hidden_in_four_files(town):
    made = {"audience": Audience.OPEN, "attribution": SPREAD_SCHOOLS}
    figure(town.now, town.region, "problematische_afwezigheid", 26, **made)
    for low, high, number in ((0, 20, 9), (20, 40, 12), (60, None, None)):
        figure(
            town.now, town.region, "problematische_afwezigheid", number, hidden=number is None,
            breakdown=",".join(SPREAD_OVER), values=[low, high], **made,
        )  # fmt: skip
    client = town.client("lop")
    place = ["streek", town.region.pk]
    page = text(client.get(reverse("figures-place", args=place)))
    for words in (
        "verdeling over scholen", "Van 26 scholen met minstens 30 leerlingen", "2 tot 4 %", "6 % of meer",
        "Een verdeling is geen rangorde", "Klassen met enkele scholen zijn verborgen",
    ):  # fmt: skip
        assert words in page, words
    one = text(client.get(reverse("figures-indicator", args=[*place, "problematische_afwezigheid"])))
    assert ("verdeling over scholen" in one, one.count('id="scholen"')) == (True, 1)
    for kind in ("csv", "xlsx", "svg", "png"):
        assert client.get(reverse("figures-file", args=[*place, "scholen", kind])).status_code == 200
    table = client.get(reverse("figures-file", args=[*place, "scholen", "csv"])).content.decode("utf-8-sig")
    assert table.splitlines()[2:] == ["0 tot 2 %;9", "2 tot 4 %;12", "4 tot 6 %;0", "6 % of meer;verborgen"]


def test_a_school_lies_beside_schools_as_poor_where_those_are_enough(town):
    band(town.before, "problematische_afwezigheid")
    address = reverse("figures-place", args=["school", town.school.pk])
    assert "40 scholen, 2025-2026" in text(town.client("directeur").get(address))
    band(town.before, "problematische_afwezigheid", poverty=3, schools=12, quarter=0.03, three_quarters=0.06)
    band(town.before, "problematische_afwezigheid", poverty=1, schools=11)
    Likeness.objects.create(publication=town.now, organisation_id=town.school.pk, school_year=YEAR, poverty=3)
    page = text(town.client("directeur").get(address))
    assert "3,0 % tot 6,0 %, 12 scholen met even veel kansarmoede, 2025-2026" in page
    assert "eerder veel kansarmoede (klasse 3 van 4)" in page


def test_figures_on_a_day_are_for_who_may_see_the_pupils(town):
    address = reverse("figures-day", args=["school", town.school.pk])
    client = town.client("directeur")
    assert "Nog geen dag gevraagd" in text(client.get(address))
    assert "Kies een dag van 1 september 2026" in text(client.post(address, {"on": "2027-01-01"}))
    assert client.post(address, {"on": "2026-10-05"}).status_code == 302
    job = ProcrastinateJob.objects.get(task_name="leerrecht.indicators.on_a_day")
    assert job.args == {"scope": "school", "place": town.school.pk, "on": "2026-10-05"}
    assert LogEntry.objects.get(act="figures.day").detail["on"] == "2026-10-05"
    assert [
        town.client("bestuur").get(address).status_code,
        town.client("lop").get(reverse("figures-day", args=["streek", town.region.pk])).status_code,
    ] == [404, 404]


def test_the_job_counts_as_it_stood_on_that_day_and_a_page_shows_it():
    town = Town()
    town.fill()
    publish_installation(names=NAMES)
    for on in (date(2026, 9, 10), date(2026, 10, 5)):
        publish_day("school", town.school.pk, on, names=NAMES)
    publish_day("school", town.school.pk, date(2026, 10, 5), names=NAMES)
    rows = Figure.objects.filter(indicator="vijf_b", breakdown="op", attribution=LAST).order_by("pk")
    assert [(one.values, one.numerator, one.audience) for one in rows] == [
        (["2026-09-10"], 0, "dichtbij"), (["2026-10-05"], 6, "dichtbij"),
    ]  # fmt: skip
    page = text(town.client("directeur").get(reverse("figures-day", args=["school", town.school.pk])))
    for words in ("10 september 2026", "5 oktober 2026", "20,0 % (6 van 30)", "0,0 % (0 van 30)"):
        assert words in page, words


def test_a_reader_lays_a_target_beside_a_share_and_its_interval_decides(town):
    figure(town.now, town.school, "vsv_verwacht", 30, denominator=100, low=0.2, high=0.4, expected=0.1)
    client, address = (
        town.client("directeur"),
        reverse("figures-indicator", args=["school", town.school.pk, "vsv_verwacht"]),
    )
    page = text(client.get(address))
    for words in ("Te verwachten was 10,0 %: het zijn er meer.", "geen streefcijfer verbonden", "Pact 2020"):
        assert words in page, words
    for typed, words in (
        ("50", "Ja: ook met de onzekerheid"), ("10,5", "Nee: ook met"), ("30", "te onzeker om te zeggen"),
        ("veel", "Schrijf een percentage"),
    ):  # fmt: skip
        assert words in text(client.get(address, {"doel": typed})), typed
    plain = text(client.get(reverse("figures-indicator", args=["school", town.school.pk, "ingeschreven"])))
    assert "Een doel ernaast" not in plain


def test_the_enquiry_shows_what_was_corrected_with_counts_for_the_school_alone(town):
    known = {"school_year": YEAR, "indicator": "tijdelijke_uitsluiting", "direction": "weinig", "asked_on": TODAY}
    Question.objects.create(
        organisation_id=town.school.pk, count=2, count_now=9, changed_on=TODAY, stands_out=False, **known
    )
    Question.objects.create(organisation_id=town.other.pk, count=3, count_now=3, **known)
    address = reverse("figures-asked")
    own, above = (text(town.client(role).get(address)) for role in ("directeur", "agodi"))
    assert [words in own for words in ("Atheneum", "College", "(2)", "nu 9", "verbeterd")] == [
        True, False, True, True, True,
    ]  # fmt: skip
    assert [words in above for words in ("Atheneum", "College", "(2)", "nu 9", "niets veranderd")] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert [town.client(role).get(address).status_code for role in ("begeleider", "clb", "bestuur", "lop")] == [403] * 4
    assert "Vragen over opvallende aantallen" in text(town.client("directeur").get(reverse("figures")))


def test_each_stage_of_a_referral_has_its_lead_time_on_screen(town):
    made = {"audience": Audience.OPEN, "share": None, "low": None, "high": None, "median": 5, "denominator": 14}
    figure(town.now, town.school, "doorlooptijd_stap", 12, **made)
    steps = {"breakdown": "traject,stap", "values": ["naft", "rondetafel"]}
    figure(town.now, town.school, "doorlooptijd_stap", 6, **made | {"median": 9}, **steps)
    page = text(
        town.client("directeur").get(reverse("figures-indicator", args=["school", town.school.pk, "doorlooptijd_stap"]))
    )
    for words in ("mediaan 5 schooldagen", "mediaan 9 schooldagen", "naft", "rondetafel", "soort traject"):
        assert words in page, words
