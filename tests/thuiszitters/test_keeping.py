"""What people say and do: kept beside what was found, with who and when; and who may."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.access.standing import stand
from leerrecht.thuiszitters.domain import keeping
from leerrecht.thuiszitters.domain.keeping import Following, Said
from leerrecht.thuiszitters.domain.queries.register import effective
from leerrecht.thuiszitters.models import Judgement, Thuiszitter
from leerrecht.transfers.domain import own_file
from tests.factories import SYSTEM, TODAY, PlacementFactory
from tests.thuiszitters.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
TOMORROW = TODAY + timedelta(days=1)


def acts_of(record):
    found = LogEntry.objects.filter(act__startswith="thuis.", object_id=str(record.pk)).order_by("id")
    return list(found.values_list("act", flat=True))


def test_what_a_person_says_stands_beside_what_was_found_with_the_facts_of_that_day():
    world = World()
    first = world.away(22, "Z")
    world.judge("anders", reason="T7", since=date(2026, 10, 1), half_days=Decimal(1), words="[[gedeeld]] leefgroep")
    record, judgement = world.sitter(), Judgement.objects.get()
    assert (record.reason, judgement.reason, effective(record, judgement)) == (
        "T3", "T7", ("T7", date(2026, 10, 1), Decimal(1))
    )  # fmt: skip
    assert judgement.computed["since"] == first.isoformat()
    assert (judgement.by, judgement.note.compartment, judgement.note.organisation_id) == (
        "Begeleider Test", "gedeeld", world.school.pk
    )  # fmt: skip
    world.judge("klopt")
    assert effective(record, Judgement.objects.order_by("-at", "-pk").first()) == ("T3", first, Decimal(0))
    assert (Judgement.objects.count(), acts_of(record)) == (2, ["thuis.judge", "thuis.judge"])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"verdict": "misschien"}, "verdict"),
        ({"verdict": "anders"}, "reason"),
        ({"verdict": "anders", "reason": "T9"}, "reason"),
        ({"verdict": "anders", "since": TOMORROW}, "since"),
        ({"verdict": "anders", "half_days": Decimal(10)}, "half_days"),
        ({"verdict": "klopt_niet"}, "why_not"),
        ({"verdict": "klopt_niet", "why_not": "ander"}, "words"),
    ],
)
def test_what_is_wrong_in_a_judgement_is_named_at_its_field(said, field):
    world = World()
    world.away()
    with pytest.raises(ValidationError) as refused:
        keeping.judge(by=world.by("begeleider"), record=world.sitter(), said=Said(**said))
    assert list(refused.value.message_dict) == [field]
    assert (Judgement.objects.count(), world.sitter().verdict) == (0, "")


@pytest.mark.parametrize(
    ("following", "field"),
    [
        ({"lead_id": 0}, "lead"),
        ({"contact_on": TOMORROW, "contact_how": "klas"}, "contact_on"),
        ({"contact_on": TODAY}, "contact_how"),
        ({"alternative": "niets"}, "alternative"),
        ({"hours": Decimal(41), "alternative": "toah"}, "hours"),
        ({"hours": Decimal(4)}, "alternative"),
        ({"next_step": "wachten", "next_on": TODAY}, "next_step"),
        ({"next_step": "clb"}, "next_on"),
        ({"next_on": TODAY}, "next_step"),
        ({"next_step": "clb", "next_on": TODAY - timedelta(days=1)}, "next_on"),
    ],
)
def test_what_is_wrong_in_following_up_is_named_at_its_field(following, field):
    world = World()
    world.away()
    with pytest.raises(ValidationError) as refused:
        keeping.follow_up(by=world.by("begeleider"), record=world.sitter(), following=Following(**following))
    assert list(refused.value.message_dict) == [field]


def test_who_is_on_it_and_what_comes_next():
    world = World()
    world.away()
    lead = world.staff("clb")
    following = Following(
        lead_id=lead.pk, contact_on=TODAY, contact_how="klas", alternative="toah", hours=Decimal(4),
        next_step="rondetafel", next_on=TOMORROW,
    )  # fmt: skip
    keeping.follow_up(by=world.by("clb"), record=world.sitter(), following=following)
    record = world.sitter()
    assert (record.lead, record.lead_house_id, record.contact_on, record.own_alternative, record.own_hours) == (
        "Clb Test", world.centre.pk, TODAY, "toah", Decimal(4)
    )  # fmt: skip
    # Without a new contact the last one stays.
    keeping.follow_up(by=world.by("begeleider"), record=record, following=Following())
    record = world.sitter()
    assert (record.lead, record.contact_on, record.next_step, record.next_on) == ("Clb Test", TODAY, "", None)
    assert acts_of(record) == ["thuis.follow", "thuis.follow"]


def test_an_ended_line_is_kept_as_it_was():
    world = World()
    world.away()
    record = world.sitter()
    by = world.by("begeleider")
    for how, on, field in (("weg", TODAY, "how"), ("anders", TOMORROW, "on"), ("anders", date(2026, 9, 1), "on")):
        with pytest.raises(ValidationError) as refused:
            keeping.close(by=by, record=record, how=how, on=on)
        assert list(refused.value.message_dict) == [field]
    keeping.close(by=by, record=record, how="buitenland", on=TODAY)
    record.refresh_from_db()
    assert (record.ended_how, record.ended_by, record.ended_by_person) == ("buitenland", "Begeleider Test", True)
    with pytest.raises(ValidationError, match="geëindigd"):
        keeping.judge(by=by, record=record, said=Said(verdict="klopt"))


def test_a_pupil_is_put_on_the_register_once_and_not_for_tomorrow():
    world = World()
    by = world.by("directeur")
    with pytest.raises(ValidationError, match="toekomst"):
        keeping.note_sitter(by=by, pupil=world.pupil, since=TOMORROW)
    record = keeping.note_sitter(by=by, pupil=world.pupil, since=TODAY)
    assert (record.noted, record.noted_by, record.verdict, acts_of(record)) == (
        True, "Directeur Test", "", ["thuis.note"]
    )  # fmt: skip
    with pytest.raises(ValidationError, match="al in het register"):
        keeping.note_sitter(by=by, pupil=world.pupil, since=TODAY)


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat", "partner", "clb-elders", "school-elders"])
def test_nobody_else_keeps_or_sees_it(role):
    world = World()
    world.away()
    record = world.sitter()
    where = {"clb-elders": ("clb", world.other_centre), "school-elders": ("begeleider", world.other)}.get(role)
    by = world.of(world.user(role, *where)) if where else world.by(role)
    for act in (acts.SITTER_VIEW, acts.SITTER_KEEP):
        assert not policy.visible(Thuiszitter, to=by, act=act).exists()
    with pytest.raises(policy.Denied):
        keeping.judge(by=by, record=record, said=Said(verdict="klopt"))
    with pytest.raises(policy.Denied):
        keeping.note_sitter(by=by, pupil=PlacementFactory.create().enrolment.pupil, since=TODAY)
    # The second wall, with the first one switched off.
    with stand(by):
        assert list(Thuiszitter.objects.all()) == []


@pytest.mark.parametrize("role", ["begeleider", "directeur", "clb", "clbhoofd"])
def test_care_team_director_and_clb_see_it_through_both_walls(role):
    world = World()
    world.away()
    by = world.by(role)
    with stand(by):
        seen = policy.visible(Thuiszitter, to=by, act=acts.SITTER_KEEP)
        assert [one.pupil_id for one in seen] == [world.pupil.pk]


def test_words_of_the_clb_need_a_place_on_the_case():
    world = World()
    world.away()
    said = Said(verdict="klopt_niet", why_not="ander", words="[[gedeeld]] komt maandag terug")
    with pytest.raises(ValidationError, match="niet op het dossier"):
        keeping.judge(by=world.by("clb"), record=world.sitter(), said=said)
    world.case()
    assert keeping.judge(by=world.by("clb"), record=world.sitter(), said=said).note.written_by == "Clb Test"
    judged = keeping.judge(by=SYSTEM, record=world.sitter(), said=Said(verdict="klopt", words="[[gedeeld]] ja"))
    assert judged.note.organisation_id == world.school.pk


def test_pupil_and_parents_get_it_in_their_own_file():
    world = World()
    world.away()
    parent = world.parent()
    made = own_file.make(by=parent, pupil=world.pupil, asker=own_file.askers(parent, world.pupil)[0].key, form="scherm")
    rows = next(section.rows for section in made.sections if section.key == "thuiszitten")
    assert [row["reden"] for row in rows] == ["de band met de school verzwakt (T2)"]
