import json

import pytest

from leerrecht.cli import main


def run(*arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def test_indicators_as_json_hide_small_cells(village, capsys):
    code = run("indicatoren", "--snapshot", str(village), "--schooljaar", "2025-2026", "--naam", "vijf_b", "--json")
    found = json.loads(capsys.readouterr().out)
    (indicator,) = found["indicatoren"]
    whole = [one for one in indicator["cijfers"] if not one["uitsplitsing"]]
    assert (code, found["kleine_cellen"], [(one["verborgen"], one["teller"], one["noemer"]) for one in whole]) == (
        0, "verborgen onder 5", [(True, None, 8), (True, None, 9)],
    )  # fmt: skip
    assert "aandeel" not in whole[0]


def test_indicators_for_who_made_the_snapshot_show_all_with_interval_and_coverage(village, capsys):
    run(
        "indicatoren", "--snapshot", str(village), "--schooljaar", "2025-2026", "--naam", "vijf_b", "--intern", "--json"
    )
    found = json.loads(capsys.readouterr().out)
    first = found["indicatoren"][0]["cijfers"][0]
    assert first == {
        "toerekening": "laatste inschrijving van het schooljaar", "uitsplitsing": {}, "verborgen": False, "teller": 3,
        "noemer": 8, "aandeel": 0.375, "interval": [0.1368, 0.6943], "klein": True, "dekking": 0.95,
    }  # fmt: skip
    assert found["kwaliteit"] == {
        "registerdekking": 0.95, "scholen_met_register": 1.0, "reden_onbekend": 0.0379, "koppeling_r": 0.6667,
    }  # fmt: skip


def test_indicators_in_words(village, capsys):
    run("indicatoren", "--snapshot", str(village), "--schooljaar", "2026-2027", "--naam", "vsv", "registerdekking")
    assert capsys.readouterr().out.splitlines() == [
        "Schooljaar 2026-2027, kleine cellen verborgen onder 5.",
        "Vroegtijdig schoolverlaten: nog niet te kennen, een ander schooljaar ontbreekt",
        "Registers die genomen zijn (laatste inschrijving van het schooljaar): 0",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--schooljaar", "2019-2020"], "2019-2020 staat er niet in. Wel: 2023-2024"),
        (["--schooljaar", "2025"], "is geen schooljaar"),
        (["--schooljaar", "2025-2026", "--naam", "iets"], "er is geen indicator 'iets'"),
    ],
)
def test_wrong_input_says_what_is_known(village, capsys, arguments, words):
    assert (run("indicatoren", "--snapshot", str(village), *arguments), words in capsys.readouterr().err) == (2, True)
