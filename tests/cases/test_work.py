from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.policy import Denied
from leerrecht.cases.domain import chairs, exits, partners, reviews, summaries, tables, tracks
from leerrecht.cases.domain.queries.page import case_page
from leerrecht.cases.domain.queries.parts import table_page
from leerrecht.cases.models import Exit, Invitation, Part, Release, Report, RoundTable
from leerrecht.consent.domain import record_consent
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Grant
from tests.cases.world import World
from tests.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
WHEN = tables.When(TODAY, time(14), "lokaal 12")
JUNE = date(2027, 6, 30)


def agrees(world, purpose="overleg"):
    record_consent(
        by=world.by("begeleider"), pupil=world.pupil, organisation_id=world.school.pk, purpose=purpose,
        answer="toestemming", how="gesprek", first=TODAY,
    )  # fmt: skip


def seated(world, *names):
    by = world.by("begeleider")
    table = tables.plan_table(by=by, case=world.opened(), kind="rondetafel", when=WHEN, question="Hoe terug?")
    return table, [
        tables.invite(by=by, table=table, party=party, name=name, organisation=None) for party, name in names
    ]


def test_silence_at_a_round_table_is_no_consent():
    world = World()
    by = world.by("begeleider")
    table, (pupil, parents, clb) = seated(world, ("leerling", "Noor"), ("ouders", "Mama"), ("clb", "Hilde"))
    decision = tables.propose(by=by, table=table, what="Halve dagen", organisation=world.school, due_on=TODAY)
    tables.take_position(by=by, decision=decision, invitation=pupil, view="akkoord")
    tables.take_position(by=by, decision=decision, invitation=parents, view="mits", words="niet op vrijdag")
    shown = table_page(by, table).decisions[0]
    assert (shown.joint, list(shown.silent)) == (False, ["Hilde"])
    tables.note_came(by=by, invitation=clb, came=False)
    assert (table_page(by, table).decisions[0].joint, decision.task.house_id) == (True, world.school.pk)
    tables.take_position(by=by, decision=decision, invitation=pupil, view="niet", words="toch niet")
    assert table_page(by, table).decisions[0].joint is False
    assert case_page(by, table.case).stuck is True


def test_condition_is_written_down_and_a_closed_table_stays_as_it_was():
    world = World()
    by = world.by("begeleider")
    table, (pupil,) = seated(world, ("leerling", "Noor"))
    decision = tables.propose(by=by, table=table, what="Halve dagen")
    with pytest.raises(ValidationError, match="op welke voorwaarde"):
        tables.take_position(by=by, decision=decision, invitation=pupil, view="mits")
    table = tables.close_table(by=by, table=table, text="Kort besproken")
    assert (table.note.text, table.note.compartment) == ("Kort besproken", "gedeeld")
    with pytest.raises(ValidationError, match="afgesloten"):
        tables.propose(by=by, table=table, what="Nog iets")


def test_who_comes_from_outside_needs_consent_and_partner_reads_the_own_invitation_alone():
    world = World()
    world.case()
    by = world.by("begeleider")
    table, _asked = seated(world, ("leerling", "Noor"))
    with pytest.raises(ValidationError, match="alleen met toestemming"):
        tables.invite(by=by, table=table, party="partner", name="Jo", organisation=world.partner)
    agrees(world)
    own = tables.invite(by=by, table=table, party="partner", name="Jo", organisation=world.partner)
    partner = world.by("partner")
    assert policy.visible(Invitation, to=partner, act=acts.CASE_JOIN).count() == 0
    world.partner_grant()
    assert list(policy.visible(Invitation, to=partner, act=acts.CASE_JOIN)) == [own]
    assert policy.visible(RoundTable, to=partner, act=acts.NOTE_VIEW).count() == 0
    assert tables.answer_invitation(by=partner, invitation=own, answer="komt").answer == "komt"


