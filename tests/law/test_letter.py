"""The answer as a letter: groups, meanings, what changes when, and sources at the end."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from leerrecht.law.command import TEKST, regelwijzer
from leerrecht.law.engine import antwoord
from leerrecht.law.letter import DADEN, IN_ORDE, WIE, _counts, _listed, letter
from leerrecht.law.reader import read_casus
from leerrecht.law.regels import REGELS
from tests.law.ask import absent, ask, event, make, measure
from tests.law.worlds import vragen

SPECIALIST = "medische_attestering_chronisch_specialist"
CASUS = """
leerling: {geboortedatum: 2011-05-03}
inschrijvingen: [{school: S1, niveau: secundair, van: 2025-09-01}]
afwezigheden:
- {van: 2025-10-06, tot: 2025-10-08, code: B}
- {van: 2025-10-13, tot: 2025-10-13, dagdelen: [vm], code: "-"}
gebeurtenissen: [{datum: 2025-10-07, soort: contact_ouders}]
toah: [{van: 2025-10-10, tot: 2025-10-11}]
"""

BEGIN = """Wat de regels zeggen op 20 oktober 2025
=======================================

De leerling is leerplichtig.
De leerplicht loopt van 1 september 2017 tot 3 mei 2029.
De leerling is ingeschreven in een school.

Afwezig in schooljaar 2025-2026: 6 halve dagen.
 - 5 halve dagen B (problematisch afwezig)
 - 1 halve dag waarvan de reden nog niet bekend is

Wat moet er gebeuren
--------------------

1. Zoek de reden van de afwezigheid
   Wie moet dit doen: de school. Sinds 13 oktober 2025.
   Waarom: 1 halve dag afwezig waarvan de reden nog niet bekend is.
   De regel: Van elke genoteerde afwezigheid moet de school de juiste reden kennen.
   In orde met: de juiste reden in het register.
   Bron: [1] regel 767-769.

2. Spreek een begeleidingsmaatregel af
"""
MIDDLE = """
Wat al gebeurd is
-----------------

7. Neem contact op
   Wie moet dit doen: de school. Sinds 6 oktober 2025; gedaan op 7 oktober 2025.
   Waarom: de eerste halve dag B (problematisch afwezig) was op 6 oktober 2025.
   De regel: Vanaf de eerste B spreekt de school met de leerling of de ouders.
   Bron: [1] regel 771-772, 798.

Wanneer dit kan veranderen
--------------------------
Gebeurt er niets nieuws, dan blijft dit zo tot 1 september 2026. Een nieuwe afwezigheid, een
gesprek, een melding of een attest kan het altijd veranderen.
Op 1 september 2026:
 - begint een nieuw schooljaar en beginnen de tellingen opnieuw
 - valt weg: Zoek de reden van de afwezigheid
"""
END = """
Wat de woorden betekenen
------------------------
 - B: problematisch afwezig
 - CLB: het centrum voor leerlingenbegeleiding dat met de school samenwerkt

Waar dit staat
--------------
[1] Netwerk Samen tegen Schooluitval West-Vlaanderen, “Actieplan ‘Afwezig op school’”, rond 2022
[2] Rekenhof, “Voorkomen van vroegtijdig schoolverlaten in het beroepssecundair onderwijs”, april
    2021
[3] Keuze van Leerrecht: onderwijs aan huis melden tot en met de vrijdag van de week erna
"""


def test_letter_groups_explains_and_ends_with_its_sources():
    text = regelwijzer(CASUS, date(2025, 10, 20), TEKST)
    assert text.startswith(BEGIN)
    assert MIDDLE in text
    assert text.endswith(END)
    assert "   Wie moet dit doen: de school. Sinds 10 oktober 2025, ten laatste op 17 oktober 2025.\n" in text
    assert (
        "   Bron: [1] regel 784-786; [2] regel 1480-1486, 2149-2151. In de wet: besluit van de Vlaamse\n"
        "   Regering van 16 september 1997, art. 14quater en 14octies.\n"
    ) in text


def test_letter_marks_advice_and_what_is_announced():
    casus = """
