"""The procedure of a measure: hearing, class council, five days of appeal, the decision, and the file."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.topics.said import rules, said

DU = {"van": "2025-10-06", "kennisgeving": "2025-09-29"}
HEARD = {"gehoord": "2025-10-01", "klassenraad": "2025-10-02"}
SINCE = "| definitieve uitsluiting vanaf 6 oktober 2025"


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2025-09-28", DU, []),
        (
            "2025-09-29",
            DU,
            [
                f"tuchtprocedure.horen open 2025-09-29 uiterlijk 2025-10-06 over 2025-10-06 {SINCE}",
                f"tuchtprocedure.klassenraad open 2025-09-29 uiterlijk 2025-10-06 over 2025-10-06 {SINCE}",
            ],
        ),
        (
            "2025-10-02",
            {**DU, **HEARD},
            [
                (
                    "tuchtprocedure.horen vervuld 2025-09-29 vervuld 2025-10-01 uiterlijk 2025-10-06 over 2025-10-06 "
                    f"{SINCE}"
                ),
                (
                    "tuchtprocedure.klassenraad vervuld 2025-09-29 vervuld 2025-10-02 "
                    "uiterlijk 2025-10-06 over 2025-10-06 "
                    f"{SINCE}"
                ),
            ],
        ),
        ("2025-10-05", {"van": "2025-10-06"}, []),
        (
            "2025-10-06",
            {"van": "2025-10-06", "soort": "tijdelijke_uitsluiting"},
            [
                (
                    "tuchtprocedure.horen open 2025-10-06 uiterlijk 2025-10-06 over 2025-10-06 "
                    "| tijdelijke uitsluiting vanaf 6 oktober 2025"
                )
            ],
        ),
        ("2025-10-06", {"van": "2025-10-06", "soort": "preventieve_schorsing"}, []),
    ],
)
def test_before_the_measure(op, facts, expected):
    assert said(op, "tuchtprocedure", [facts]) == expected


def appeal(op, niveau="secundair", settings=None, **facts):
    lines = said(
        op, "tuchtprocedure", [{"van": "2025-10-06", **HEARD, **facts}], school={"niveau": niveau},
        instellingen=settings or {},
    )  # fmt: skip
    return [line for line in lines if line.startswith("beroep.")]


TWIJFEL = "; de termijn is niet bevestigd: kijk in het schoolreglement"
GOT = {"ontvangst": "2025-10-08"}
RIGHT = (
    "beroep.recht geldt 2025-10-08 uiterlijk 2025-10-13 over 2025-10-06 "
    f"| beslissing ontvangen op 8 oktober 2025, 5 dagen om in beroep te gaan{TWIJFEL}"
)


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2025-10-07", GOT, []),
        ("2025-10-08", GOT, [RIGHT]),
        ("2025-10-13", GOT, [RIGHT]),
        ("2025-10-14", GOT, []),
        ("2025-10-08", {**GOT, "settings": {"beroep_dagen": None}}, []),
        (
            "2025-10-11",
            {**GOT, "settings": {"beroep_dagen": 3}},
            [
                (
                    "beroep.recht geldt 2025-10-08 uiterlijk 2025-10-11 over 2025-10-06 "
                    "| beslissing ontvangen op 8 oktober 2025, 3 dagen om in beroep te gaan"
                )
            ],
        ),
        (
            "2025-10-13",
            {**GOT, "beroep": "2025-10-13"},
            [
                (
                    "beroep.uitspraak open 2025-10-13 uiterlijk 2025-11-03 over 2025-10-06 "
                    f"| beroep van 13 oktober 2025{TWIJFEL}"
                )
            ],
        ),
        (
            "2025-10-14",
            {**GOT, "beroep": "2025-10-14"},
            [
                (
                    "beroep.uitspraak open 2025-10-14 uiterlijk 2025-11-04 over 2025-10-06 "
                    f"| beroep van 14 oktober 2025{TWIJFEL}"
                ),
                (
                    "beroep.laat geldt 2025-10-14 over 2025-10-06 "
                    f"| beslissing ontvangen op 8 oktober 2025, 5 dagen om in beroep te gaan{TWIJFEL}"
                ),
            ],
        ),
        (
            "2025-11-03",
            {**GOT, "beroep": "2025-10-13", "uitspraak": "2025-11-03"},
            [
                (
                    "beroep.uitspraak vervuld 2025-10-13 vervuld 2025-11-03 uiterlijk 2025-11-03 over 2025-10-06 "
                    f"| beroep van 13 oktober 2025{TWIJFEL}"
                )
            ],
        ),
        # lager: 45 days, and the seven of the autumn holiday do not count
        (
            "2025-10-13",
            {**GOT, "beroep": "2025-10-13", "niveau": "lager"},
            [
                (
                    "beroep.uitspraak open 2025-10-13 uiterlijk 2025-12-04 over 2025-10-06 "
                    f"| beroep van 13 oktober 2025{TWIJFEL}"
                )
            ],
        ),
        (
            "2025-10-08",
            {**GOT, "soort": "tijdelijke_uitsluiting"},
            ["beroep.niet_mogelijk geldt 2025-10-08 over 2025-10-06 | tijdelijke uitsluiting vanaf 6 oktober 2025"],
        ),
        ("2026-09-01", {**GOT, "soort": "preventieve_schorsing"}, []),
    ],
)
def test_appeal(op, facts, expected):
    assert appeal(op, **facts) == expected


@given(st.dates(date(2025, 9, 1), date(2026, 6, 1)), st.integers(0, 12), st.integers(1, 9))
def test_right_of_appeal_lasts_as_many_days_as_the_school_gives(received, later, days):
    op = received + timedelta(days=later)
    lines = appeal(op.isoformat(), settings={"beroep_dagen": days}, ontvangst=received.isoformat())
    assert (rules(lines) == ["beroep.recht geldt"]) == (later <= days)


MOVED = [
    {"school": "S1", "niveau": "secundair", "van": "2025-09-01"},
    {"school": "S2", "niveau": "secundair", "van": "2025-12-01"},
]
LATER = [MOVED[0], {**MOVED[1], "van": "2026-10-05"}]
THAT_DAY = [MOVED[0], {**MOVED[1], "van": "2026-09-01"}]
BACK = [{**MOVED[0], "tot": "2025-11-28"}, {**MOVED[0], "van": "2025-12-01"}]


def file(op, enrolments=MOVED, settings=None, van="2025-10-06", **facts):
    lines = said(
        op, "tuchtprocedure", [{"van": van, **facts}], inschrijvingen=enrolments, instellingen=settings or {}
    )  # fmt: skip
    return [line for line in lines if line.startswith("tuchtdossier.")]


CLEAN = (
    "tuchtdossier.schone_lei geldt 2025-12-01 over 2025-10-06 "
    "| definitieve uitsluiting vanaf 6 oktober 2025, andere school sinds 1 december 2025"
)
ON = {"tuchtdossier_overdracht": 1}


@pytest.mark.parametrize(
    ("op", "rest", "expected"),
    [
        ("2025-11-30", {}, []),
        ("2025-12-01", {}, [CLEAN]),
        ("2026-08-31", {}, [CLEAN]),
        ("2026-09-01", {}, []),
        ("2025-12-01", {"settings": ON}, [CLEAN]),
        ("2025-12-01", {"enrolments": MOVED[:1]}, []),
        # back in the same school
        ("2025-12-01", {"enrolments": BACK}, []),
        ("2025-12-01", {"enrolments": []}, []),
        (
            "2025-12-10",
            {"dossier_overgedragen": "2025-12-10", "settings": ON},
            [
                CLEAN,
                "tuchtdossier.overdracht geldt 2025-12-10 over 2025-10-06 | dossier overgedragen op 10 december 2025",
            ],
        ),
        (
            "2026-10-05",
            {"enrolments": LATER},
            [CLEAN.replace("2025-12-01", "2026-10-05").replace("1 december 2025", "5 oktober 2026")],
        ),
        ("2026-10-05", {"enrolments": LATER, "settings": ON}, []),
        (
            "2026-10-05",
            {"enrolments": LATER, "settings": ON, "dossier_overgedragen": "2026-10-05"},
            ["tuchtdossier.lezer open 2026-10-05 over 2025-10-06 | dossier overgedragen op 5 oktober 2026"],
        ),
        (
            "2026-10-06",
            {
                "enrolments": LATER,
                "settings": ON,
                "dossier_overgedragen": "2026-10-05",
                "dossier_lezer": "2026-10-06",
            },
            [
                (
                    "tuchtdossier.lezer vervuld 2026-10-05 vervuld 2026-10-06 over 2025-10-06 "
                    "| dossier overgedragen op 5 oktober 2026"
                )
            ],
        ),
        # from 1 September 2026 on, that day included
        ("2026-09-01", {"enrolments": THAT_DAY, "settings": ON}, []),
        (
            "2026-09-01",
            {"enrolments": MOVED[:1], "settings": ON, "dossier_overgedragen": "2026-09-01"},
            ["tuchtdossier.lezer open 2026-09-01 over 2025-10-06 | dossier overgedragen op 1 september 2026"],
        ),
        (
            "2026-09-01",
            {"enrolments": MOVED[:1], "settings": ON, "dossier_overgedragen": "2026-08-31"},
            [],
        ),
        (
            "2026-09-01",
            {"enrolments": MOVED[:1], "dossier_overgedragen": "2026-09-01"},
            ["tuchtdossier.overdracht geldt 2026-09-01 over 2025-10-06 | dossier overgedragen op 1 september 2026"],
        ),
    ],
)
def test_file_stays_behind_until_the_announced_transfer_is_on(op, rest, expected):
    assert file(op, **rest) == expected
