"""Rows of tables that are made alike: each helper runs while its module is loaded, and is called here once more."""

from datetime import date

from leerrecht.law.conversion import OUDE_CODES, OudeCode, _tucht
from leerrecht.law.gedrag import GEDRAG, Gedrag, _groep
from leerrecht.law.regel import PLICHT, SCHOOL, Regel
from leerrecht.law.rules.patterns import TEMPO_TABLE, marking
from leerrecht.law.tables import getal
from leerrecht.law.tables.aangekondigd import _actie
from leerrecht.law.tables.bewaring import _na_vertrek
from leerrecht.law.tables.loopbaan import _kleuter
from leerrecht.law.tables.soort import Getal
from leerrecht.law.topics import aangekondigd


def test_action_of_the_plan_as_a_number():
    source = ("003:814-823",)
    row = Getal(
        "actie.9", 2026, "kalenderjaar waarin het eerste schooljaar begint", source, date(2026, 9, 1),
        te_verifieren=True, uitleg="kwaliteitscriteria voor materiaal over gewenst gedrag",
    )  # fmt: skip
    assert _actie(9, 2026, "814-823", row.uitleg) == row == getal("actie.9")
    within = _actie(7, 2025, "726-732", "aanspreekpunt", date(2026, 1, 1))
    assert (within.waarde, within.valid_from) == (2025, date(2026, 1, 1))


def test_announced_rule_is_advice_still_to_verify():
    day, acts = date(2027, 9, 1), ("contact_ouders",)
    row = Regel(
        "contact.x", PLICHT, SCHOOL, "Titel", "Uitleg", ("003:1-2",), day, advies=True, te_verifieren=True,
        handeling=acts,
    )  # fmt: skip
    assert aangekondigd._regel("contact.x", PLICHT, "Titel", "Uitleg", ("003:1-2",), day, acts) == row
    assert aangekondigd._regel("contact.x", PLICHT, "Titel", "Uitleg", ("003:1-2",), day).handeling == ()


def test_attendance_of_a_kleuter_as_a_number():
    first, last = date(2019, 9, 1), date(2020, 8, 31)
    row = Getal(
        "schooltoeslag.aanwezig_5", 250, "halve dagen", ("bron",), first, last, niveau="kleuter",
        uitleg="aanwezigheid voor de schooltoeslag, 5 jaar op 31 december van het schooljaar",
    )  # fmt: skip
    assert _kleuter(5, 250, first, last, "bron") == row
    found = getal("schooltoeslag.aanwezig_2", date(2025, 9, 1), "kleuter")
    assert _kleuter(2, 100) == found
    assert (found.valid_from, found.valid_to) == (None, None)


def test_years_after_leaving_as_a_number():
    row = Getal(
        "bewaren.tucht", 1, "jaar", ("000:7754-7758", "000:11601-11611"), te_verifieren=True,
        uitleg="bewaring van het tuchtdossier, na de laatste dag in de school",
    )  # fmt: skip
    assert _na_vertrek("tucht", 1, row.bron, "het tuchtdossier") == row == getal("bewaren.tucht")


def test_former_code_of_a_measure():
    row = OudeCode(
        "U", "tijdelijke uitsluiting", "R", grond="tuchtmaatregel", maatregel="tijdelijke_uitsluiting",
        te_doen="leg ook de tijdelijke uitsluiting zelf vast: de halve dag zegt niet welke maatregel het was",
    )  # fmt: skip
    assert _tucht("U", "tijdelijke uitsluiting", "tijdelijke_uitsluiting") == row == OUDE_CODES["U"]


def test_conduct_of_one_class_and_source():
    names = {"stelen": "stelen", "spijbelen": "spijbelen"}
    rows = {key: Gedrag(name, "grens", ("003:693-695",), slachtoffer=True) for key, name in names.items()}
    assert _groep("grens", "003:693-695", names, slachtoffer=True) == rows
    assert not any(row.slachtoffer for row in _groep("grens", "003:693-695", names).values())
    assert GEDRAG["pesten"].slachtoffer


def test_letters_are_marked_and_days_off_stay_open():
    strip = b"AZHPB-RML. "
    assert strip.translate(marking(b"AZHPB-")) == strip.translate(TEMPO_TABLE) == b"xxxxxx.... "
    assert strip.translate(marking(b"B")) == b"....x..... "
