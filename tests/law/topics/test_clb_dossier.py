"""The CLB file: ten days to object, ten working days to see, ten years and 25 or 30 to keep."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerrecht.law.dates import add_years
from tests.law.topics.said import rules, said

MOVE = {"mededeling": "2025-10-06"}
RIGHT = (
    "clb_dossier.verzet geldt 2025-10-06 uiterlijk 2025-10-16 over 2025-10-06 "
    "| termijn vanaf 6 oktober 2025; de leerling beslist"
)
OPEN = "clb_dossier.overdracht open 2025-10-17 over 2025-10-06 | termijn voor verzet voorbij na 16 oktober 2025"
PART = (
    "clb_dossier.overdracht open 2025-10-17 over 2025-10-06 | verzet op 16 oktober 2025; identificatie, medische "
    "gegevens, vaccinaties, leerplicht en een kopie van het verslag gaan altijd mee"
)


def moves(op, settings=None, born="2011-05-03", **facts):
    return said(
        op, "clb_dossier", {"overdrachten": [{**MOVE, **facts}]}, born=born, instellingen=settings or {}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2025-10-05", {}, []),
        ("2025-10-06", {}, [RIGHT]),
        ("2025-10-16", {}, [RIGHT]),
        ("2025-10-17", {}, [OPEN]),
        ("2025-10-16", {"verzet": "2025-10-16"}, []),
        ("2025-10-17", {"verzet": "2025-10-16"}, [PART]),
        ("2025-10-20", {"verzet": "2025-10-17"}, [OPEN]),
        ("2025-10-10", {"overgedragen": "2025-10-10"}, []),
        (
            "2025-10-20",
            {"overgedragen": "2025-10-20"},
            [OPEN.replace("open 2025-10-17", "vervuld 2025-10-17 vervuld 2025-10-20")],
        ),
        ("2026-09-01", {"overgedragen": "2025-10-20"}, []),
    ],
)
def test_ten_days_to_object(op, facts, expected):
    assert moves(op, **facts) == expected


@pytest.mark.parametrize(
    ("settings", "facts", "start"),
    [
        ({}, {"inschrijving": "2025-10-01"}, "6 oktober 2025"),
        ({"clb_verzet_vanaf_inschrijving": 1}, {"inschrijving": "2025-10-01"}, "1 oktober 2025"),
        ({"clb_verzet_vanaf_inschrijving": 1}, {}, "6 oktober 2025"),
    ],
)
def test_start_of_the_ten_days_is_a_setting(settings, facts, start):
    (line,) = moves("2025-10-07", settings, **facts)
    assert line.endswith(f"| termijn vanaf {start}; de leerling beslist")


@pytest.mark.parametrize(
    ("born", "who"), [("2013-10-06", "de leerling beslist"), ("2013-10-07", "de ouders beslissen")]
)
def test_pupil_decides_from_twelve_on(born, who):
    (line,) = moves("2025-10-06", born=born)
    assert line.endswith(who)


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2025-10-05", {}, []),
        (
            "2025-10-06",
            {},
            ["clb_dossier.inzage open 2025-10-06 uiterlijk 2025-10-20 over 2025-10-06 | gevraagd op 6 oktober 2025"],
        ),
        (
            "2025-10-21",
            {"gegeven": "2025-10-21"},
            [
                (
                    "clb_dossier.inzage vervuld 2025-10-06 vervuld 2025-10-21 uiterlijk 2025-10-20 over 2025-10-06 "
                    "| gevraagd op 6 oktober 2025"
                )
            ],
        ),
    ],
)
def test_ten_working_days_to_see_the_file(op, facts, expected):
    assert said(op, "clb_dossier", {"inzagen": [{"gevraagd": "2025-10-06", **facts}]}) == expected


def kept(op, contact="2020-03-15", soort="gewoon", **facts):
    school = {"school": "S1", "niveau": "secundair", "soort": soort, "van": "2017-09-01", "tot": "2020-06-30"}
    return said(
        op, "clb_dossier", {"laatste_contact": contact, **facts}, born="2002-05-03", inschrijvingen=[school]
    )  # fmt: skip


BECAUSE = "| laatste contact op 15 maart 2020"


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2020-03-14", {}, []),
        (
            "2030-03-14",
            {},
            [f"clb_dossier.bewaren geldt 2020-03-15 {BECAUSE}; te bewaren tot 15 maart 2030"],
        ),
        ("2030-03-15", {}, [f"clb_dossier.vernietigen open 2030-03-15 {BECAUSE}"]),
        (
            "2027-05-02",
            {"contact": "2016-03-15"},
            ["clb_dossier.bewaren geldt 2016-03-15 | laatste contact op 15 maart 2016; te bewaren tot 3 mei 2027"],
        ),
        (
            "2027-05-03",
            {"contact": "2016-03-15"},
            ["clb_dossier.vernietigen open 2027-05-03 | laatste contact op 15 maart 2016"],
        ),
        (
            "2032-05-02",
            {"soort": "buitengewoon"},
            [f"clb_dossier.bewaren geldt 2020-03-15 {BECAUSE}; te bewaren tot 3 mei 2032"],
        ),
        ("2032-05-03", {"soort": "buitengewoon"}, [f"clb_dossier.vernietigen open 2032-05-03 {BECAUSE}"]),
        (
            "2030-03-20",
            {"vernietigd": "2030-03-20"},
            [f"clb_dossier.vernietigen vervuld 2030-03-15 vervuld 2030-03-20 {BECAUSE}"],
        ),
        ("2030-09-01", {"vernietigd": "2030-03-20"}, []),
        (
            "2029-05-03",
            {"vernietigd": "2029-05-03"},
            [f"clb_dossier.te_vroeg geldt 2029-05-03 {BECAUSE}; te bewaren tot 15 maart 2030"],
        ),
        ("2030-03-15", {"vernietigd": "2029-05-03"}, []),
    ],
)
def test_how_long_it_is_kept(op, facts, expected):
    assert kept(op, **facts) == expected


@given(st.dates(date(1995, 1, 1), date(2012, 12, 31)), st.dates(date(2012, 1, 1), date(2026, 1, 1)))
def test_kept_until_both_terms_are_over(born, contact):
    free = max(add_years(contact, 10), add_years(born, 25))
    facts = {"laatste_contact": contact.isoformat()}
    before = free.toordinal() - 1
    for day, rule in ((before, "clb_dossier.bewaren geldt"), (free.toordinal(), "clb_dossier.vernietigen open")):
        op = date.fromordinal(day).isoformat()
        assert rules(said(op, "clb_dossier", facts, born=born.isoformat(), inschrijvingen=[])) == [rule]