leerling: {geboortedatum: 2009-05-03, diploma_secundair: 2026-06-30}
afwezigheden: [{van: 2026-10-05, tot: 2026-10-20, code: Z}]
inschrijvingen: [{school: S1, niveau: secundair, van: 2025-09-01}]
gebeurtenissen: [{datum: 2026-10-01, soort: medische_attestering_chronisch_specialist}]
maatregelen: [{soort: tijdelijke_uitsluiting, school: S1, van: 2026-10-05, tot: 2026-10-06}]
"""
    text = regelwijzer(casus, date(2026, 10, 20), TEKST)
    assert "De leerling is niet leerplichtig.\nDe leerplicht loopt van 1 september 2015 tot 30 juni 2026.\n" in text
    assert "Deeltijds onderwijs is toegelaten.\nDe leerling zit thuis.\n" in text
    assert "Dat geeft recht op 8 lestijden onderwijs aan huis.\n" in text
    assert "   Let op: dit is aangekondigd of nergens bevestigd, en dus nog te verifiëren.\n" in text
    assert "   Let op: dit is een aanbeveling of een keuze van Leerrecht, geen wet.\n" in text
    assert "Waar u recht op hebt\n--------------------\n" in text


def test_letter_of_a_pupil_without_anything():
    text = regelwijzer("leerling: {geboortedatum: 2011-05-03, domicilie: FR}", date(2025, 10, 20), TEKST)
    assert text == (
        "Wat de regels zeggen op 20 oktober 2025\n=======================================\n\n"
        "De leerling is niet leerplichtig.\nDe leerling is niet ingeschreven in een school.\n\n"
        "In schooljaar 2025-2026 is geen enkele halve dag afwezigheid genoteerd.\n\n"
        "Er staat niets open en er valt niets op.\n\n"
        "Wanneer dit kan veranderen\n--------------------------\n"
        "Gebeurt er niets nieuws, dan blijft dit zo tot 1 september 2026. Een nieuwe afwezigheid, een\n"
        "gesprek, een melding of een attest kan het altijd veranderen.\n"
        "Op 1 september 2026:\n - begint een nieuw schooljaar en beginnen de tellingen opnieuw\n"
    )


@pytest.mark.parametrize(
    ("words", "listed"),
    [((), ""), (("a",), "a"), (("a", "b"), "a en b"), (("a", "b", "c"), "a, b en c")],
)
def test_words_in_a_row(words, listed):
    assert _listed(words) == listed


def test_counts_hold_half_days_alone():
    ill = [absent("2025-10-06", "2025-10-10", "Z")]
    answer = ask("2025-10-10", afwezigheden=ill, gebeurtenissen=[event("2025-09-15", SPECIALIST)])
    assert answer.tellers["lestijden_toah"] == 4
    assert _counts(answer) == [
        "Afwezig in schooljaar 2025-2026: 9 halve dagen.",
        " - 9 halve dagen Z (ziekte)",
        "Dat geeft recht op 4 lestijden onderwijs aan huis.",
    ]


def test_letter_says_the_same_rule_once():
    measures = [measure("preventieve_schorsing", "2025-10-06", "2025-10-07")]
    measures.append(measure("tijdelijke_uitsluiting", "2025-10-09", "2025-10-10"))
    text = letter(ask("2025-10-14", maatregelen=measures))
    assert text.count("De regel: Elke schorsing en uitsluiting wordt aan AGODI gemeld.") == 1
    assert text.count("   De regel: zie 3.\n") == 1


@pytest.mark.parametrize(
    ("op", "rest", "said"),
    [
        ("2027-05-02", {"born": "2011-05-03"}, " - is deeltijds onderwijs toegelaten\n"),
        ("2026-05-02", {"born": "2008-05-03"}, " - is de leerling niet meer leerplichtig\n"),
        (
            "2025-11-14",
            {"inschrijvingen": [{"niveau": "secundair", "van": "2025-09-01", "tot": "2025-11-14"}]},
            (
                " - is de leerling niet meer ingeschreven in een school\n"
                " - is de leerling thuiszitter\n"
                " - komt erbij: Niet ingeschreven en leerplichtig\n"
                " - komt erbij: Zit thuis\n"
            ),
        ),
        (
            "2025-10-06",
            {"afwezigheden": [absent("2025-10-06", "2025-10-07", code="Z")]},
            " - tellen er halve dagen mee die al genoteerd staan\n",
        ),
        (
            "2025-10-08",
            {"afwezigheden": [absent("2025-10-06")], "gebeurtenissen": [event("2025-10-09", "contact_ouders")]},
            " - komt erbij: Neem contact op (gedaan)\n - valt weg: Neem contact op\n",
        ),
    ],
)
def test_letter_tells_what_changes(op, rest, said):
    casus = make(**rest)
    answer = antwoord(casus, date.fromisoformat(op))
    assert f":\n{said}" in letter(answer, antwoord(casus, answer.verandert_op, verandert=False))


def test_letter_tells_when_only_a_date_changes():
    answer = ask("2025-10-20", afwezigheden=[absent("2025-10-06")])
    assert "Op 20 oktober 2025:\n - wordt een datum in dit antwoord anders\n" in letter(answer, answer)


def test_letter_of_the_last_year_of_the_calendar_tells_no_more():
    text = regelwijzer("leerling: {geboortedatum: 2085-05-03}", date(2099, 8, 31), TEKST)
    assert "dan blijft dit zo tot 1 september 2099." in text
    assert "Op 1 september 2099:" not in text


def test_letter_can_leave_change_out():
    casus = read_casus(CASUS + "instellingen: {politie_drempel: 5}")
    answer = antwoord(casus, date(2025, 10, 20), verandert=False)
    assert "Wanneer dit kan veranderen" not in letter(answer)
    assert [one["regel"] for one in answer.as_dict()["uitkomsten"] if one.get("advies")] == ["b10.politie"]


def test_every_rule_has_words_for_whom_and_for_what_is_done():
    for rule in REGELS.values():
        assert set(rule.voor) <= set(WIE), rule.regel
        assert set(rule.handeling) <= set(DADEN), rule.regel
    assert set(IN_ORDE) <= set(REGELS)


SINGLE = re.compile(r"(?<![\w“])([ARZMHPB])(?![\w-])")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(vragen())
def test_reasons_explain_their_codes_and_write_dates_in_words(question):
    answer = antwoord(*question, verandert=False)
    for outcome in answer.uitkomsten:
        for reason in outcome.omdat:
            for code in SINGLE.findall(reason):
                assert f"{code} (" in reason
            assert not re.search(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}", reason)
            assert not reason.endswith(".")
    text = letter(answer)
    assert max(map(len, text.splitlines())) <= 120
    explained = text[text.find("Wat de woorden betekenen") :]
    for outcome in answer.uitkomsten:
        for code in SINGLE.findall(REGELS[outcome.regel].uitleg):
            assert f" - {code}: " in explained
