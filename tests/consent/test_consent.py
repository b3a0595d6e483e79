from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.consent.domain import (
    end_judgement,
    end_wish,
    judge_ability,
    record_consent,
    record_wish,
    withdraw_consent,
)
from leerrecht.consent.domain.places import places
from leerrecht.consent.domain.queries.ability import ability_of
from leerrecht.consent.models import Consent, Judgement, ParentsWish
from leerrecht.consent.purposes import PURPOSES
from leerrecht.notes.models import Aantekening
from leerrecht.people.domain import merge_pupils
from leerrecht.people.models import Contact, Grant
from tests.factories import SYSTEM, TODAY, PupilFactory
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
YOUNG, OLD = date(2014, 11, 21), date(2014, 11, 20)


@pytest.fixture
def world():
    return World()


def born(world, day):
    world.pupil.birth_date = day
    world.pupil.save()


def consent(world, by=None, **values):
    details = {
        "pupil": world.pupil, "organisation_id": world.school.pk, "purpose": "hulp", "answer": "toestemming",
        "how": "papier", "first": TODAY,
    } | values  # fmt: skip
    return record_consent(by=by or world.by("begeleider"), **details)


def wish(world, by=None, *, respected=True, **values):
    details = {
        "pupil": world.pupil, "organisation_id": world.school.pk, "stated_on": TODAY, "how": "gesprek",
        "reason": "Bang voor thuis",
    } | values  # fmt: skip
    return record_wish(by=by or world.by("begeleider"), respected=respected, **details)


def mother(world, **values):
    return Contact.objects.create(**{"pupil": world.pupil, "name": "Moeder", "legal_role": "ouder"} | values)


def errors(caught):
    return caught.value.message_dict if hasattr(caught.value, "error_dict") else caught.value.messages


def seen(model, principal, act=acts.CONSENT_VIEW):
    return policy.visible(model, to=principal, act=act).count()


def test_care_team_and_clb_on_the_case_note_answers(world):
    world.case()
    where = {
        role: [place.organisation_id for place in places(world.by(role), world.pupil, acts.CONSENT_RECORD)]
        for role in ("leerkracht", "secretariaat", "begeleider", "directeur", "clb", "clbhoofd")
    }
    assert where == {
        "leerkracht": [], "secretariaat": [], "begeleider": [world.school.pk], "directeur": [world.school.pk],
        "clb": [world.centre.pk], "clbhoofd": [],
    }  # fmt: skip


def test_answer_is_kept_with_who_gave_it_and_logged_without_text(world):
    contact = mother(world)
    found = consent(world, contact=contact, last=date(2027, 6, 30))
    assert (found.giver, found.giver_name, found.period.lower, found.period.upper, found.recorded_by) == (
        "contact", "Moeder", TODAY, date(2027, 7, 1), "Begeleider Test",
    )  # fmt: skip
    entry = LogEntry.objects.get(act="consent.record")
    assert (entry.pupil_id, entry.organisation_id, entry.compartments, entry.detail) == (
        world.pupil.pk, world.school.pk, ["gedeeld"],
        {"purpose": "hulp", "answer": "toestemming", "giver": "contact"},
    )  # fmt: skip


def test_answer_by_somebody_who_may_not_is_refused(world):
    with pytest.raises(Denied):
        consent(world, by=world.by("leerkracht"))
    with pytest.raises(Denied):
        consent(world, organisation_id=world.other.pk)


def test_second_answer_of_the_same_person_in_that_period_is_refused(world):
    consent(world)
    with pytest.raises(ValidationError) as caught:
        consent(world, answer="weigering")
    assert errors(caught) == {
        "purpose": ["Hiervoor staat al een antwoord van deze persoon in deze periode. Trek dat eerst in."]
    }
    consent(world, contact=mother(world))
    consent(world, purpose="overleg")
    assert Consent.objects.count() == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"purpose": "iets"}, "purpose"),
        ({"answer": "bezwaar"}, "answer"),
        ({"purpose": "gebruik", "answer": "toestemming"}, "answer"),
        ({"how": "telefoon"}, "how"),
        ({"first": date(2026, 11, 21)}, "first"),
        ({"last": date(2026, 11, 1)}, "last"),
    ],
)
def test_answer_that_cannot_be_is_refused_at_its_field(world, values, field):
    with pytest.raises(ValidationError) as caught:
        consent(world, **values)
    assert list(errors(caught)) == [field]
    assert (Consent.objects.count(), LogEntry.objects.filter(act="consent.record").count()) == (0, 0)


def test_pupil_consents_from_the_age_that_the_law_presumes(world):
    born(world, YOUNG)
    with pytest.raises(ValidationError) as caught:
        consent(world)
    assert list(errors(caught)) == ["giver"]
    born(world, OLD)
    assert consent(world).giver == "leerling"


