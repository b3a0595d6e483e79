"""Minutes of meetings and round tables: read by pupil and parents where they are shared, with a remark of their own."""

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import policy
from leerrecht.guidance.models import Entry
from leerrecht.portal.domain import matters
from leerrecht.portal.domain.queries.minutes import minutes_of
from leerrecht.portal.models import Matter
from tests.portal.world import World, client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def _address(world):
    return f"/mijn/{world.pupil.pk}/verslagen/"


def test_shared_minutes_and_round_tables_are_read_with_what_was_decided(world):
    world.minutes(("gedeeld", "[[gedeeld]] Om beurt bellen"), ("zorg", "[[zorg]] Onder ons"))
    world.table()
    for by in (world.child(), world.household("An"), world.household("Bert", lives_with=False)):
        table, meeting = minutes_of(by, world.me(by))
        assert (table.kind, table.text, list(table.there)) == (
            "rondetafel", "[[gedeeld]] Rustig gesprek", [world.pupil.first_name],
        )  # fmt: skip
        assert [(one.what, one.joint) for one in table.decisions] == [("[[gedeeld]] De vrijdag komt erbij", True)]
        assert (meeting.text, [(one.what, one.who) for one in meeting.decisions]) == (
            "[[gedeeld]] Om beurt bellen", [("[[gedeeld]] Bel de ouders", "Begeleider Test")],
        )  # fmt: skip
        text = text_of(client_of(by).get(_address(world)))
        assert ("iedereen is akkoord" in text, "[[zorg]]" in text) == (True, False)


def test_remark_lies_beside_the_minutes_is_shown_to_staff_there_and_answered(world):
    meeting, table = world.minutes(("gedeeld", "[[gedeeld]] Om beurt bellen")), world.table()
    parent, keeper = world.household("An"), client_of(world.by("begeleider"))
    client = client_of(parent)
    for record in (Entry.objects.get(kind="overleg"), table):
        sent = {"verslag": record.pk, f"v{record.pk}-text": f"[[gedeeld]] Liever na vier uur {record.pk}"}
        assert client.post(_address(world), sent | {f"v{record.pk}-text": " "}).status_code == 200
        assert client.post(_address(world), sent).status_code == 302
    rows = Matter.objects.order_by("written_at")
    assert [(one.kind, one.compartment, one.organisation_id, one.parents_excluded) for one in rows] == [
        ("verslag", "gedeeld", world.school.pk, False)
    ] * 2  # fmt: skip
    for address, about in (
        (f"/overleg/{meeting.pk}/verslag/", rows[0]),
        (f"/casussen/rondetafels/{table.pk}/", rows[1]),
    ):
        text = text_of(keeper.get(address))
        assert (f"Liever na vier uur {about.about}" in text, "Nog niet beantwoord" in text) == (True, True), address
    matters.answer(by=world.by("begeleider"), matter=rows[0], outcome="ja", text="[[gedeeld]] Dat doen we")
    assert "[[gedeeld]] Dat doen we" in text_of(keeper.get(f"/overleg/{meeting.pk}/verslag/"))
    assert "[[gedeeld]] Dat doen we" in text_of(client.get(_address(world)))
    assert "Liever na vier uur" in text_of(keeper.get(f"/overleg/{meeting.pk}/"))


def test_minutes_that_the_pupil_keeps_from_the_parents_stay_there_and_so_does_a_remark(world):
    world.minutes(("gedeeld", "[[gedeeld]] Alleen van mij"), not_for_parents="Wil het niet")
    child, parent = world.child(), world.household("An")
    record = minutes_of(child, world.me(child))[0].record
    told = matters.Told(text="[[gedeeld]] Klopt")
    remark = matters.bring(by=child, me=world.me(child), kind="verslag", told=told, beside=record)
    assert (remark.parents_excluded, remark.note.parents_excluded) == (True, True)
    assert minutes_of(parent, world.me(parent)) == []
    with pytest.raises(policy.Denied):
        matters.bring(by=parent, me=world.me(parent), kind="verslag", told=told, beside=record)
    for page in ("", "verslagen/", "vragen/"):
        assert "[[gedeeld]] Klopt" not in text_of(client_of(parent).get(f"/mijn/{world.pupil.pk}/{page}"))


def test_minutes_of_today_and_what_a_young_child_does_not_read_are_not_shown(world):
    world.minutes(("gedeeld", "[[gedeeld]] Nog bezig"), ago=0)
    parent = world.household("An")
    assert minutes_of(parent, world.me(parent)) == []
    assert "Er is nog geen verslag dat u kunt lezen" in text_of(client_of(parent).get(_address(world)))
    world.table()
    assert len(minutes_of(parent, world.me(parent))) == 1
    world.pupil.birth_date = world.pupil.birth_date.replace(year=2016)
    world.pupil.save()
    child = world.child()
    assert minutes_of(child, world.me(child)) == []


def test_remark_says_something_and_lists_ask_as_much_with_many_as_with_few(world, django_assert_max_num_queries):
    table, parent = world.table(), world.household("An")
    client, told = client_of(parent), matters.Told(text="")
    with pytest.raises(ValidationError):
        matters.bring(by=parent, me=world.me(parent), kind="verslag", told=told, beside=table)
    world.minutes(("gedeeld", "[[gedeeld]] 0"))
    client.get(_address(world))
    with django_assert_max_num_queries(30) as asked:
        client.get(_address(world))
    few = len(asked)
    world.minutes(*(("gedeeld", f"[[gedeeld]] {number}") for number in range(1, 4)), ago=14)
    with django_assert_max_num_queries(few):
        client.get(_address(world))
