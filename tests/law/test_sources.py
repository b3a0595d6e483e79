"""What a reference to a source stands for."""

import re
from pathlib import Path

import pytest

from leerrecht.law.codes import CODES, GRONDEN
from leerrecht.law.conversion import OUDE_CODES
from leerrecht.law.regels import REGELS
from leerrecht.law.sources import ARTIKELEN, BESLUITEN, DOCUMENTEN, Bron, bron, bronnen, regels_van
from leerrecht.law.tables import GETALLEN, INSTELLINGEN

DOCS = Path(__file__).parents[2] / "docs" / "decisions"
TABLES = (REGELS, INSTELLINGEN, CODES, GRONDEN, OUDE_CODES)
USED = sorted(
    {one for table in TABLES for entry in table.values() for one in entry.bron}
    | {one for number in GETALLEN for one in number.bron}
)
NETWORK = "netwerk Samen tegen Schooluitval West-Vlaanderen, “Actieplan ‘Afwezig op school’”, rond 2022"
BVR = "besluit van de Vlaamse Regering van 16 september 1997, art. 14quater en 14octies"


@pytest.mark.parametrize("reference", USED)
def test_every_source_of_the_law_resolves(reference):
    found = bron(reference)
    assert found.referentie == reference
    assert found.tekst
    assert not found.adres or found.adres.startswith(("https://", "http://"))


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("001:784-786", Bron("001:784-786", NETWORK, "regel 784-786", BVR)),
        ("001:155", Bron("001:155", NETWORK, "regel 155")),
        ("003:793", Bron("003:793", "Vlaamse Regering, “Actieplan ‘Goed gedragen’”, 7 november 2025", "regel 793")),
        (
            "besluit:2",
            Bron("besluit:2", "keuze van Leerrecht: onderwijs aan huis vanaf dag 22 van de ziekte", "beslissing 2"),
        ),
        (
            "edulex:14691",
            Bron(
                "edulex:14691", "omzendbrief BaO/2014/04, orde en tucht in het basisonderwijs", "Edulex 14691",
                adres="https://data-onderwijs.vlaanderen.be/edulex/document/14691",
            ),
        ),
        (
            "agodi.be/leerplicht",
            Bron("agodi.be/leerplicht", "AGODI, leerplicht", adres="https://www.agodi.be/leerplicht"),
        ),
    ],
)  # fmt: skip
def test_reference_in_words(reference, found):
    assert bron(reference) == found


def test_reference_in_one_line():
    assert bron("001:785").voluit == f"{NETWORK}, regel 785 ({BVR})"
    assert bron("001:155").voluit == f"{NETWORK}, regel 155"
    assert bron("agodi.be/leerplicht").voluit == "AGODI, leerplicht"


@pytest.mark.parametrize(
    "reference", ["", "001", "001:", "001:0", "001:9-8", "001:x", "005:1", "edulex:1", "besluit:99", "voorbeeld.be/x"]
)
def test_reference_to_nothing_is_an_error(reference):
    with pytest.raises(KeyError):
        bron(reference)


def test_lines_of_a_place():
    assert (regels_van("155"), regels_van("784-786")) == ((155, 155), (784, 786))


def test_references_as_lines_to_read():
    rekenhof = "Rekenhof, “Voorkomen van vroegtijdig schoolverlaten in het beroepssecundair onderwijs”, april 2021"
    assert bronnen(["001:784-786", "001:155", "002:1480-1486", "agodi.be/leerplicht", "001:784-786"]) == [
        f"{NETWORK}, regel 784-786, regel 155. Zie {BVR}",
        f"{rekenhof}, regel 1480-1486. Zie {BVR}",
        "AGODI, leerplicht. https://www.agodi.be/leerplicht",
    ]


def test_articles_lie_in_documents_and_in_order():
    assert all(name in DOCUMENTEN and first <= last for name, first, last, _ in ARTIKELEN)
    assert [(name, first) for name, first, _, _ in ARTIKELEN] == sorted(
        (name, first) for name, first, _, _ in ARTIKELEN
    )


def test_every_numbered_choice_has_its_page():
    page = (DOCS / "0105-numbered-choices.md").read_text()
    assert [int(number) for number in re.findall(r"^## (\d+)\. ", page, re.MULTILINE)] == list(BESLUITEN)
