"""Passing on: who, with what, and for whom."""

import pytest

from tests.law.topics.said import rules, said

DAG = {"van": "2025-10-06"}
GROEN = {**DAG, "soort": "groene_zorg", "overleg_clb": "2025-10-03"}
OVERLEGD = "verwijzen.overleg vervuld"


def test_documents_come_from_the_clb_or_from_help():
    facts = [
        {**DAG, "soort": soort, "door": door}
        for soort, door in (("a_document", "clb"), ("m_document", "hulpverlening"))
    ]
    assert said("2025-10-06", "verwijzen", facts) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            {"soort": "a_document", "door": "school"},
            "verwijzen.a_wie geldt 2025-10-06 over 2025-10-06 | A-document vanaf 6 oktober 2025; aangemeld door school",
        ),
        (
            {"soort": "m_document", "door": "ouders"},
            "verwijzen.m_wie geldt 2025-10-06 over 2025-10-06 | M-document vanaf 6 oktober 2025; aangemeld door ouders",
        ),
        (
            {"soort": "a_document", "vrijwillig": False},
            (
                "verwijzen.a_vrijwillig geldt 2025-10-06 over 2025-10-06 | A-document vanaf 6 oktober 2025; "
                "niet vrijwillig"
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_document(facts, expected):
    assert said("2025-10-06", "verwijzen", [{**DAG, **facts}]) == [expected]


def test_nothing_is_said_before_the_day():
    assert said("2025-10-05", "verwijzen", [{**DAG, "soort": "a_document", "door": "school"}]) == []


def test_what_is_outside_the_school_is_talked_over_with_the_clb():
    facts = {**DAG, "soort": "dagactiviteit", "tot": "2025-12-19"}
    assert rules(said("2025-10-06", "verwijzen", [facts])) == ["verwijzen.overleg open"]
    assert rules(said("2025-12-20", "verwijzen", [facts])) == []


@pytest.mark.parametrize(
    ("niveau", "grond", "found"),
    [
        ("secundair", "problematisch_afwezig", []),
        ("secundair", "tijdelijk_uitgesloten", []),
        ("secundair", "iets_anders", ["niet problematisch afwezig en niet tijdelijk uitgesloten"]),
        ("lager", "problematisch_afwezig", ["niveau lager"]),
        (None, "problematisch_afwezig", ["niet ingeschreven"]),
    ],
)
def test_groene_zorg_is_for_some(niveau, grond, found):
    enrolled = [{"school": "S1", "niveau": niveau, "van": "2025-09-01"}] if niveau else []
    lines = said("2025-10-06", "verwijzen", [{**GROEN, "grond": grond}], inschrijvingen=enrolled)
    fault = (
        f"verwijzen.groene_zorg geldt 2025-10-06 over 2025-10-06 | Groene Zorg vanaf 6 oktober 2025; {'; '.join(found)}"
    )
    assert rules(lines)[0] == OVERLEGD
    assert lines[1:] == ([fault] if found else [])
