"""Targets beside figures: the interval decides."""

import pytest

from leerrecht.indicators.goals import Goal, GoalError, judged, parse, published


@pytest.mark.parametrize(
    ("text", "goal"),
    [("vsv=10", Goal("vsv", 10.0)), ("vsv:onderwijsvorm=bso=12,5", Goal("vsv", 12.5, "onderwijsvorm", "bso"))],
)
def test_goal_is_read(text, goal):
    assert parse(text) == goal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vsv", "is geen doel"),
        ("vsv=veel", "is geen doel"),
        ("wachtlijst=5", "geen indicator met een aandeel"),
        ("vsv=101", "tussen 0 en 100"),
        ("vsv:maand=3=10", "niet uitgesplitst naar"),
    ],
)
def test_goal_that_cannot_be_is_refused_with_the_remedy(text, words):
    with pytest.raises(GoalError, match=words):
        parse(text)


def test_goal_is_reached_missed_or_too_close_to_chance():
    figures = {
        "vsv": [
            {"uitsplitsing": {}, "aandeel": 0.12, "interval": [0.11, 0.13]},
            {"uitsplitsing": {"regio": "Genk"}, "verborgen": True},
        ]
    }
    goals = [Goal("vsv", 13.0), Goal("vsv", 11.0), Goal("vsv", 12.0), Goal("vsv", 12.0, "regio", "Genk")]
    assert [one["gehaald"] for one in judged(goals, figures)] == [
        "ja", "te onzeker om te zeggen", "te onzeker om te zeggen", "niet gekend",
    ]  # fmt: skip
    assert judged([Goal("vsv", 10.9)], figures)[0]["gehaald"] == "nee"


def test_published_goals_are_about_the_survey_and_say_until_when():
    assert [(one["waarde"], one["operator"], one["tot"]) for one in published()] == [
        (100, "<", "2020-12-31"), (52, "<=", "2020-12-31"), (43, "<=", "2020-12-31"), (90, ">=", None),
    ]  # fmt: skip