def test_summary_has_versions_and_each_confirmation_is_of_one_of_them():
    world = World()
    by, case = world.by("begeleider"), world.opened()
    first = summaries.write_summary(by=by, case=case, text="Slaapt slecht", with_pupil=True)
    second = summaries.write_summary(by=by, case=case, text="Slaapt beter", with_pupil=False)
    assert [one.party for one in first.confirmations.all()] == ["leerling"]
    with pytest.raises(ValidationError, match="nieuwere versie"):
        summaries.confirm_summary(by=by, summary=first, party="ouders", name="Mama")
    summaries.confirm_summary(by=by, summary=second, party="ouders", name="Mama")
    page = case_page(by, case)
    assert (page.summary, [one.on for one in page.summary.confirmations.all()]) == (second, [TODAY])


def joined(world, **values):
    rest = {
        "organisation": world.partner, "kind": "naft", "since": TODAY, "last": JUNE, "question": "Werk aan opstaan",
        "users": [world.staff("partner")], "with_story": False,
    } | values  # fmt: skip
    return partners.invite_partner(by=world.by("clb"), case=world.opened(), **rest)


def test_partner_joins_by_a_grant_with_the_story_only_with_consent():
    world = World()
    world.case()
    case = world.opened()
    summaries.write_summary(by=world.by("begeleider"), case=case, text="Slaapt slecht", with_pupil=True)
    with pytest.raises(ValidationError, match="alleen mee met toestemming"):
        joined(world, with_story=True)
    assert (Part.objects.count(), Grant.objects.filter(kind="partner").count()) == (0, 0)
    agrees(world, "traject")
    part = joined(world, with_story=True)
    partner = world.by("partner")
    assert (part.story.text, part.story.compartment, part.story.organisation_id) == (
        "Slaapt slecht", "partner", world.partner.pk,
    )  # fmt: skip
    texts = policy.visible(Aantekening, to=partner, act=acts.NOTE_VIEW).values_list("text", flat=True)
    assert sorted(texts) == ["Slaapt slecht", "Werk aan opstaan"]


def test_only_who_works_on_the_case_at_the_centre_brings_in_a_partner():
    world = World()
    world.case()
    case = world.opened()
    values = {"organisation": world.partner, "kind": "naft", "since": TODAY, "last": JUNE, "question": "x"}
    with pytest.raises(Denied):
        partners.invite_partner(by=world.by("begeleider"), case=case, with_story=False, **values)


def test_school_reads_of_a_partner_only_what_the_centre_releases():
    world = World()
    world.case()
    part, partner = joined(world), world.by("partner")
    partners.note_presence(by=partner, part=part, on=TODAY, there="afwezig")
    partners.note_presence(by=partner, part=part, on=TODAY, there="aanwezig")
    partners.note_progress(by=partner, part=part, on=TODAY, text="Praat over thuis")
    school = world.by("begeleider")
    for model in (Part, Report):
        assert policy.visible(model, to=school, act=acts.NOTE_VIEW).count() == 0
    given = partners.release(by=world.by("clb"), part=part, text="Komt op tijd")
    assert (given.days_there, given.days_away, given.compartment) == (1, 0, "gedeeld")
    page = case_page(school, part.case)
    assert ([one.note.text for one in page.releases], list(page.parts)) == (["Komt op tijd"], [])
    assert Report.objects.filter(released_on=None).count() == 0
    with pytest.raises(ValidationError, match="gaf deze dag al door"):
        partners.note_presence(by=partner, part=part, on=TODAY, there="afwezig")
    with pytest.raises(Denied):
        partners.release(by=school, part=part, text="x")
    assert Release.objects.count() == 1


def test_review_comes_back_by_itself():
    world = World()
    track = world.track(since=TODAY - timedelta(weeks=5))
    assert track.review_on == TODAY - timedelta(weeks=1)
    by = world.by("begeleider")
    review = reviews.review_track(by=by, track=track, on=TODAY, verdict="bijsturen", text="Te grote stap")
    track.refresh_from_db()
    assert (review.due_on, track.review_on, review.note.text) == (
        TODAY - timedelta(weeks=1), TODAY + timedelta(weeks=4), "Te grote stap",
    )  # fmt: skip


