"""From registers to published rows: a job writes the snapshot and computes; small numbers go to who may see them."""

import argparse

import pytest
import time_machine

from leerrecht.directory.models import Region
from leerrecht.indicators import announcing, example
from leerrecht.indicators.domain.publishing import publish_flanders, publish_installation
from leerrecht.indicators.models import Audience, Description, Figure, Publication, Scope
from leerrecht.indicators.pictures import PICTURES
from leerrecht.indicators.privacy import kept_back
from leerrecht.indicators.store import SnapshotError
from tests.factories import TODAY
from tests.indicators.world import LAST, WHERE, Town

pytestmark = pytest.mark.django_db
NAMES = frozenset(
    {
        "ingeschreven", "vijf_b", "registerdekking", "signaal_tot_terugkeer", "spreiding_b", "halve_dagen_per_code",
        "weken_en_weekdagen", "halve_dagen_per_klas", "maatregelbalans", "tijd_tot_contact",
    }
)  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch, tmp_path):
    monkeypatch.setenv("LEERRECHT_HOME", str(tmp_path / "huis"))
    (tmp_path / "huis").mkdir()
    with time_machine.travel(TODAY, tick=False):
        yield


def cells(place, audience, name="vijf_b", breakdown="", attribution=LAST):
    rows = Figure.objects.filter(indicator=name, breakdown=breakdown, attribution=attribution, audience=audience)
    return [(one.numerator, one.denominator, one.hidden) for one in rows.filter(**place).order_by("pk")]


def test_a_job_publishes_each_place_near_and_with_small_numbers_taken_out(tmp_path):
    town = Town()
    town.fill()
    assert publish_installation(names=NAMES) == Figure.objects.count() > 0
    school, other = {"organisation": town.school.pk}, {"organisation": town.other.pk}
    board, centre = {"organisation": town.school.board_id}, {"organisation": town.centre.pk}
    region = {"region": town.region}
    assert [cells(one, Audience.CLOSE) for one in (school, other, centre, board, region)] == [
        [(6, 30, False)], [(2, 30, False)], [(8, 60, False)], [], [],
    ]  # fmt: skip
    # Two of thirty are a few; the sum of both schools would give them back, so the other school is hidden too.
    assert [cells(one, Audience.OPEN) for one in (school, other, board, region)] == [
        [(None, 30, True)], [(None, 30, True)], [(8, 60, False)], [(8, 60, False)],
    ]  # fmt: skip
    _charts(school)
    # No register was taken, and the year is not over: both are said with the figure.
    near = Figure.objects.filter(**school, indicator="vijf_b", audience="dichtbij", attribution=LAST)
    assert near.get(breakdown="").remarks == ["dekking", "lopend"]
    folder = tmp_path / "huis" / "cijfers"
    assert (folder.stat().st_mode & 0o077, [one.name for one in folder.iterdir()]) == (0, ["momentopname"])
    assert Description.objects.get(name="vijf_b").words["pitfalls"][0].startswith("Tot 31 augustus 2019")
    # Small numbers of what lies in a compartment carry it; of care there are none.
    assert set(Figure.objects.filter(audience=Audience.CLOSE).values_list("indicator", "compartment")) == {
        ("ingeschreven", ""), ("vijf_b", ""), ("registerdekking", ""), ("signaal_tot_terugkeer", "zorg"),
        ("spreiding_b", ""), ("halve_dagen_per_code", ""), ("weken_en_weekdagen", ""), ("halve_dagen_per_klas", ""),
    }  # fmt: skip
    assert Figure.objects.filter(indicator="tijd_tot_contact", audience=Audience.OPEN).exists()
    before = Publication.objects.get().computed_at
    with time_machine.travel(TODAY.replace(day=21), tick=False):
        publish_installation(names=frozenset({"vijf_b"}))
    assert Publication.objects.get().computed_at > before
    assert set(Figure.objects.values_list("indicator", flat=True)) >= {"vijf_b", "ingeschreven"}


