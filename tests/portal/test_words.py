"""The pupil's own words: for whom the pupil says, and for nobody else, through pages and both walls."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerrecht.access import acts, policy
from leerrecht.access.standing import stand
from leerrecht.notes.models import Aantekening
from leerrecht.people import domain as people
from leerrecht.portal.domain import words
from leerrecht.portal.domain.queries.words import first_in_file
from leerrecht.portal.models import OwnWord
from tests.portal.world import World, client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def _reads(world, by):
    with stand(by):
        return {word.kind for word in first_in_file(by, world.pupil)}


def test_words_are_read_by_those_the_pupil_chose_and_by_nobody_else(world):
    world.say("[[leerling]] de bus", "vandaag", "leerling")
    world.say("[[zorg]] rust", "weten", "zorg")
    world.say("[[team]] vooraan", "helpt", "team")
    trusted = world.by("vertrouwenspersoon")
    people.give_grant(
        by=world.child(), pupil=world.pupil, user=world.staff("vertrouwenspersoon"), kind="vertrouwenspersoon",
        organisation_id=world.school.pk, compartments=["leerling"], reason="Die luistert",
    )  # fmt: skip
    parent = world.household("An")
    world.case()
    assert {
        "leerling": _reads(world, world.child()), "leerkracht": _reads(world, world.by("leerkracht")),
        "begeleider": _reads(world, world.by("begeleider")), "directeur": _reads(world, world.by("directeur")),
        "secretariaat": _reads(world, world.by("secretariaat")), "clb": _reads(world, world.by("clb")),
        "vertrouwenspersoon": _reads(world, trusted), "ouder": _reads(world, parent),
    } == {
        "leerling": {"vandaag", "weten", "helpt"}, "leerkracht": {"helpt"}, "begeleider": {"weten", "helpt"},
        "directeur": {"weten", "helpt"}, "secretariaat": set(), "clb": set(),
        "vertrouwenspersoon": {"vandaag", "weten", "helpt"}, "ouder": set(),
    }  # fmt: skip


def test_pupil_page_of_staff_shows_own_words_first_and_logs_the_look(world):
    world.say("Ik zit graag vooraan", "helpt", "team")
    shown = text_of(client_of(world.by("leerkracht")).get(f"/leerlingen/{world.pupil.pk}/"))
    assert shown.index("Ik zit graag vooraan") < shown.index("jaarstrook")
    assert "Ik zit graag vooraan" not in text_of(
        client_of(world.by("secretariaat")).get(f"/leerlingen/{world.pupil.pk}/")
    )


def test_pupil_writes_changes_and_takes_back_on_the_own_page(world):
    client, address = client_of(world.child()), f"/mijn/{world.pupil.pk}/woorden/"
    sent = client.post(address, {"kind": "helpt", "text": "Een rustige plek", "audience": "team"})
    assert (sent.status_code, sent.url) == (302, address)
    rows = OwnWord.objects.order_by("compartment")
    assert [(row.compartment, row.audience, row.note.text) for row in rows] == [
        ("leerling", "team", "Een rustige plek"), ("team", "team", "Een rustige plek"),
    ]  # fmt: skip
    mine = rows[0]
    assert "Een rustige plek" in text_of(client.get(f"{address}{mine.pk}/"))
    client.post(f"{address}{mine.pk}/", {"kind": "helpt", "text": "Muziek", "audience": "leerling"})
    assert _reads(world, world.by("leerkracht")) == set()
    standing = OwnWord.objects.get(withdrawn_at=None)
    assert (standing.compartment, standing.note.text) == ("leerling", "Muziek")
    client.post(f"{address}{standing.pk}/weg/")
    assert OwnWord.objects.filter(withdrawn_at=None).count() == 0
    assert Aantekening.objects.filter(own_word__isnull=False, withdrawn_at=None).count() == 0
    assert client.post(f"{address}{standing.pk}/weg/").status_code == 404


def test_word_of_another_is_not_found_and_a_parent_has_no_such_page(world):
    word = world.say()
    parent = client_of(world.household("An"))
    address = f"/mijn/{world.pupil.pk}/woorden/"
    answers = [parent.get(address), parent.get(f"{address}{word.pk}/"), parent.post(f"{address}{word.pk}/weg/")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    with pytest.raises(policy.Denied):
        words.say(by=world.household("Bea"), pupil=world.pupil, kind="helpt", text="x", audience="team")


@pytest.mark.parametrize(
    ("kind", "text", "audience", "field"),
    [("ander", "x", "team", "kind"), ("helpt", " ", "team", "text"), ("helpt", "x", "clb", "audience")],
)
def test_word_without_a_part_is_refused_with_the_field(world, kind, text, audience, field):
    with pytest.raises(ValidationError) as refused:
        words.say(by=world.child(), pupil=world.pupil, kind=kind, text=text, audience=audience)
    assert list(refused.value.message_dict) == [field]
    assert OwnWord.objects.count() == 0


def test_how_a_day_went_passes_for_staff_after_a_week_but_stays_with_the_pupil(world):
    word = world.say("Moe", "vandaag", "team")
    OwnWord.objects.filter(word=word.word).update(written_at=timezone.now() - timedelta(days=8))
    assert _reads(world, world.by("leerkracht")) == set()
    assert "Moe" in text_of(client_of(world.child()).get(f"/mijn/{world.pupil.pk}/woorden/"))
    with pytest.raises(ValidationError):
        words.take_back(by=world.child(), word=words.take_back(by=world.child(), word=word))
    assert policy.visible(OwnWord, to=world.child(), act=acts.PUPIL_VIEW).count() == 0
