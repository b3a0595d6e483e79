"""The regelwijzer as a command: JSON, letter, order of urgency."""

import json
from datetime import date

import pytest

from leerrecht.law.casus import CasusFout
from leerrecht.law.command import TEKST, letter, regelwijzer
from leerrecht.law.engine import antwoord
from leerrecht.law.reader import read_casus
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
        "omdat": ["5 halve dagen B in 2025-2026"],
        "bron": ["001:784-786", "002:1480-1486", "002:2149-2151"],
        "van_kracht": "2019-09-01",
    }
    assert by_rule["b1.contact"]["vervuld_op"] == "2025-10-07"
    assert (by_rule["toah.melding"]["voorwerp"], by_rule["toah.melding"]["uiterlijk"]) == ("2025-10-10", "2025-10-17")


def test_advice_is_marked_and_change_can_be_left_out():
    answer = antwoord(read_casus(CASUS + "instellingen: {politie_drempel: 5}"), date(2025, 10, 20), verandert=False)
    plain = answer.as_dict()
    assert [outcome["regel"] for outcome in plain["uitkomsten"] if outcome.get("advies")] == ["b10.politie"]
    assert (plain["verandert_op"], "Gebeurt er niets" in letter(answer)) == (None, False)


LETTER = """Op 20 oktober 2025

De leerling is leerplichtig (van 1 september 2017 tot 3 mei 2029).
De leerling is ingeschreven in een school.
Afwezig in 2025-2026: 5 halve dagen B, 1 halve dag zonder reden.

Wat moet gebeuren
-----------------

* Zoek de reden van de afwezigheid (open)
  Voor: school. Sinds 13 oktober 2025.
  Omdat: 1 halve dag zonder reden.
  Van elke genoteerde afwezigheid moet de school de juiste reden kennen.
  Bron: 001:767-769

* Neem contact op (vervuld)
  Voor: school. Sinds 6 oktober 2025.
  Gedaan op 7 oktober 2025.
  Omdat: eerste B op 06/10/2025.
"""


def test_letter_can_be_read_by_anyone():
    text = regelwijzer(CASUS, date(2025, 10, 20), TEKST)
    assert text.startswith(LETTER)
    assert "  Ten laatste op 17 oktober 2025.\n" in text
    assert text.endswith("Gebeurt er niets nieuws, dan kan dit pas veranderen op 1 september 2026.\n")


def test_letter_marks_advice_and_what_is_announced():
    casus = """
leerling: {geboortedatum: 2009-05-03, diploma_secundair: 2026-06-30}
afwezigheden: [{van: 2026-10-05, tot: 2026-10-20, code: Z}]
inschrijvingen: [{school: S1, niveau: secundair, van: 2025-09-01}]
gebeurtenissen: [{datum: 2026-10-01, soort: medische_attestering_chronisch_specialist}]
maatregelen: [{soort: tijdelijke_uitsluiting, school: S1, van: 2026-10-05, tot: 2026-10-06}]
"""
    text = regelwijzer(casus, date(2026, 10, 20), TEKST)
    assert "De leerling is niet leerplichtig (van 1 september 2015 tot 30 juni 2026).\n" in text
    assert "Deeltijds onderwijs is toegelaten.\nDe leerling zit thuis.\n" in text
    assert "Recht op 8 lestijden onderwijs aan huis.\n" in text
    assert "  Aangekondigd, te verifiëren: dit is nog geen bevestigde regel.\n" in text
    assert "  Dit is een advies of een keuze van Leerrecht, geen wettelijke regel.\n" in text
    assert "Waar recht op is\n----------------\n" in text


def test_letter_of_a_pupil_without_anything():
    text = regelwijzer("leerling: {geboortedatum: 2011-05-03, domicilie: FR}", date(2025, 10, 20), TEKST)
    assert text == (
        "Op 20 oktober 2025\n\nDe leerling is niet leerplichtig.\nDe leerling is niet ingeschreven in een school.\n"
        "Afwezig in 2025-2026: geen enkele halve dag.\n\nEr staat niets open en er is niets op te merken.\n\n"
        "Gebeurt er niets nieuws, dan kan dit pas veranderen op 1 september 2026.\n"
    )


def test_date_without_calendar_is_a_fault():
    with pytest.raises(CasusFout, match="datum: voor schooljaar 2008-2009 is er geen schoolkalender"):
        regelwijzer(CASUS, date(2009, 5, 5))


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
