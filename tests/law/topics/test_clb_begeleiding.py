"""Guidance by the CLB: brought in, refused, alarmed, evaluated every six months."""

import pytest

from tests.law.ask import absent
from tests.law.topics.said import said


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2025-10-06", {}, []),
        ("2025-10-05", {"niet_gunstig": "2025-10-06"}, []),
        ("2025-10-06", {"niet_gunstig": "2025-10-06"}, [("clb.inschakelen open 2025-10-06 "
"| niet gunstig sinds 6 oktober 2025")]),
        (
            "2025-10-10",
            {"niet_gunstig": "2025-10-06", "clb_ingeschakeld": "2025-10-10"},
            ["clb.inschakelen vervuld 2025-10-06 vervuld 2025-10-10 | niet gunstig sinds 6 oktober 2025"],
        ),
        ("2025-10-06", {"m_document": "2025-10-06"}, [("clb.m_document open 2025-10-06 "
"| M-document van 6 oktober 2025")]),
        (
            "2025-10-06",
            {"m_document": "2025-10-06", "m_gemeld": "2025-10-03"},
            ["clb.m_document vervuld 2025-10-06 vervuld 2025-10-03 | M-document van 6 oktober 2025"],
        ),
        (
            "2025-10-06",
            {"gv_van": "2025-10-06"},
            ["clb.gv_evaluatie open 2025-10-06 uiterlijk 2026-04-06 | laatste stap op 6 oktober 2025"],
        ),
        (
            "2026-04-06",
            {"gv_van": "2025-10-06", "gv_evaluaties": ["2026-03-30"]},
            ["clb.gv_evaluatie open 2026-03-30 uiterlijk 2026-09-30 | laatste stap op 30 maart 2026"],
        ),
        ("2025-10-06", {"gv_van": "2025-10-06", "gv_tot": "2026-04-05"}, []),
        (
            "2025-10-06",
            {"gv_van": "2025-10-06", "gv_tot": "2026-04-06"},
            ["clb.gv_evaluatie open 2025-10-06 uiterlijk 2026-04-06 | laatste stap op 6 oktober 2025"],
        ),
        ("2026-04-07", {"gv_van": "2025-10-06", "gv_tot": "2026-04-06"}, []),
        (
            "2025-10-06",
            {"vastgelopen": "2025-10-06", "dreigt": "schorsing"},
            ["clb.bemiddeling geldt 2025-10-06 | vastgelopen sinds 6 oktober 2025; er dreigt schorsing"],
        ),
        ("2025-10-06", {"vastgelopen": "2025-10-06"}, []),
        (
            "2025-10-06",
            {"oproep": "2025-10-06"},
            ["clb.systematisch_contact open 2025-10-06 | opgeroepen op 6 oktober 2025"],
        ),
        (
            "2025-11-03",
            {"oproep": "2025-10-06", "systematisch_contact": "2025-11-03"},
            ["clb.systematisch_contact vervuld 2025-10-06 vervuld 2025-11-03 | opgeroepen op 6 oktober 2025"],
        ),
        ("2025-10-06", {"dreigt": "schooluitval"}, []),
        ("2025-10-08", {"vastgelopen": "2025-10-06", "dreigt": "uitsluiting", "bemiddeling": "2025-10-08"}, []),
        ("2026-09-01", {"vastgelopen": "2025-10-06", "dreigt": "uitsluiting"}, []),
        ("2025-10-06", {"vertrouwenspersoon": "2025-10-06"}, []),
        (
            "2025-10-06",
            {"vertrouwenspersoon": "2025-10-06", "vertrouwenspersoon_begeleidt": True},
            ["clb.vertrouwenspersoon geldt 2025-10-06 | vertrouwenspersoon sinds 6 oktober 2025"],
        ),
        ("2025-10-06", {"vertrouwenspersoon_begeleidt": True}, []),
    ],
)  # fmt: skip
def test_each_fact_and_what_it_asks(op, facts, expected):
    assert said(op, "clb_begeleiding", facts) == expected


FIVE = [absent("2025-10-06", "2025-10-08")]
VERPLICHT = "het traject bij afwezigheden of een tuchtmaatregel is verplicht"


@pytest.mark.parametrize(
    ("op", "facts", "rest", "expected"),
    [
        ("2025-10-05", {"geweigerd": "2025-10-06"}, {}, []),
        (
            "2025-10-06",
            {"geweigerd": "2025-10-06"},
            {},
            ["clb.vrijwillig geldt 2025-10-06 | hulp geweigerd op 6 oktober 2025"],
        ),
        (
            "2025-10-07",
            {"geweigerd": "2025-10-01"},
            {"afwezigheden": FIVE},
            ["clb.vrijwillig geldt 2025-10-01 | hulp geweigerd op 1 oktober 2025"],
        ),
        (
            "2025-10-08",
            {"geweigerd": "2025-10-01"},
            {"afwezigheden": FIVE},
            [f"clb.weigering geldt 2025-10-08 | {VERPLICHT}"],
        ),
        (
            "2025-10-10",
            {"geweigerd": "2025-10-10", "verontrusting": "2025-10-03"},
            {"afwezigheden": FIVE},
            [f"clb.weigering geldt 2025-10-10 | verontrusting sinds 3 oktober 2025; {VERPLICHT}"],
        ),
        (
            "2025-10-10",
            {"geweigerd": "2025-10-10"},
            {"afwezigheden": FIVE, "gebeurtenissen": [{"datum": "2025-10-09", "soort": "clb_traject"}]},
            ["clb.vrijwillig geldt 2025-10-10 | hulp geweigerd op 10 oktober 2025"],
        ),
        (
            "2025-10-10",
            {"geweigerd": "2025-10-03", "verontrusting": "2025-10-10"},
            {},
            ["clb.weigering geldt 2025-10-10 | verontrusting sinds 10 oktober 2025"],
        ),
    ],
)
def test_help_may_be_refused_unless_it_is_a_duty(op, facts, rest, expected):
    assert said(op, "clb_begeleiding", facts, **rest) == expected


def test_school_must_bring_in_the_clb_since_2023():
    facts = {"niet_gunstig": "2023-03-06"}
    assert said("2023-08-31", "clb_begeleiding", facts, school={"van": "2022-09-01"}) == []
    assert said("2023-09-01", "clb_begeleiding", facts, school={"van": "2022-09-01"}) == [
        "clb.inschakelen open 2023-09-01 | niet gunstig sinds 6 maart 2023"
    ]