def test_pupil_of_any_age_says_no(world):
    born(world, YOUNG)
    assert consent(world, answer="weigering").answer == "weigering"


@pytest.mark.parametrize(
    "values", [{"barred": True, "lives_with": False}, {"legal_role": "andere"}, {"pupil": None}], ids=str
)
def test_who_may_not_decide_for_the_pupil_does_not_answer(world, values):
    if "pupil" in values:
        values = {"pupil": PupilFactory.create()}
    with pytest.raises(ValidationError) as caught:
        consent(world, contact=mother(world, **values))
    assert list(errors(caught)) == ["giver"]


def test_answer_is_withdrawn_once_and_then_given_anew(world):
    found = consent(world)
    by = world.by("directeur")
    withdrawn = withdraw_consent(by=by, consent=found, on=TODAY, how="gesprek")
    assert (withdrawn.withdrawn_on, withdrawn.withdrawn_by) == (TODAY, "Directeur Test")
    with pytest.raises(ValidationError, match="al ingetrokken"):
        withdraw_consent(by=by, consent=found, on=TODAY, how="gesprek")
    consent(world, answer="weigering")


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 21)])
def test_withdrawal_outside_its_days_is_refused(world, day):
    with pytest.raises(ValidationError) as caught:
        withdraw_consent(by=world.by("begeleider"), consent=consent(world), on=day, how="papier")
    assert errors(caught) == {"on": ["Kies een dag van 20/11/2026 tot en met vandaag."]}


def test_withdrawal_by_another_house_is_refused(world):
    found = consent(world)
    world.case()
    with pytest.raises(Denied):
        withdraw_consent(by=world.by("clb"), consent=found, on=TODAY, how="papier")


def test_only_who_reads_what_is_shared_sees_answers(world):
    consent(world)
    roles = ("leerkracht", "secretariaat", "begeleider", "directeur", "clb", "clbhoofd")
    before = {role: seen(Consent, world.by(role)) for role in roles}
    world.case()
    assert before == {
        "leerkracht": 0, "secretariaat": 0, "begeleider": 1, "directeur": 1, "clb": 0, "clbhoofd": 0
    }  # fmt: skip
    assert seen(Consent, world.by("clb")) == 1
    assert seen(Consent, world.of(world.user("vreemd", "directeur", world.other))) == 0
    assert (seen(Consent, world.child()), seen(Consent, world.parent())) == (1, 1)
    assert seen(Consent, world.parent(barred=True, lives_with=False)) == 0


def test_care_team_sees_what_the_clb_noted_and_changes_nothing_of_it(world):
    world.case()
    found = consent(world, by=world.by("clb"), organisation_id=world.centre.pk)
    office = world.by("begeleider")
    assert (seen(Consent, office), policy.may(office, acts.CONSENT_RECORD, found).allowed) == (1, False)


def test_wish_hides_what_is_shared_from_parents_until_it_ends(world):
    world.case()
    world.note("gedeeld")
    world.note("tucht")
    consent(world)
    parent, child = world.parent(), world.child()

    def reads(who):
        return (
            seen(Aantekening, who, acts.NOTE_VIEW), seen(Consent, who), seen(Grant, who, acts.GRANT_VIEW),
            seen(ParentsWish, who, acts.WISH_VIEW),
        )  # fmt: skip

    assert (reads(parent), reads(child)) == ((2, 1, 1, 0), (2, 1, 1, 0))
    found = wish(world)
    assert (reads(parent), reads(child)) == ((1, 0, 0, 0), (2, 1, 1, 1))
    end_wish(by=world.by("directeur"), wish=found, reason="Ze vertelde het zelf")
    assert reads(parent) == (2, 1, 1, 0)


def test_wish_that_is_not_followed_hides_nothing(world):
    world.note("gedeeld")
    wish(world, respected=False)
    assert seen(Aantekening, world.parent(), acts.NOTE_VIEW) == 1


def test_wish_of_another_pupil_hides_nothing(world):
    world.note("gedeeld")
    wish(world, by=SYSTEM, pupil=PupilFactory.create())
    assert seen(Aantekening, world.parent(), acts.NOTE_VIEW) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [({"reason": "  "}, "reason"), ({"how": ""}, "how"), ({"stated_on": date(2026, 11, 21)}, "stated_on")],
)
def test_wish_without_what_it_needs_is_refused(world, values, field):
    with pytest.raises(ValidationError) as caught:
        wish(world, **values)
    assert list(errors(caught)) == [field]


def test_second_wish_while_one_stands_is_refused(world):
    wish(world)
    with pytest.raises(ValidationError, match="Er staat al een wens"):
        wish(world, respected=False)


