"""Grants, requests, breaking the glass, accounts of the family."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation
from leerrecht.people import domain
from leerrecht.people.domain.danger import glasses
from leerrecht.people.domain.openings import openings
from leerrecht.people.domain.queries.grants import cases_of, lines, notices_of, requests_of
from leerrecht.people.domain.requests import askable
from leerrecht.people.models import AccessRequest, Contact, ContactAccount, Grant, Notice, PupilAccount
from tests.factories import SYSTEM, TODAY, MembershipFactory, PupilFactory, UserFactory, principal
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
LATER = TODAY + timedelta(days=30)
SCHOOL_FILE = {"team", "zorg", "gedeeld"}


@pytest.fixture
def world():
    return World()


def access(world, by, user, compartments=("zorg",), **values):
    wanted = {
        "kind": "toegang", "organisation_id": world.school.pk, "reason": "Werkt mee aan het plan", "last": LATER,
    } | values  # fmt: skip
    return domain.give_grant(by=by, pupil=world.pupil, user=user, compartments=compartments, **wanted)


def refused(world, *args, **values):
    with pytest.raises(ValidationError) as caught:
        access(world, *args, **values)
    assert Grant.objects.count() == 0
    return list(caught.value.message_dict)


# Who may give what


@pytest.mark.parametrize(
    ("role", "given"),
    [
        ("leerkracht", []),
        ("secretariaat", []),
        ("begeleider", [("toegang", SCHOOL_FILE | {"attest"})]),
        ("directeur", [("toegang", SCHOOL_FILE | {"attest", "tucht"})]),
        ("clb", []),
        ("clbarts", []),
        ("clbhoofd", [("zaak", {"clb", "gedeeld", "partner", "tucht"}), ("partner", {"partner"})]),
        ("vertrouwenspersoon", []),
        ("partner", []),
    ],
)
def test_each_role_gives_what_it_answers_for(world, role, given):
    assert [(one.kind, one.compartments) for one in openings(world.by(role), world.pupil)] == given


def test_worker_on_the_case_brings_in_colleagues_partners_and_readers(world):
    world.case()
    assert [one.kind for one in openings(world.by("clb"), world.pupil)] == ["zaak", "partner", "toegang"]


def test_only_the_pupil_chooses_a_trust_person(world):
    assert [(one.kind, one.compartments) for one in openings(world.child(), world.pupil)] == [
        ("vertrouwenspersoon", {"leerling"})
    ]
    assert openings(world.parent(), world.pupil) == []


@pytest.mark.parametrize("role", ["directeur", "begeleider", "clbhoofd"])
def test_another_house_gives_nothing(world, role):
    assert openings(principal(role, world.other_centre if role == "clbhoofd" else world.other), world.pupil) == []


def test_grant_is_kept_and_logged_without_its_reason(world):
    grant = access(world, world.by("directeur"), world.staff("gedragsexpert"))
    assert (grant.kind, grant.compartments, grant.held_at_id, grant.period) == (
        "toegang", ["zorg"], world.school.pk, DateRange(TODAY, LATER + timedelta(days=1)),
    )  # fmt: skip
    entry = LogEntry.objects.get(act=acts.GRANT_GIVE)
    assert (entry.pupil_id, entry.organisation_id, entry.why, entry.detail) == (
        world.pupil.pk, world.school.pk, f"directeur van {world.school}",
        {"user": grant.user_id, "kind": "toegang", "compartments": ["zorg"]},
    )  # fmt: skip


def test_grant_by_who_may_not_give_it_is_denied(world):
    with pytest.raises(policy.Denied):
        access(world, world.by("leerkracht"), world.staff("gedragsexpert"))
    with pytest.raises(policy.Denied):
        access(world, world.by("directeur"), world.staff("clb"), ("clb",), organisation_id=world.centre.pk)


def test_grant_that_is_not_whole_is_refused(world):
    director, expert = world.by("directeur"), world.staff("gedragsexpert")
    assert refused(world, director, expert, ()) == ["compartments"]
    assert refused(world, director, expert, ("clb",)) == ["compartments"]
    assert refused(world, director, expert, reason=" ") == ["reason"]
    assert refused(world, director, expert, last=None) == ["last"]
    assert refused(world, director, expert, last=TODAY - timedelta(days=1)) == ["last"]
    assert refused(world, director, expert, last=date(2027, 11, 21)) == ["last"]
    assert refused(world, world.by("begeleider"), world.staff("begeleider")) == ["user"]


def test_grant_goes_only_to_whom_the_compartment_may_be_opened(world):
    director = world.by("directeur")
    assert refused(world, director, world.staff("secretariaat")) == ["user"]
    assert refused(world, director, world.staff("brugfiguur")) == ["user"]
    assert refused(world, director, world.staff("clb"), ("gedeeld",)) == ["user"]
    assert refused(world, director, UserFactory.create()) == ["user"]
    stranger = world.user("vreemd", "gedragsexpert", world.other)
    assert refused(world, director, stranger) == ["user"]


def test_refusal_does_not_tell_the_name_behind_a_guessed_username(world):
    stranger = UserFactory.create(username="vreemd", last_name="Geheim")
    with pytest.raises(ValidationError) as caught:
        access(world, world.by("directeur"), stranger)
    assert "Geheim" not in str(caught.value)


def test_file_of_the_centre_is_never_opened_to_the_school(world):
    world.case()
    with pytest.raises(ValidationError) as caught:
        access(world, world.by("clb"), world.staff("directeur"), ("clb",), organisation_id=world.centre.pk)
    assert list(caught.value.message_dict) == ["user"]


def test_tucht_is_opened_to_a_delegate_of_the_own_board_only(world):
    own, other = world.user("eigen", "bestuur", world.school.board), world.user("ander", "bestuur", world.other.board)
    assert refused(world, world.by("directeur"), other, ("tucht",)) == ["user"]
    assert access(world, world.by("directeur"), own, ("tucht",)).held_at_id == world.school.board.pk


def test_partner_is_sent_by_the_centre_and_owns_its_own_file(world):
    world.case()
    grant = access(
        world, world.by("clb"), world.staff("partner"), ("partner",), kind="partner", organisation_id=world.centre.pk
    )
    assert (grant.organisation_id, grant.held_at_id, grant.given_for_id) == (
        world.partner.pk, world.partner.pk, world.centre.pk,
    )  # fmt: skip


def test_case_twice_at_a_time_is_refused(world):
    world.case()
    with pytest.raises(ValidationError) as caught:
        world.case()
    assert list(caught.value.message_dict) == ["user"]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"compartments": []}, "grant_compartments_known"),
        ({"compartments": ["geheim"]}, "grant_compartments_known"),
        ({"reason": ""}, "grant_has_reason"),
        ({"period": DateRange(TODAY, None)}, "grant_ends"),
        ({"held_at_id": None}, "grant_held_somewhere"),
        ({"kind": "partner"}, "grant_partner_sent_by_centre"),
    ],
)
def test_database_refuses_a_grant_that_is_not_whole(world, values, constraint):
    whole = {
        "user": world.staff("gedragsexpert"), "pupil": world.pupil, "organisation_id": world.school.pk,
        "held_at_id": world.school.pk, "kind": "toegang", "compartments": ["zorg"], "reason": "x",
        "period": DateRange(TODAY, LATER),
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=constraint):
        Grant.objects.create(**(whole | values))


# Taking back, and who sees it


def test_grant_is_withdrawn_by_who_answers_for_it_and_given_back_by_the_holder(world):
    for by in ("begeleider", "directeur", "gedragsexpert"):
        grant = access(world, world.by("directeur"), world.staff("gedragsexpert"))
        domain.withdraw_grant(by=world.by(by), grant=grant)
    assert Grant.objects.filter(withdrawn_at=None).count() == 0
    with pytest.raises(ValidationError, match="al ingetrokken"):
        domain.withdraw_grant(by=world.by("directeur"), grant=grant)


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat", "clb", "clbhoofd"])
def test_grant_of_the_school_is_not_withdrawn_by_others(world, role):
    grant = access(world, world.by("directeur"), world.staff("gedragsexpert"))
    with pytest.raises(policy.Denied):
        domain.withdraw_grant(by=world.by(role), grant=grant)


def shown(world, who):
    return sorted((line.grant.kind, bool(line.reason)) for line in lines(who, world.pupil))


def test_grant_is_shown_where_its_compartment_is_read_and_the_reason_where_all_are(world):
    world.case()
    domain.give_grant(
        by=world.child(), pupil=world.pupil, user=world.staff("vertrouwenspersoon"), kind="vertrouwenspersoon",
        organisation_id=world.school.pk, compartments=["leerling"], reason="Vertrouw ik",
    )  # fmt: skip
    access(world, world.by("directeur"), world.staff("gedragsexpert"), ("zorg",))
    access(world, world.by("directeur"), world.user("gemachtigde", "bestuur", world.school.board), ("tucht",))
    assert shown(world, world.by("directeur")) == [("toegang", True), ("toegang", True), ("zaak", False)]
    assert shown(world, world.by("begeleider")) == [("toegang", True), ("zaak", False)]
    assert shown(world, world.by("leerkracht")) == []
    assert shown(world, world.by("clb")) == [("zaak", True)]
    assert shown(world, world.by("clbhoofd")) == [("zaak", True)]
    assert shown(world, world.child()) == [("toegang", True), ("vertrouwenspersoon", True), ("zaak", False)]
    assert shown(world, world.parent()) == [("toegang", True), ("zaak", False)]
    assert shown(world, world.parent(barred=True, lives_with=False)) == []
    assert shown(world, world.by("vertrouwenspersoon")) == [("vertrouwenspersoon", True)]
    assert shown(world, principal("directeur", world.other)) == []


def test_cases_are_those_of_live_grants_and_of_the_family(world):
    world.case()
    assert list(cases_of(world.by("clb"))) == [world.pupil]
    assert list(cases_of(world.child())) == [world.pupil]
    assert list(cases_of(world.parent())) == [world.pupil]
    assert list(cases_of(world.parent(barred=True, lives_with=False))) == []
    assert list(cases_of(world.by("directeur"))) == []


# Asking and answering


def ask(world, role="leerkracht", **values):
    wanted = {"organisation_id": world.school.pk, "compartments": ["zorg"], "reason": "Wil helpen", "until": LATER}
    return domain.request_access(by=world.by(role), pupil=world.pupil, **(wanted | values))


def test_each_asks_for_what_the_role_does_not_read(world):
    assert [one.compartments for one in askable(world.by("leerkracht"), world.pupil)] == [{"zorg", "gedeeld", "tucht"}]
    assert [one.compartments for one in askable(world.by("clb"), world.pupil)] == [{"clb", "gedeeld"}]
    assert askable(world.by("secretariaat"), world.pupil) == []
    assert askable(principal("leerkracht", world.other), world.pupil) == []


def test_question_waits_for_who_may_give_it(world):
    asked = ask(world)
    assert list(requests_of(world.by("begeleider"))) == [asked]
    assert list(requests_of(world.by("directeur"))) == [asked]
    for nobody in ("leerkracht", "secretariaat", "clb", "clbhoofd"):
        assert list(requests_of(world.by(nobody))) == []
    assert list(requests_of(principal("directeur", world.other))) == []


def test_question_that_is_granted_opens_the_file(world):
    world.note("zorg")
    asked = domain.answer_request(by=world.by("begeleider"), request=ask(world), yes=True)
    assert (asked.grant.kind, asked.grant.compartments, asked.grant.given_by) == (
        "toegang", ["zorg"], world.staff("begeleider"),
    )  # fmt: skip
    assert policy.visible(Aantekening, to=world.by("leerkracht"), act=acts.NOTE_VIEW).count() == 1
    with pytest.raises(ValidationError, match="al beantwoord"):
        domain.answer_request(by=world.by("directeur"), request=asked, yes=True)


def test_question_that_is_refused_says_why_and_opens_nothing(world):
    asked = ask(world)
    with pytest.raises(ValidationError) as caught:
        domain.answer_request(by=world.by("directeur"), request=asked, yes=False)
    assert list(caught.value.message_dict) == ["answer"]
    domain.answer_request(by=world.by("directeur"), request=asked, yes=False, answer="Vraag het de begeleider")
    assert (AccessRequest.objects.get().answer, Grant.objects.count()) == ("Vraag het de begeleider", 0)


def test_question_twice_or_into_the_past_is_refused(world):
    ask(world)
    with pytest.raises(ValidationError, match="vroeg dit al"):
        ask(world)
    with pytest.raises(ValidationError) as caught:
        ask(world, "clb", organisation_id=world.centre.pk, compartments=["clb"], until=TODAY - timedelta(days=1))
    assert list(caught.value.message_dict) == ["until"]


def test_own_question_is_not_answered_by_oneself(world):
    world.case(role="clbarts")
    asked = ask(world, "clbhoofd", organisation_id=world.centre.pk, compartments=["clb"])
    with pytest.raises(policy.Denied):
        domain.answer_request(by=world.by("clbhoofd"), request=asked, yes=True)
    assert domain.answer_request(by=world.by("clbarts"), request=asked, yes=True).grant is not None


# Acute danger


def break_glass(world, role="leerkracht", **values):
    wanted = {"organisation_id": world.school.pk, "reason": "Sprak over zelfdoding"} | values
    return domain.break_glass(by=world.by(role), pupil=world.pupil, **wanted)


def test_broken_glass_opens_the_own_house_until_tomorrow_and_never_what_was_said_in_confidence(world):
    world.notes()
    break_glass(world)

    def read(on):
        found = policy.visible(Aantekening, to=world.by("leerkracht", on=on), act=acts.NOTE_VIEW)
        return set(found.values_list("compartment", flat=True))

    assert read(TODAY) == read(TODAY + timedelta(days=1)) == {"team", "zorg", "gedeeld", "attest"}
    assert read(TODAY + timedelta(days=2)) == {"team"}


def test_broken_glass_at_the_centre_opens_the_file_of_the_centre(world):
    world.notes()
    Aantekening.objects.filter(compartment="gedeeld").update(counterpart_id=world.centre.pk)
    break_glass(world, "clb", organisation_id=world.centre.pk)
    found = policy.visible(Aantekening, to=world.by("clb"), act=acts.NOTE_VIEW)
    assert set(found.values_list("compartment", flat=True)) == {"clb", "gedeeld", "medisch", "partner"}


def test_director_and_centre_are_told_at_once(world):
    break_glass(world)
    for role in ("directeur", "clbhoofd"):
        (told,) = notices_of(world.by(role))
        assert (told.notice.grant.user, told.reason) == (world.staff("leerkracht"), "Sprak over zelfdoding")
    for role in ("begeleider", "clb", "secretariaat"):
        assert notices_of(world.by(role)) == []
    assert notices_of(principal("directeur", world.other)) == []
    domain.see_notice(by=world.by("directeur"), notice=Notice.objects.get(organisation_id=world.school.pk))
    assert notices_of(world.by("directeur")) == []
    assert len(notices_of(world.by("clbhoofd"))) == 1


def test_reason_under_secrecy_is_not_told_to_the_school(world):
    break_glass(world, "clb", organisation_id=world.centre.pk)
    assert [told.reason for told in notices_of(world.by("directeur"))] == [""]
    assert [told.reason for told in notices_of(world.by("clbhoofd"))] == ["Sprak over zelfdoding"]


def test_glass_is_broken_with_a_reason_and_only_within_reach(world):
    with pytest.raises(ValidationError) as caught:
        break_glass(world, reason=" ")
    assert list(caught.value.message_dict) == ["reason"]
    for role in ("secretariaat", "vertrouwenspersoon", "partner", "gedragsexpert"):
        assert glasses(world.by(role), world.pupil) == []
    with pytest.raises(policy.Denied):
        domain.break_glass(
            by=principal("directeur", world.other), pupil=world.pupil, organisation_id=world.other.pk, reason="x"
        )
    with pytest.raises(policy.Denied):
        break_glass(world, organisation_id=world.centre.pk)
    assert (Grant.objects.count(), Notice.objects.count()) == (0, 0)


# Accounts


def test_account_of_a_pupil_is_linked_by_the_school_and_never_that_of_staff(world):
    user = UserFactory.create()
    domain.link_pupil(by=world.by("secretariaat"), user=user, pupil=world.pupil)
    assert PupilAccount.objects.get().user == user
    with pytest.raises(ValidationError):
        domain.link_pupil(by=world.by("secretariaat"), user=user, pupil=world.pupil)
    for member in (world.staff("begeleider"), world.staff("secretariaat")):
        with pytest.raises(ValidationError, match="iemand die werkt"):
            domain.link_pupil(by=world.by("secretariaat"), user=member, pupil=world.pupil)
    with pytest.raises(policy.Denied):
        domain.link_pupil(by=world.by("begeleider"), user=UserFactory.create(), pupil=world.pupil)


def test_account_of_a_contact_is_linked_but_not_by_oneself(world):
    contact = Contact.objects.create(pupil=world.pupil, name="Moeder", legal_role="ouder")
    with pytest.raises(ValidationError):
        domain.link_contact(by=world.by("secretariaat"), user=world.staff("secretariaat"), contact=contact)
    user = UserFactory.create()
    domain.link_contact(by=world.by("secretariaat"), user=user, contact=contact)
    assert ContactAccount.objects.get().user == user


def test_access_and_accounts_follow_the_pupil_when_two_records_become_one(world):
    world.case()
    child = world.child()
    keep = PupilFactory.create()
    Grant.objects.create(
        user=world.staff("clb"), pupil=keep, organisation_id=world.centre.pk, held_at_id=world.centre.pk, kind="zaak",
        compartments=["clb"], reason="x", period=DateRange(TODAY, None),
    )  # fmt: skip
    ask(world)
    domain.merge_pupils(by=SYSTEM, keep=keep, drop=world.pupil)
    live = Grant.objects.filter(withdrawn_at=None)
    assert [(grant.pupil_id, grant.compartments) for grant in live] == [
        (keep.pk, ["clb", "gedeeld", "partner", "tucht"])
    ]
    assert AccessRequest.objects.get().pupil_id == keep.pk
    assert PupilAccount.objects.get().pupil_id == keep.pk
    assert child.user_id is not None


def test_organisation_of_a_new_kind_gets_its_own_role_only():
    lop = Organisation.objects.create(kind="lop", name="LOP")
    member = MembershipFactory.create(organisation=lop, role="lop")
    from leerrecht.organisations.domain import appoint

    with pytest.raises(ValidationError):
        appoint(by=SYSTEM, user=member.user, organisation=lop, role="directeur", first=TODAY)
    with pytest.raises(ValidationError):
        appoint(by=SYSTEM, user=member.user, organisation=lop, role="leerling", first=TODAY)
