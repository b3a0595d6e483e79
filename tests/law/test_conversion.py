"""Letters of before September 2019, a school's own codes, and who may register what."""

from datetime import date

import pytest

from leerrecht.law.codes import CODES, GRONDEN
from leerrecht.law.conversion import (
    JA,
    NA_AKKOORD,
    NEE,
    OUDE_CODES,
    OVERIGE,
    PAKKETTEN,
    ROLLEN,
    TUCHT,
    VAN_2019,
    Eigen,
    Vertaling,
    check_own,
    former,
    may_register,
    official,
    translate,
    was_official,
)


@pytest.mark.parametrize(
    ("letter", "now", "settled"),
    [
        ("L", ("L", None), False),
        ("W", (".", None), True),
        ("G", (".", None), True),
        ("|", (".", None), True),
        ("A", ("A", "niet_leerplichtig"), True),
        ("R", ("R", None), True),
        ("T", ("R", "tuchtmaatregel"), True),
        ("U", ("R", "tuchtmaatregel"), True),
        ("Y", ("R", "tuchtmaatregel"), True),
        ("C", ("R", None), False),
        ("J", ("R", "moederschapsverlof"), True),
        ("Z", ("Z", "ziek_ouderverklaring"), True),
        ("D", ("Z", "ziek_medisch"), False),
        ("M", ("M", None), True),
        ("P", ("P", None), True),
        ("H", ("H", "revalidatie_buitengewoon"), True),
        ("B", ("B", None), True),
        ("N", ("-", None), False),
        ("X", ("-", None), False),
    ],
)
def test_letter_of_another_list(letter, now, settled):
    assert (official(letter), OUDE_CODES[letter].eenduidig) == (now, settled)


def test_unknown_has_no_letter_of_its_own():
    assert official("-") == ("-", None)


def test_the_old_list_is_whole_but_for_what_no_source_names():
    assert ("".join(VAN_2019), OVERIGE) == ("LWG|ARTUYCJZDMPHB", 6)


@pytest.mark.parametrize("letter", ["Q", "K", "S", "", "BB"])
def test_letter_of_no_list_is_an_error(letter):
    with pytest.raises(KeyError):
        official(letter)


def test_what_is_not_settled_says_what_to_do():
    assert all(old.te_doen for old in OUDE_CODES.values() if not old.eenduidig or old.maatregel)
    assert all(old.bron for old in OUDE_CODES.values())


@pytest.mark.parametrize(
    ("code", "ground", "measure", "letters"),
    [
        ("B", None, "", "B"),
        ("Z", "ziek_ouderverklaring", "", "Z"),
        ("Z", "ziek_medisch", "", "D"),
        ("Z", "type5", "", "D"),
        ("Z", "chronisch_attest", "", "ZD"),
        ("Z", None, "", "ZD"),
        ("R", "moederschapsverlof", "", "J"),
        ("R", "topkunst", "", "C"),
        ("R", "familieraad", "", "R"),
        ("R", "tuchtmaatregel", "", "TUY"),
        ("R", "tuchtmaatregel", "tijdelijke_uitsluiting", "U"),
        ("R", None, "definitieve_uitsluiting", "T"),
        ("R", None, "", "RTUYCJ"),
        ("H", "revalidatie_buitengewoon", "", "H"),
        ("P", "rouw", "", "P"),
        ("Q", None, "", ""),
    ],
)
def test_letters_that_a_code_can_have_been(code, ground, measure, letters):
    assert "".join(former(code, ground, measure)) == letters


def test_there_and_back_is_the_same_letter():
    for letter in VAN_2019:
        old = OUDE_CODES[letter]
        for ground in old.gronden or (None,):
            if old.nu:
                assert letter in former(old.nu, ground, old.maatregel)
    for letter in "AHMPBJTUYZ":
        old = OUDE_CODES[letter]
        assert former(old.nu, old.grond, old.maatregel) == (letter,)


def test_letters_name_codes_and_grounds_that_exist():
    for old in OUDE_CODES.values():
        assert not old.nu or old.nu in CODES
        assert set(old.alternatieven) <= set(CODES)
        for ground in old.gronden:
            assert GRONDEN[ground].code == old.nu
            assert set(GRONDEN[ground].niveaus) <= set(old.niveaus) | {"lager", "kleuter"}


