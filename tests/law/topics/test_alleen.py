"""Each topic of the school career, asked alone: no other outcome hides a date that it forgot to name."""

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings

from leerrecht.law import antwoord
from leerrecht.law.topics import ONDERWERPEN
from tests.law.topics.worlds import asked
from tests.law.worlds import forget_after

FEW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
NAMES = (
    "naft",
    "leren_werken",
    "vsv",
    "schooltoeslag",
    "uitsluiting",
    "tuchtprocedure",
    "c_attest",
    "weigering",
    "ontbinding",
    "verslag",
    "clb_begeleiding",
    "clb_dossier",
    "aangekondigd",
)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_changes_before_the_day_on_which_it_changes(name):
    @FEW
    @given(asked((name,)))
    def holds(question):
        casus, op = question
        answer = antwoord(casus, op)
        day = op + timedelta(days=1)
        while antwoord(casus, day, verandert=False).sleutel == answer.sleutel:
            day += timedelta(days=1)
        assert answer.verandert_op == day

    holds()


DECIDED = ("tot", "gv_tot", "opgeheven")


def known(group, op):
    """The facts without what lies after a day, None for a group that has not begun; decided ends stay."""
    values = {}
    for field in dataclasses.fields(group):
        value = getattr(group, field.name)
        if isinstance(value, date) and value > op and field.name not in DECIDED:
            if field.default is dataclasses.MISSING:
                return None
            value = None
        elif isinstance(value, tuple):
            parts = (one if isinstance(one, str | date) else known(one, op) for one in value)
            value = tuple(one for one in parts if one is not None and not (isinstance(one, date) and one > op))
        values[field.name] = value
    return dataclasses.replace(group, **values)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("tuchtprocedure", "c_attest")])
def test_facts_after_the_date_do_not_count(name):
    @FEW
    @given(asked((name,)))
    def holds(question):
        casus, op = question
        assume(not casus.inschrijvingen or any(one.van <= op for one in casus.inschrijvingen))
        facts = tuple(one for group in casus.meer[name] if (one := known(group, op)) is not None)
        before = dataclasses.replace(forget_after(casus, op), meer={name: facts})
        own = {rule.regel for rule in ONDERWERPEN[name].regels}
        told = [
            [outcome for outcome in antwoord(one, op, verandert=False).uitkomsten if outcome.regel in own]
            for one in (casus, before)
        ]
        assert told[0] == told[1]

    holds()
