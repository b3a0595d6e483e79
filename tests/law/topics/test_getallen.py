"""The numbers beside the rules: in force on which day, with which operator, and how sure."""

import itertools
from datetime import date, timedelta

import pytest

from leerrecht.law import GETALLEN, INSTELLINGEN
from leerrecht.law.tables import aangekondigd, begeleiding, getal, inschrijving, loopbaan

HERE = [entry for part in (loopbaan, inschrijving, begeleiding, aangekondigd) for entry in part.GETALLEN]
SETTINGS = [entry for part in (loopbaan, inschrijving, begeleiding, aangekondigd) for entry in part.INSTELLINGEN]


@pytest.mark.parametrize(
    ("naam", "on", "niveau", "stelsel", "expected"),
    [
        ("engagement.uren", date(2025, 8, 31), "secundair", "deeltijds", (28, ">=", False)),
        ("engagement.uren", date(2025, 9, 1), "secundair", "deeltijds", None),
        ("engagement.uren", date(2025, 9, 1), "secundair", "duaal", (28, ">=", True)),
        ("engagement.uren", date(2025, 9, 1), "secundair", "voltijds", None),
        ("naft.evaluatie", date(2019, 8, 31), "secundair", "", None),
        ("naft.evaluatie", date(2019, 9, 1), "secundair", "", (2, "<=", False)),
        ("naft.evaluatie", date(2019, 9, 1), "lager", "", None),
        ("schooltoeslag.aanwezig_5", date(2019, 8, 31), "kleuter", "", (220, ">=", False)),
        ("schooltoeslag.aanwezig_5", date(2019, 9, 1), "kleuter", "", (250, ">=", False)),
        ("schooltoeslag.aanwezig_5", date(2020, 8, 31), "kleuter", "", (250, ">=", False)),
        ("schooltoeslag.aanwezig_5", date(2020, 9, 1), "kleuter", "", (290, ">=", False)),
        ("weigering.criteria", date(2023, 8, 31), "secundair", "", None),
        ("weigering.criteria", date(2023, 9, 1), "secundair", "", (2, ">=", False)),
        ("inschrijving.buurt", date(2026, 8, 31), "secundair", "", None),
        ("inschrijving.buurt", date(2026, 9, 1), "secundair", "", (5, "<=", True)),
        ("beroep.uitspraak", date(2026, 1, 1), "lager", "", (45, "<=", True)),
        ("beroep.uitspraak", date(2026, 1, 1), "secundair", "", (21, "<=", True)),
        ("vsv.doel_pact2020", date(2020, 12, 31), "", "", (43, "<=", False)),
        ("vsv.doel_pact2020", date(2021, 1, 1), "", "", None),
        ("actie.17", date(2027, 8, 31), "", "", None),
        ("actie.17", date(2027, 9, 1), "", "", (2027, ">=", True)),
        ("actie.7", date(2026, 1, 1), "", "", (2025, ">=", True)),
    ],
)
def test_number_in_force(naam, on, niveau, stelsel, expected):
    entry = getal(naam, on, niveau, stelsel)
    assert (None if entry is None else (entry.waarde, entry.operator, entry.te_verifieren)) == expected


@pytest.mark.parametrize(
    ("naam", "niveau", "bites", "not_yet"),
    [
        ("schooltoeslag.ongewettigd", "", 30, 29),
        ("schooltoeslag.uitgeschreven", "", 15, 14),
        ("uitsluiting.groep", "secundair", 116, 115),
        ("telling.dag", "", 201, 202),
        ("aanloop.uren", "secundair", 13, 12),
        ("overeenkomst.uren", "secundair", 20, 19),
        ("weigering.klacht", "", 30, 31),
        ("clb_dossier.verzet", "", 10, 11),
        ("inspectie.ronde", "", 6, 7),
    ],
)
def test_operator_at_the_boundary(naam, niveau, bites, not_yet):
    entry = getal(naam, None, niveau)
    assert (entry.raakt(bites), entry.raakt(not_yet)) == (True, False)


def test_all_28_actions_are_there_and_none_is_law():
    actions = [entry for entry in GETALLEN if entry.naam.startswith("actie.")]
    assert [entry.naam for entry in actions] == [f"actie.{number}" for number in range(1, 29)]
    assert all(entry.te_verifieren and entry.valid_from and entry.bron[0].startswith("003:") for entry in actions)
    later = [int(entry.naam.split(".")[1]) for entry in actions if entry.waarde == 2027]
    assert later == [8, 17, 19, 20, 21, 22, 24, 26]


@pytest.mark.parametrize("entry", HERE, ids=lambda entry: f"{entry.naam} {entry.niveau} {entry.stelsel}")
def test_every_number_says_what_it_is(entry):
    assert entry.uitleg
    assert entry.bron
    assert entry.valid_from is None or entry.valid_to is None or entry.valid_from <= entry.valid_to


def test_periods_of_a_number_do_not_overlap_and_leave_no_hole():
    by_name = {}
    for entry in HERE:
        by_name.setdefault((entry.naam, entry.niveau, entry.stelsel), []).append(entry)
    for entries in by_name.values():
        for one, following in itertools.pairwise(entries):
            assert following.valid_from == one.valid_to + timedelta(days=1)


def test_settings_and_their_defaults():
    assert {entry.naam: INSTELLINGEN[entry.naam].standaard for entry in SETTINGS} == {
        "vsv_maand_ingeschreven": None,
        "vsv_maand_volgend": None,
        "vsv_maand_leerplicht": 9,
        "beroep_dagen": 5,
        "schorsing_verlengingen": None,
        "verslag_evaluatie_maanden": None,
        "clb_verzet_vanaf_inschrijving": None,
        "tuchtdossier_overdracht": None,
        "spijbelen_herhaald": None,
        "maatregel_vergeten_maanden": 3,
    }