@pytest.mark.parametrize(
    ("letter", "on", "was"),
    [
        ("D", date(2019, 8, 31), True),
        ("D", date(2019, 9, 1), False),
        ("|", date(2019, 8, 31), True),
        ("|", date(2019, 9, 1), False),
        ("L", date(2019, 8, 31), True),
        ("L", date(2019, 9, 1), False),
        ("B", date(2019, 8, 31), True),
        ("B", date(2019, 9, 1), True),
        ("N", date(2020, 5, 14), False),
        ("N", date(2020, 5, 15), True),
        ("X", date(2022, 8, 31), True),
        ("X", date(2022, 9, 1), False),
        ("Q", date(2019, 8, 31), False),
    ],
)
def test_letter_on_the_official_list(letter, on, was):
    assert was_official(letter, on) is was


OWN = {"SPI": Eigen("B", "niet_gewettigd", "spijbelen"), " kerk ": Eigen("R", "feestdag")}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SPI", Vertaling("B", "niet_gewettigd")),
        ("spi ", Vertaling("B", "niet_gewettigd")),
        ("KERK", Vertaling("R", "feestdag")),
        ("B", Vertaling("B")),
        ("d", Vertaling("Z", "ziek_medisch", OUDE_CODES["D"].te_doen)),
        ("-", Vertaling("-", None, "zoek de reden")),
        ("R07", Vertaling("R", None, "de grond van R07 is niet bekend")),
        ("P-1", Vertaling("P", None, "de grond van P-1 is niet bekend")),
        ("Q1", None),
        ("Q", None),
        ("", None),
    ],
)
def test_own_code_of_a_school(name, said):
    assert translate(name, OWN) == said


def test_own_codes_of_the_packages_can_be_used():
    assert [fault for codes in PAKKETTEN.values() for fault in check_own(codes)] == []
    assert translate("B02", PAKKETTEN["informat"]) == Vertaling("B", "twijfelachtig_attest")


def test_own_codes_that_cannot_be_used_say_why():
    own = {"X1": Eigen("L"), "X2": Eigen("B", "feestdag"), "X3": Eigen("B", "geen"), "R": Eigen("B"), "B": Eigen("B")}
    assert check_own(own) == [
        "eigen code X1: L is geen officiële code; kies A, R, Z, M, H, P, B",
        "eigen code X2: de grond feestdag hoort niet bij code B",
        "eigen code X3: de grond geen hoort niet bij code B",
        "eigen code R: dat is zelf een officiële code, met een andere betekenis",
    ]


@pytest.mark.parametrize(
    ("code", "role", "level", "may"),
    [
        ("B", "leerkracht", "", JA),
        ("-", "leerkracht", "", JA),
        ("Z", "secretariaat", "", JA),
        ("R", "begeleider", "", JA),
        ("P", "directeur", "", JA),
        ("P", "leerkracht", "", NA_AKKOORD),
        ("P", "secretariaat", "", NA_AKKOORD),
        ("H", "directeur", "", JA),
        ("H", "begeleider", "", NA_AKKOORD),
        ("Z", "clb", "", NEE),
        ("Z", "clbarts", "", NEE),
        ("Z", "ouders", "", NEE),
        ("R", "leerling", "", NEE),
        ("B", "verificateur", "", NEE),
        (TUCHT, "directeur", "lager", JA),
        (TUCHT, "begeleider", "lager", NEE),
        (TUCHT, "directeur", "secundair", JA),
    ],
)
def test_who_may_register_what(code, role, level, may):
    assert may_register(code, role, level).mag == may


@pytest.mark.parametrize(
    ("code", "role", "level", "why"),
    [
        ("P", "directeur", "", "de directeur laat deze afwezigheid toe"),
        ("H", "leerkracht", "", "alleen met akkoord van de directeur is deze afwezigheid gewettigd"),
        (TUCHT, "directeur", "lager", "de directeur of een afgevaardigde beslist over een tuchtmaatregel"),
        (TUCHT, "directeur", "secundair", "de directeur beslist over een tuchtmaatregel"),
        ("Z", "leerkracht", "", "de school registreert en verdeelt zelf wie dat doet"),
    ],
)
def test_who_may_register_in_words(code, role, level, why):
    assert may_register(code, role, level).waarom == why


def test_who_may_register_says_why_and_where_it_stands():
    answers = [may_register(code, role) for code in (*CODES, "-", TUCHT) for role in ROLLEN]
    assert all(answer.waarom and answer.bron for answer in answers)
    assert (
        may_register(TUCHT, "directeur", "lager").waarom
        == "de directeur of een afgevaardigde beslist over een tuchtmaatregel"
    )
    sources = [may_register(code, role).bron for code in "PH" for role in ("directeur", "leerkracht")]
    assert sources == [("001:233-234", "000:2271-2283")] * 2 + [("001:240", "agodi.be/discimus-codes")] * 2
    with pytest.raises(KeyError):
        may_register("B", "conciërge")
