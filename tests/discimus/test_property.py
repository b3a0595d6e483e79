"""Whatever order of changes, lost answers and refusals: in the end AGODI knows what we know, each thing told once."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from leerrecht.attendance.models import HalfDay
from leerrecht.discimus.domain import connecting
from leerrecht.discimus.models import Message
from leerrecht.discimus.transport import Refused
from leerrecht.discimus.transport.test_double import TestDouble
from tests.discimus.world import MONDAY, TUESDAY, World
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
SLOTS = ((MONDAY, "vm"), (MONDAY, "nm"), (TUESDAY, "vm"))
MARKS = st.tuples(st.just("mark"), st.integers(0, 1), st.sampled_from(SLOTS), st.sampled_from([*"BZRPL-", ""]))
RUNS = st.tuples(st.just("run"), st.lists(st.sampled_from(["good", "lost", "away", "no"]), max_size=6))


class Moody(TestDouble):
    """Loses, refuses or takes, as it is told; keeps in which order it took what."""

    def __init__(self):
        super().__init__(refuses=lambda _kind, _content: Refused("vandaag niet") if self.mood == "no" else None)
        self.moods, self.mood = [], "good"

    def send(self, key, kind, content):
        self.mood = self.moods.pop() if self.moods else "good"
        self.failures, self.arrives = int(self.mood in ("lost", "away")), self.mood != "away"
        return super().send(key, kind, content)


# Without shrinking: each example costs some tens of transactions.
@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(steps=st.lists(st.one_of(MARKS, RUNS), min_size=6, max_size=14))
def test_agodi_ends_with_what_we_know_and_is_told_nothing_twice(steps):
    with time_machine.travel(TODAY), transaction.atomic():
        world, double, now = World(), Moody(), timezone.now()
        pupils = [world.pupil(), world.pupil()]
        for step in steps:
            if step[0] == "mark":
                _what, who, (day, part), mark = step
                world.mark(pupils[who], mark, day, part)
            else:
                double.moods, now = list(step[1]), now + timedelta(hours=13)
                world.run(double, now=now)
        double.moods = []
        for _round in range(3):
            now += timedelta(hours=13)
            world.run(double, now=now)
            refused = list(Message.objects.filter(state="geweigerd").values_list("pk", flat=True))
            if refused:
                connecting.offer_again(by=world.by("secretariaat"), school=world.school, keys=refused)
        known = {key: value for key, value in double.knows.items() if not key[2].startswith("inschrijving")}
        # What we do not know ourselves waits: there AGODI keeps what it was told.
        waits = {key for key, value in _ours(world, pupils).items() if value == "-"}
        ours = {key: value for key, value in _ours(world, pupils).items() if value != "-"}
        assert {key: value for key, value in known.items() if key not in waits} == ours
        assert set(Message.objects.filter(state__in=("wacht", "later")).values_list("pk", flat=True)) == set()
        assert _twice(double) == []
        assert _out_of_order(double) == []
        transaction.set_rollback(True)


def _ours(world, pupils):
    numbers = {one.pupil_id: one.pupil.insz for one in pupils}
    rows = HalfDay.objects.exclude(mark="L").values_list("pupil_id", "date", "part", "mark")
    return {(world.school.number, numbers[who], f"{day} {part}"): mark for who, day, part, mark in rows}


def _twice(double):
    """Subjects of which something was told that AGODI knew already."""
    told, again = {}, []
    for _kind, content in double.taken.values():
        subject = (content["leerling"], content["over"])
        if told.get(subject, "") == content["waarde"]:
            again.append(subject)
        told[subject] = content["waarde"]
    return again


def _out_of_order(double):
    order = dict(Message.objects.values_list("key", "pk"))
    last, wrong = {}, []
    for key, (_kind, content) in double.taken.items():
        place = next(pk for name, pk in order.items() if str(name) == key)
        if place < last.get(content["leerling"], 0):
            wrong.append(key)
        last[content["leerling"]] = place
    return wrong
