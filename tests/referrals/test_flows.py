"""The flows as data: each is whole, and names only what exists."""

import pytest

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.cases.kinds import Ended, TrackKind
from leerrecht.forms.domain.definitions import delivered
from leerrecht.law import REGELS
from leerrecht.law.sources import bron
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.referrals.domain.offering import FITTING
from leerrecht.referrals.engine import references
from leerrecht.referrals.flows import FLOWS, Side, Sort

EACH = pytest.mark.parametrize("flow", FLOWS.values(), ids=list(FLOWS))


@EACH
def test_flow_names_only_what_exists(flow):
    rules = {*flow.blocks, *flow.needs}
    for step in flow.steps:
        rules |= {*step.blocks, *step.checks, *step.needs, *step.again} | ({step.term} if step.term else set())
        keys = {one.key for one in flow.steps}
        assert set(step.after) | set(step.advised_after) <= keys
        assert set(step.forms) <= set(delivered())
        assert step.by <= set(Side)
        assert step.by == frozenset(Side) or step.by_why
    assert rules <= set(REGELS)
    assert not flow.topic or flow.topic in ONDERWERPEN
    assert not flow.track or (flow.track in TrackKind.values and flow.begins_track is not None)
    assert {one.track for one in flow.endings} <= set(Ended.values)
    assert {key for keys in flow.homes.values() for key in keys} <= set(COMPARTMENTS)
    assert set(flow.next) <= set(FLOWS)
    assert set(flow.homes) == set(Side) or flow.refused


@EACH
def test_flow_cites_where_it_stands(flow):
    for source in (flow.source, *(step.source for step in flow.steps if step.source)):
        for reference in references(source):
            assert bron(reference).tekst or bron(reference)


def fields_of(flow):
    return [*flow.fields, *(field for step in flow.steps for field in step.fields)]


@EACH
def test_flow_asks_facts_and_no_text(flow):
    fields = fields_of(flow)
    assert {one.sort for one in fields} <= set(Sort)
    assert all(one.options for one in fields if one.sort in (Sort.CHOICE, Sort.LIST))
    assert len({one.name for one in flow.fields}) == len(flow.fields)


def test_report_to_the_police_has_no_place_for_text():
    flow = FLOWS["politie"]
    assert {one.sort for one in fields_of(flow)} == {Sort.CHOICE, Sort.YES_NO, Sort.LIST}
    assert {step.says for step in flow.steps} == {""}
    assert [step.forms for step in flow.steps if step.forms] == []


def test_what_fits_a_line_of_the_worklist_exists():
    assert set(FITTING) <= set(REGELS)
    assert set(FITTING.values()) <= set(FLOWS)