def _charts(school):
    def of(name, breakdown, attribution=WHERE):
        rows = Figure.objects.filter(
            indicator=name, breakdown=breakdown, attribution=attribution, audience="dichtbij", **school
        )
        return sorted([*one.values, one.numerator] for one in rows)

    assert of("spreiding_b", "klasse_b", LAST) == [["0", 24], ["5-14", 6]]
    assert of("signaal_tot_terugkeer", "contact,clb,terug") == [["nee", "nee", "nog niet terug", 6]]
    assert of("halve_dagen_per_klas", "klas,maand,code") == [["3A", 9, "B", 36]]
    assert of("weken_en_weekdagen", "week,weekdag") == [
        [37, 0, 6], [37, 1, 6], [37, 2, 6], [37, 3, 6], [37, 4, 6], [38, 0, 6],
    ]  # fmt: skip


def test_flanders_is_open_alone_and_the_village_is_too_small_to_show(village):
    assert publish_flanders([village], names=frozenset({"ingeschreven", "vijf_b"})) == Figure.objects.count()
    assert set(Figure.objects.values_list("scope", "audience", "organisation")) == {
        (Scope.FLANDERS, Audience.OPEN, None)
    }
    rows = Figure.objects.filter(indicator="vijf_b", breakdown="", school_year=2025, attribution=LAST)
    assert [(one.numerator, one.denominator, one.hidden, one.low) for one in rows] == [(None, 8, True, None)]


def test_an_installation_without_pupils_publishes_nothing_and_what_was_published_stays():
    assert (publish_installation(), Publication.objects.count()) == (0, 0)
    Town().publication()
    with pytest.raises(SnapshotError):
        publish_installation()
    assert Publication.objects.count() == 1


def test_no_sum_over_board_and_region_gives_a_small_number_back():
    def nested(column, value):
        return {"bestuur": "b", "streek:1": True} if column == "school" else {}

    counts = {
        (("school",), ("1",)): (2, 40), (("school",), ("2",)): (9, 40), (("school",), ("3",)): (12, 40),
        (("bestuur",), ("b",)): (23, 120), (("streek:1",), (True,)): (23, 120),
    }  # fmt: skip
    out = kept_back(counts, nested, 5)
    assert (out.counts, out.groups) == ({(("school",), ("1",)), (("school",), ("2",))}, set())


@pytest.mark.parametrize("indicator", PICTURES, ids=lambda one: one.name)
def test_each_picture_gives_its_worked_example(computation, indicator):
    rows = indicator.rows(computation.frame(example.YEAR, attribution=indicator.attributions[0]))
    assert int(rows.aggregate(whole=rows.teller.sum()).to_pyarrow().to_pylist()[0]["whole"]) == indicator.expected[0]


def test_the_command_publishes_now_and_says_what_is_wrong(village, capsys):
    assert cli("cijfers", "--vlaanderen", "/nergens/te/vinden") == 2
    assert "bestaat niet" in capsys.readouterr().err
    assert (cli("cijfers"), capsys.readouterr().out) == (0, "0 cijfers staan op de schermen.\n")


def cli(*arguments):
    parser = argparse.ArgumentParser()
    announcing.add_parser(parser.add_subparsers())
    options = parser.parse_args(arguments)
    return options.run(options)


def test_a_region_taken_from_a_larger_one_gives_no_small_number():
    """Six pupils in the whole, two of them beyond the smaller region: neither region may be shown beside the other."""
    town = Town()
    town.fill()
    whole = Region.objects.create(name="Groot")
    whole.members.add(town.school, town.other)
    town.region.members.remove(town.other)
    publish_installation(names=frozenset({"ingeschreven", "vijf_b"}))

    def shown(region, breakdown):
        rows = Figure.objects.filter(region=region, indicator="vijf_b", attribution=LAST, breakdown=breakdown)
        return [one.numerator for one in rows if one.values in ([], [None], [""], ["secundair", "gewoon"])]

    for breakdown in ("", "niveau,soort", "ses"):
        both = [shown(town.region, breakdown), shown(whole, breakdown)]
        assert [] not in both, breakdown
        assert None in [number for numbers in both for number in numbers], breakdown
