import json
from argparse import ArgumentParser
from datetime import date

import pytest
import time_machine

from leerrecht.duties.commands import add_parsers
from tests.duties.helpers import TODAY, absent, mark
from tests.factories import ClassGroupFactory, PlacementFactory, PupilNumberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def run(*arguments):
    parser = ArgumentParser()
    add_parsers(parser.add_subparsers())
    options = parser.parse_args(arguments)
    return options.run(options)


def numbered(number, class_group):
    placement = PlacementFactory.create(class_group=class_group)
    PupilNumberFactory.create(pupil=placement.enrolment.pupil, board=class_group.school.board, number=number)
    return placement.enrolment


def test_plichten_prints_outcomes_by_number_and_rule(capsys):
    group = ClassGroupFactory.create(school__board__name="Grote Bocht")
    second, first = numbered("0000000002", group), numbered("0000000001", group)
    mark(first, date(2026, 11, 19), "vm", "B")
    mark(second, date(2026, 11, 18), "vm", "-")
    elsewhere = PlacementFactory.create().enrolment
    mark(elsewhere, date(2026, 11, 19), "vm", "B")
    assert run("plichten", "--bestuur", "Grote Bocht", "--op", "2026-11-20", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["leerling"], row["regel"], row["status"], row["sinds"]) for row in rows] == [
        ("0000000001", "b.begeleiding", "open", "2026-11-19"),
        ("0000000001", "b1.contact", "open", "2026-11-19"),
        ("0000000002", "onbekend.reden", "open", "2026-11-18"),
    ]
    assert sorted(rows[0]) == [
        "aard",
        "bron",
        "leerling",
        "omdat",
        "regel",
        "sinds",
        "status",
        "uiterlijk",
        "van_kracht",
        "voor",
    ]


def test_plichten_counts_up_to_the_date_asked_and_the_school_year_of_it(capsys):
    group = ClassGroupFactory.create(school__board__name="Grote Bocht")
    absent(numbered("0000000001", group), 5)
    run("plichten", "--bestuur", "Grote Bocht", "--op", "2026-10-01", "--json")
    assert json.loads(capsys.readouterr().out) == []
    run("plichten", "--bestuur", "Grote Bocht", "--op", "2025-10-01", "--json")
    assert json.loads(capsys.readouterr().out) == []


def test_plichten_reads_in_dutch_without_json(capsys):
    group = ClassGroupFactory.create(school__board__name="Grote Bocht")
    mark(numbered("0000000001", group), date(2026, 11, 19), "vm", "B")
    assert run("plichten", "--bestuur", "Grote Bocht") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Op 20/11/2026: 1 leerling, van wie 1 met minstens één uitkomst."
    assert "  Neem contact op (b1.contact; plicht; nog te doen)" in lines


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--bestuur", "Onbekend"], "--bestuur: er is geen schoolbestuur “Onbekend”. Wel: “Grote Bocht”.\n"),
        (
            ["--bestuur", "Grote Bocht", "--op", "30/6/2026"],
            "--op: “30/6/2026” is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-06-30.\n",
        ),
    ],
)
def test_plichten_with_wrong_input_says_so_and_exits_with_2(capsys, arguments, message):
    ClassGroupFactory.create(school__board__name="Grote Bocht")
    assert run("plichten", *arguments) == 2
    assert tuple(capsys.readouterr()) == ("", message)


def test_herbereken_compares_and_mends(capsys):
    enrolment = numbered("0000000001", ClassGroupFactory.create())
    mark(enrolment, date(2026, 11, 19), "vm", "B")
    assert run("herbereken", "--vergelijk") == 1
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0][: lines[0].index(":")], lines[-1]) == (
        f"leerling {enrolment.pupil_id}, b.begeleiding 2026-11-19",
        "Aantal verschillen: 3.",
    )
    assert run("herbereken") == 0
    assert capsys.readouterr().out == "1 leerling herberekend, uitkomsten gewijzigd: 2.\n"
    assert run("herbereken", "--vergelijk") == 0
    assert capsys.readouterr().out == "Aantal verschillen: 0.\n"


@pytest.mark.parametrize("number", ["0", "65", "twee"])
def test_herbereken_with_a_wrong_number_of_processes_says_so_and_exits_with_2(capsys, number):
    with pytest.raises(SystemExit) as stopped:
        run("herbereken", "--processen", number)
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (2, "")
    assert f"“{number}” is geen aantal van 1 tot en met 64" in err
