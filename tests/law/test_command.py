"""The regelwijzer as a command: JSON, what it refuses, order of urgency."""

import json
from datetime import date

import pytest

from leerrecht.law.casus import CasusFout
from leerrecht.law.command import regelwijzer
from leerrecht.law.urgency import Feiten, Urgentie, urgentie

CASUS = """
leerling: {geboortedatum: 2011-05-03}
inschrijvingen: [{school: S1, niveau: secundair, van: 2025-09-01}]
afwezigheden:
- {van: 2025-10-06, tot: 2025-10-08, code: B}
- {van: 2025-10-13, tot: 2025-10-13, dagdelen: [vm], code: "-"}
gebeurtenissen: [{datum: 2025-10-07, soort: contact_ouders}]
toah: [{van: 2025-10-10, tot: 2025-10-11}]
"""


def test_json_is_laid_out_to_be_read_and_ends_its_line():
    text = regelwijzer(CASUS, date(2025, 10, 20))
    assert text.splitlines()[:3] == ["{", '  "op": "2025-10-20",', '  "status": {']
    assert text.endswith("\n}\n")


def test_json_has_the_form_of_the_contract():
    answer = json.loads(regelwijzer(CASUS, date(2025, 10, 20)))
    by_rule = {outcome["regel"]: outcome for outcome in answer["uitkomsten"]}
    assert list(answer) == ["op", "status", "tellers", "uitkomsten", "verandert_op"]
    assert by_rule["b5.melding_clb"] == {
        "regel": "b5.melding_clb",
        "aard": "plicht",
        "status": "open",
        "voor": ["school"],
        "sinds": "2025-10-08",
        "uiterlijk": None,
        "omdat": ["5 halve dagen B (problematisch afwezig) in 2025-2026"],
        "bron": ["001:784-786", "002:1480-1486", "002:2149-2151"],
        "van_kracht": "2019-09-01",
    }
    assert by_rule["b1.contact"]["vervuld_op"] == "2025-10-07"
    assert (by_rule["toah.melding"]["voorwerp"], by_rule["toah.melding"]["uiterlijk"]) == ("2025-10-10", "2025-10-17")


@pytest.mark.parametrize("op", [date(2009, 5, 5), date(1, 1, 1), date(2099, 9, 1), date(9999, 12, 31)])
def test_date_without_calendar_is_a_fault(op):
    with pytest.raises(
        CasusFout, match=r"datum: voor .* is er geen schoolkalender \(wel van 2010-2011 tot 2098-2099\)"
    ):
        regelwijzer(CASUS, op)


def test_exclusion_just_before_the_calendar_ends_is_a_fault():
    casus = """
leerling: {geboortedatum: 2085-05-03}
inschrijvingen: [{school: S1, niveau: secundair, van: 2098-09-01}]
maatregelen: [{soort: definitieve_uitsluiting, school: S1, van: 2099-06-29}]
"""
    with pytest.raises(CasusFout, match="datum: voor schooljaar 2099-2100 is er geen schoolkalender"):
        regelwijzer(casus, date(2099, 6, 30))


KLEUTER = "inschrijvingen: [{school: S1, niveau: kleuter, van: 2020-09-01}]"


@pytest.mark.parametrize(
    ("born", "school", "fault"),
    [
        ("2023-11-21", "", "geboren op 2023-11-21 is 2 jaar op 2026-11-20"),
        ("2023-11-20", "", None),
        ("2024-05-21", KLEUTER, "geboren op 2024-05-21 is 2 jaar op 2026-11-20"),
        ("2024-05-20", KLEUTER, None),
        ("2024-05-20", "", "geboren op 2024-05-20 is 2 jaar op 2026-11-20"),
        ("1990-11-21", "", None),
        ("1990-11-20", "", "geboren op 1990-11-20 is 36 jaar op 2026-11-20"),
        ("1986-01-01", "", "geboren op 1986-01-01 is 40 jaar op 2026-11-20"),
        ("2026-11-20", "", "geboren op 2026-11-20 is 0 jaar op 2026-11-20"),
        ("2026-11-21", "", "2026-11-21 ligt na de datum van de vraag, 2026-11-20"),
    ],
)
def test_age_of_no_pupil_is_a_fault(born, school, fault):
    casus = f"leerling: {{geboortedatum: {born}}}\n{school}"
    if fault is None:
        assert regelwijzer(casus, date(2026, 11, 20))
    else:
        with pytest.raises(CasusFout) as error:
            regelwijzer(casus, date(2026, 11, 20))
        assert str(error.value).startswith(f"leerling.geboortedatum: {fault}")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Feiten(15), Urgentie((6, 1, 1, 1, 1, 1, 1, 0), ())),
        (
            Feiten(11, ouders_bereikt=False, dagen=1),
            Urgentie(
                (4, 0, 1, 0, 1, 1, 1, -1),
                (
                    "11 jaar: nog veel ruimte om de band met de school te herstellen",
                    "ouders niet bereikt of zonder medewerking",
                    "duurt 1 dag",
                ),
            ),
        ),
        (
            Feiten(17, True, 5, 20, None, True, True, 30),
            Urgentie(
                (2, 1, 0, 1, 0, 0, 0, -30),
                (
                    "derde graad en vaak ongewettigd afwezig: kans op vroeg vertrek",
                    "20 afwezige halve dagen in zes weken, alle codes samen",
                    "gekende moeilijkheid",
                    "ook in vorige schooljaren vaak afwezig",
                    "duurt 30 dagen",
                ),
            ),
        ),
        (Feiten(17, True, 4, 19, True), Urgentie((6, 1, 1, 1, 1, 1, 1, 0), ())),
    ],
)
def test_order_of_urgency_has_reasons(facts, expected):
    assert urgentie(facts) == expected


def test_more_criteria_go_first():
    facts = [
        Feiten(15),
        Feiten(11),
        Feiten(11, dagen=5),
        Feiten(15, gekende_moeilijkheid=True),
        Feiten(11, afwezig_vorige_jaren=True),
    ]
    order = sorted(range(5), key=lambda place: urgentie(facts[place]))
    assert order == [4, 2, 1, 3, 0]
