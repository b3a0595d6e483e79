"""What holds for every topic, with any facts."""

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from leerrecht.law import REGELS, antwoord, read_casus
from leerrecht.law.regels import VOLGORDE
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.writer import casus_data, write_casus
from tests.law.ask import make
from tests.law.topics.worlds import asked

MANY = settings(deadline=None, suppress_health_check=list(HealthCheck))
ONE_DAY = timedelta(days=1)


@settings(MANY, max_examples=60)
@given(asked(most=8))
def test_nothing_changes_before_the_day_on_which_it_changes(question):
    casus, op = question
    answer = antwoord(casus, op)
    day = op + ONE_DAY
    while antwoord(casus, day, verandert=False).sleutel == answer.sleutel:
        day += ONE_DAY
    assert answer.verandert_op == day


@settings(MANY, max_examples=60)
@given(asked())
def test_topics_add_to_the_answer_and_change_nothing_of_it(question):
    casus, op = question
    with_topics = antwoord(casus, op, verandert=False)
    without = antwoord(dataclasses.replace(casus, meer={}), op, verandert=False)
    count = len(without.uitkomsten)
    assert (with_topics.status, with_topics.tellers) == (without.status, without.tellers)
    assert with_topics.uitkomsten[:count] == without.uitkomsten
    own = {rule.regel for name in casus.meer for rule in ONDERWERPEN[name].regels}
    for outcome in with_topics.uitkomsten[count:]:
        assert outcome.regel in own
        assert outcome.sinds <= op
        assert (outcome.status == "vervuld") == (outcome.vervuld_op is not None)
        assert outcome.status in (("open", "vervuld") if outcome.aard == "plicht" else ("geldt",))
        assert outcome.vervuld_op is None or outcome.vervuld_op <= op
        assert outcome.omdat
        assert outcome.bron


@settings(MANY, max_examples=40)
@given(asked())
def test_facts_that_are_written_are_read_back(question):
    casus, _ = question
    data = write_casus({"leerling": {"geboortedatum": "2011-05-03"}, "meer": casus_data(casus)["meer"]})
    assert read_casus(data).meer == casus.meer


def test_rules_of_topics_are_known_once_and_come_last():
    rules = [rule for topic in ONDERWERPEN.values() for rule in topic.regels]
    assert len({rule.regel for rule in rules}) == len(rules)
    assert list(REGELS)[-len(rules) :] == [rule.regel for rule in rules]
    assert list(VOLGORDE.values()) == sorted(VOLGORDE.values())


@pytest.mark.parametrize("topic", ONDERWERPEN.values(), ids=lambda topic: topic.naam)
def test_topic_says_what_it_asks(topic):
    assert topic.titel
    assert topic.uitleg.endswith(("?", "."))
    assert all(field.uitleg for field in topic.velden)
    assert all(rule.bron and rule.voor and rule.uitleg.endswith(".") for rule in topic.regels)


@pytest.mark.parametrize("topic", [topic for topic in ONDERWERPEN.values() if topic.meerdere], ids=lambda one: one.naam)
def test_topic_with_an_empty_list_says_nothing_amiss(topic):
    casus = make(meer={topic.naam: []})
    assert casus.meer == {topic.naam: ()}