def test_week_pattern_names_a_place_for_each_half_day():
    world = World()
    track = world.track(kind="flexibel")
    by = world.by("begeleider")
    with pytest.raises(ValidationError, match="minstens één halve dag"):
        reviews.set_pattern(by=by, track=track, first=TODAY, half_days={"0vm": ""})
    with pytest.raises(ValidationError, match="uit de lijst"):
        reviews.set_pattern(by=by, track=track, first=TODAY, half_days={"0vm": "cinema"})
    pattern = reviews.set_pattern(
        by=by, track=track, first=TODAY, half_days={"0vm": "school", "0nm": "werk"}, words={"0nm": "fietsenmaker"}
    )  # fmt: skip
    assert (pattern.half_days, pattern.words) == ({"0vm": "school", "0nm": "werk"}, {"0nm": "fietsenmaker"})


def test_workplace_that_fails_is_talked_about_or_stops():
    world = World()
    track = world.track(kind="aanloopfase", organisation=None, body="Garage")
    checks = {"level": True, "hours": False, "agreement": True, "mentor": True}
    with pytest.raises(ValidationError, match="niet in orde"):
        reviews.check_workplace(by=world.by("begeleider"), track=track, on=TODAY, next_step="verder", **checks)
    found = reviews.check_workplace(by=world.by("begeleider"), track=track, on=TODAY, next_step="gesprek", **checks)
    assert found.good is False


def test_discharge_without_a_place_and_track_without_a_goal_ask_attention():
    world = World()
    by = world.by("begeleider")
    track = world.track(kind="type5", organisation=None, body="Ziekenhuisschool")
    reviews.announce_discharge(by=by, track=track, on=TODAY + timedelta(days=9))
    page = case_page(by, track.case)
    assert [list(one.alarms) for one in page.tracks] == [["doel", "ontslag"]]
    reviews.announce_discharge(by=by, track=track, on=TODAY + timedelta(days=9), next_place="eigen school")
    assert [list(one.alarms) for one in case_page(by, track.case).tracks] == [["doel"]]


def test_waiting_without_a_bridge_asks_attention_until_there_is_one():
    world = World()
    by = world.by("begeleider")
    track = world.track(kind="jeugdhulp", organisation=None, body="CGG", since=None)
    assert [list(one.alarms) for one in case_page(by, track.case).tracks] == [["niemand"]]
    track = tracks.take_up_track(by=by, track=track, on=TODAY)
    assert [list(one.alarms) for one in case_page(by, track.case).tracks] == [["wacht"]]
    world.track(kind="overbrugging", bridges=track)
    assert [list(one.alarms) for one in case_page(by, track.case).tracks] == [[], []]


def test_chair_is_taken_up_and_left_and_mediation_is_offered_once():
    world = World()
    by, case = world.by("begeleider"), world.opened()
    chair = chairs.ask(by=by, case=case, party="hulp", function="huisarts")
    assert case_page(by, case).nobody == 4
    chair = chairs.take_up(by=by, chair=chair, on=TODAY, name="dokter Wit")
    assert (case_page(by, case).nobody, chair.name) == (3, "dokter Wit")
    chairs.leave(by=by, chair=chair)
    offered = chairs.offer_mediation(by=by, case=case, threat="uitval", mediator="LOP")
    with pytest.raises(ValidationError, match="loopt al een bemiddeling"):
        chairs.offer_mediation(by=by, case=case, threat="uitval", mediator="LOP")
    offered = chairs.answer_mediation(by=by, mediation=offered, taken="ja", result="eens")
    assert (offered.taken, offered.ended_on) == ("ja", TODAY)


def test_exit_is_kept_with_motive_destination_and_a_day_to_ask_again():
    world = World()
    values = {"motive": "werk", "motive_by": "leerling", "destination": "werk", "talked": True}
    by = world.by("begeleider")
    gone = exits.record_exit(
        by=by, pupil=world.pupil, organisation_id=world.school.pk, left_on=TODAY, handed_over="VDAB", **values
    )  # fmt: skip
    assert gone.look_on == date(2027, 5, 20)
    with pytest.raises(ValidationError, match="staat er al"):
        exits.record_exit(by=by, pupil=world.pupil, organisation_id=world.school.pk, left_on=TODAY, **values)
    assert exits.look_again(by=by, gone=gone, destination="vdab").looked_on == TODAY
    assert Exit.objects.count() == 1
