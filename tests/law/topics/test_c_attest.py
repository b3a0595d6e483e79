"""Appeal against a C attest: the written step, and going on in the same school meanwhile."""

import pytest

from tests.law.topics.said import said

SAME = [{"school": "S1", "niveau": "secundair", "van": "2025-09-01"}]
OTHER = [*SAME, {"school": "S2", "niveau": "secundair", "van": "2026-09-01"}]
FACTS = {"attest": "2026-06-26", "betwist": "2026-06-29", "klassenraad": "2026-08-29"}
STEP = "c_attest.beroep geldt 2026-08-29 | klassenraad opnieuw op 29 augustus 2026"
ON = "c_attest.verder geldt 2026-06-29 | betwist sinds 29 juni 2026, nog geen beslissing in beroep"


@pytest.mark.parametrize(
    ("op", "facts", "enrolments", "expected"),
    [
        ("2026-06-28", FACTS, SAME, []),
        ("2026-06-29", FACTS, SAME, [ON]),
        ("2026-08-29", FACTS, SAME, [STEP, ON]),
        ("2026-09-01", {**FACTS, "beroep": "2026-08-31"}, SAME, [ON]),
        ("2026-09-15", {**FACTS, "beroep": "2026-08-31", "uitspraak": "2026-09-15"}, SAME, []),
        ("2026-09-15", {**FACTS, "uitspraak": "2026-09-15"}, SAME, []),
        ("2026-08-31", FACTS, OTHER, [STEP, ON]),
        (
            "2026-09-01",
            FACTS,
            OTHER,
            [STEP, "c_attest.andere_school geldt 2026-09-01 | andere school sinds 1 september 2026"],
        ),
        (
            "2026-09-01",
            {"attest": "2026-06-26", "beroep": "2026-09-01"},
            [],
            ["c_attest.verder geldt 2026-09-01 | betwist sinds 1 september 2026, nog geen beslissing in beroep"],
        ),
        ("2026-09-01", {"attest": "2026-06-26"}, SAME, []),
    ],
)
def test_steps_and_the_right_to_go_on(op, facts, enrolments, expected):
    assert said(op, "c_attest", facts, inschrijvingen=enrolments) == expected