def test_wish_ends_once_and_with_a_reason(world):
    found, by = wish(world), world.by("begeleider")
    with pytest.raises(ValidationError) as caught:
        end_wish(by=by, wish=found, reason=" ")
    assert list(errors(caught)) == ["reason"]
    end_wish(by=by, wish=found, reason="Mag nu")
    with pytest.raises(ValidationError, match="al beëindigd"):
        end_wish(by=by, wish=found, reason="Mag nu")
    assert list(LogEntry.objects.filter(act__startswith="wish.").order_by("pk").values_list("act", "detail")) == [
        ("wish.record", {"respected": True}), ("wish.end", {}),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "able"), [(OLD, True), (YOUNG, False)])
def test_ability_is_presumed_from_an_age(world, day, able):
    born(world, day)
    found = ability_of(world.pupil, TODAY)
    assert (found.able, found.age, found.judgement) == (able, 12, None)


@pytest.mark.parametrize(("day", "able"), [(OLD, False), (YOUNG, True)])
def test_clb_on_the_case_judges_otherwise_and_ends_it(world, day, able):
    world.case()
    world.note("gedeeld")
    born(world, day)
    child, by = world.child(), world.by("clb")
    assert seen(Aantekening, child, acts.NOTE_VIEW) == (0 if able else 1)
    found = judge_ability(by=by, pupil=world.pupil, organisation_id=world.centre.pk, able=able, reason="Gesprek")
    assert (ability_of(world.pupil, TODAY).able, ability_of(world.pupil, TODAY).judgement) == (able, found)
    assert seen(Aantekening, child, acts.NOTE_VIEW) == (1 if able else 0)
    assert seen(Judgement, child) == 1
    end_judgement(by=by, judgement=found)
    assert ability_of(world.pupil, TODAY).able is not able
    with pytest.raises(ValidationError, match="al beëindigd"):
        end_judgement(by=by, judgement=found)


def test_new_judgement_replaces_the_one_before(world):
    world.case()
    for able in (True, False):
        judge_ability(
            by=world.by("clb"), pupil=world.pupil, organisation_id=world.centre.pk, able=able, reason="Gesprek"
        )
    assert list(Judgement.objects.order_by("pk").values_list("able", "ended_on")) == [(True, TODAY), (False, None)]


def test_judgement_by_who_may_not_or_without_a_reason_is_refused(world):
    details = {"pupil": world.pupil, "able": True, "reason": "x"}
    with pytest.raises(Denied):
        judge_ability(by=world.by("directeur"), organisation_id=world.school.pk, **details)
    with pytest.raises(Denied):
        judge_ability(by=world.by("clb"), organisation_id=world.centre.pk, **details)
    with pytest.raises(ValidationError) as caught:
        judge_ability(by=SYSTEM, organisation_id=world.centre.pk, **{**details, "reason": ""})
    assert list(errors(caught)) == ["reason"]


@pytest.mark.parametrize("values", [{"reason": ""}, {"ended_on": TODAY}])
def test_database_refuses_a_wish_that_is_not_whole(world, values):
    whole = {"pupil": world.pupil, "organisation_id": world.school.pk, "stated_on": TODAY, "how": "gesprek",
             "respected": True, "reason": "x", "recorded_by": "x"}  # fmt: skip
    with pytest.raises(IntegrityError):
        ParentsWish.objects.create(**whole | values)


@pytest.mark.parametrize("kept", [True, False])
def test_merging_two_records_keeps_the_wish_that_is_respected(world, kept):
    drop = PupilFactory.create(birth_date=world.pupil.birth_date)
    details = {"organisation_id": world.school.pk, "stated_on": TODAY, "how": "gesprek", "reason": "x"}
    record_wish(by=SYSTEM, pupil=world.pupil, respected=kept, **details)
    record_wish(by=SYSTEM, pupil=drop, respected=not kept, **details)
    for pupil in (world.pupil, drop):
        consent(world, by=SYSTEM, pupil=pupil, contact=mother(world, pupil=pupil))
        judge_ability(by=SYSTEM, pupil=pupil, organisation_id=world.centre.pk, able=pupil == drop, reason="x")
    merge_pupils(by=SYSTEM, keep=world.pupil, drop=drop, choices={})
    assert list(ParentsWish.objects.filter(pupil=world.pupil, ended_on=None).values_list("respected", flat=True)) == [
        True
    ]
    assert ParentsWish.objects.filter(pupil=world.pupil).count() == 2
    assert list(Judgement.objects.filter(pupil=world.pupil, ended_on=None).values_list("able", flat=True)) == [False]
    assert Consent.objects.filter(pupil=world.pupil).count() == 2


def test_every_purpose_says_where_it_stands():
    assert [key for key, purpose in PURPOSES.items() if not purpose.source or key != purpose.key] == []
