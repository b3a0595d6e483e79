import pytest

from leerrecht.quality.domain.definitions import survey_content
from leerrecht.quality.domain.measuring import Axis, axis_of, climates, counted, scored, t_quantile
from tests.quality.helpers import sheet

CONTENT = survey_content()


def numbers(warmth, demands):
    return {code: int(value) for code, value in sheet(warmth, demands).items()}


@pytest.mark.parametrize(("freedom", "quantile"), [(4, 2.776), (9, 2.262), (29, 2.045), (200, 1.972)])
def test_quantile_is_that_of_student(freedom, quantile):
    assert t_quantile(freedom) == pytest.approx(quantile, abs=0.02)


def test_sentences_that_count_the_other_way_are_turned():
    assert [scored(CONTENT, numbers(5, 2), axis) for axis in ("warmte", "eisen")] == [5, 2]
    assert scored(CONTENT, {"w5": 1}, "warmte") == 5
    assert scored(CONTENT, {"w5": 1}, "eisen") is None


def test_interval_stays_within_the_scale_and_narrows_with_more_answers():
    few, many = axis_of(5, 4.5, 1.0, 5), axis_of(100, 4.5, 1.0, 5)
    assert (few.high, round(few.low, 2)) == (5.0, 3.26)
    assert (round(many.low, 2), round(many.high, 2)) == (4.3, 4.7)


def test_small_group_leaves_nothing_but_its_numbers():
    answers = [numbers(5, 5)] * 4
    assert counted(CONTENT, answers, handed=9, least=5, least_item=10) == {"handed": 9, "answered": 4}


def test_group_of_some_leaves_no_means_by_sentence():
    kept = counted(CONTENT, [numbers(5, 2)] * 5, handed=5, least=5, least_item=10)
    assert kept == {
        "handed": 5, "answered": 5, "items": {},
        "axes": {"warmte": {"n": 5, "mean": 5, "spread": 0.0}, "eisen": {"n": 5, "mean": 2, "spread": 0.0}},
    }  # fmt: skip


def test_axis_that_few_answered_hides_the_group():
    answers = [numbers(5, 5)] * 4 + [{"w1": 3}]
    assert "axes" not in counted(CONTENT, answers, handed=5, least=5, least_item=10)


@pytest.mark.parametrize(
    ("warmth", "demands", "found"),
    [
        (Axis(4, 3.5, 4.5), Axis(4, 3.2, 4.8), ["hoog-hoog"]),
        (Axis(4, 3.5, 4.5), Axis(3.2, 2.8, 3.6), ["hoog-hoog", "hoog-laag"]),
        (Axis(2, 1.5, 2.5), Axis(4, 3.5, 4.5), ["laag-hoog"]),
        (Axis(2.9, 2.5, 3.3), Axis(2.9, 2.5, 3.3), ["laag-laag", "laag-hoog", "hoog-laag", "hoog-hoog"]),
    ],
)
def test_climates_that_fit_are_all_those_that_the_margin_touches(warmth, demands, found):
    assert climates(CONTENT, warmth, demands) == found
