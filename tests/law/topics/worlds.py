"""Random facts for any topic, by what its fields say."""

import dataclasses
from datetime import timedelta

from hypothesis import strategies as st

from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.topics.onderwerp import DATUM, DATUMS, GETAL, GROEPEN, JA_NEE, WOORD, WOORDEN
from tests.law.worlds import vragen

FAR = 4 * 365


class Facts:
    """The strategies of facts around one date; most lie near it, some far back."""

    def __init__(self, op):
        days = st.integers(-60, 60) | st.integers(-250, 250) | st.integers(-FAR, 250)
        self.days = days.map(lambda away: op + timedelta(days=away))
        self.years = st.integers(op.year - 1, op.year + 1)

    def group(self, group, fields):
        values = st.fixed_dictionaries({field.naam: self.value(field) for field in fields})
        return values.map(lambda found: group(**_in_order(found)))

    def value(self, field):
        found = self.of_kind(field)
        return found if field.verplicht else st.just(field.standaard) | found

    def of_kind(self, field):
        several = {
            DATUMS: self.days,
            WOORDEN: st.sampled_from(field.woorden or ("",)),
            GROEPEN: self.group(field.groep, field.velden) if field.groep else st.nothing(),
        }
        if field.soort in several:
            return st.lists(several[field.soort], max_size=4).map(tuple)
        one = {
            DATUM: self.days,
            GETAL: st.integers(0, 45) | self.years,
            JA_NEE: st.booleans(),
            WOORD: st.sampled_from(field.woorden or ("",)),
        }
        return one.get(field.soort, st.text(max_size=3))


def _in_order(values):
    if values.get("van") and values.get("tot") and values["tot"] < values["van"]:
        return {**values, "van": values["tot"], "tot": values["van"]}
    return values


@st.composite
def asked(draw, names=tuple(ONDERWERPEN), most=3):
    """A random casus that asks some topics, and a date."""
    casus, op = draw(vragen())
    facts, found = Facts(op), {}
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True)):
        topic = ONDERWERPEN[name]
        one = facts.group(topic.feiten, topic.velden)
        found[name] = tuple(draw(st.lists(one, max_size=2))) if topic.meerdere else (draw(one),)
    return dataclasses.replace(casus, meer=found), op
