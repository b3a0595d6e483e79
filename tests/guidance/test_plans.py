from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerrecht.access.policy import Denied
from leerrecht.consent.domain import record_consent, withdraw_consent
from leerrecht.consent.models import Consent
from leerrecht.guidance.domain import agreements, plans
from leerrecht.guidance.domain.queries.plans import plan_page
from leerrecht.guidance.models import Action, Agreement, Plan, Step
from leerrecht.notes.models import Aantekening
from tests.factories import TODAY, PlacementFactory
from tests.guidance.test_file_page import client_of
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def begin(world, by=None, **values):
    values = {
        "compartment": "gedeeld", "organisation_id": world.school.pk, "kind": "zorg", "begins_on": TODAY, "weeks": 4,
        "goals": ["Ik wil weer met Sam eten"],
    } | values  # fmt: skip
    return plans.begin_plan(by=by or world.by("begeleider"), pupil=world.pupil, **values)


def test_plan_begins_with_goals_in_own_words_and_its_first_evaluation():
    world = World()
    plan = begin(world, goals=["Ik wil weer met Sam eten", " ", "Geen buikpijn meer"])
    assert [goal.note.text for goal in plan.goals.all()] == ["Ik wil weer met Sam eten", "Geen buikpijn meer"]
    assert (plan.evaluate_on, plan.counterpart_id) == (date(2026, 12, 18), world.centre.pk)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"goals": [" "]}, "goals"), ({"kind": "x"}, "kind"), ({"weeks": 40}, "weeks"), ({"kind": "terugkeer"}, "trust")],
)
def test_plan_that_misses_something_is_refused_at_its_field(values, field):
    with pytest.raises(ValidationError) as refused:
        begin(World(), **values)
    assert list(refused.value.message_dict) == [field]
    assert (Plan.objects.count(), Aantekening.objects.count()) == (0, 0)


def test_teacher_pupil_and_parent_keep_no_plan():
    world = World()
    plan = begin(world)
    for by in (world.by("leerkracht"), world.child(), world.parent()):
        with pytest.raises(Denied):
            plans.add_goal(by=by, plan=plan, text="x")


def test_action_of_somebody_of_the_staff_has_the_account():
    world = World()
    by, plan = world.by("begeleider"), begin(world)
    teacher = world.staff("leerkracht")
    assert teacher in plans.staff_of(plan, TODAY)
    action = plans.add_action(by=by, plan=plan, what="Belt elke vrijdag", user=teacher, due_on=MONDAY)
    assert (action.who, action.who_id) == ("Leerkracht Test", teacher.pk)
    with pytest.raises(ValidationError):
        plans.add_action(by=by, plan=plan, what=" ", due_on=MONDAY)
    done = plans.finish_action(by=by, action=action, on=TODAY, result="helpt")
    assert (done.done_on, done.result) == (TODAY, "helpt")
    with pytest.raises(ValidationError):
        plans.finish_action(by=by, action=action, on=MONDAY)


def test_school_refusal_takes_no_big_step_on_a_monday_or_after_a_holiday():
    world = World()
    by, plan = world.by("begeleider"), begin(world, kind="weigering")
    with pytest.raises(ValidationError, match="maandag 23 november"):
        plans.add_step(by=by, plan=plan, first=MONDAY, half_days=["0vm", "1vm"])
    assert Step.objects.count() == 0
    plans.add_step(by=by, plan=plan, first=MONDAY, half_days=["0vm"])
    plans.add_step(by=by, plan=plan, first=TUESDAY + timedelta(days=7), half_days=["0vm", "1vm", "2vm"])
    with pytest.raises(ValidationError, match="4 januari 2027"):
        plans.add_step(by=by, plan=plan, first=date(2027, 1, 4), half_days=["0vm", "0nm", "1vm", "1nm", "2vm"])
    # Taking the middle step away would make the next one too big.
    later = plans.add_step(by=by, plan=plan, first=date(2027, 1, 11), half_days=["0nm", "0vm", "1vm", "2vm"])
    with pytest.raises(ValidationError):
        plans.drop_step(by=by, step=Step.objects.get(first=TUESDAY + timedelta(days=7)))
    plans.drop_step(by=by, step=later)
    assert Step.objects.count() == 2


def test_other_plans_may_step_on_a_monday_and_a_day_takes_one_step():
    world = World()
    by, plan = world.by("begeleider"), begin(world)
    plans.add_step(by=by, plan=plan, first=MONDAY, half_days=["0vm", "1vm", "2vm"])
    for first, slots in ((MONDAY, ["0vm"]), (TUESDAY, []), (TUESDAY, ["2nm"]), (date(2026, 11, 1), ["0vm"])):
        with pytest.raises(ValidationError):
            plans.add_step(by=by, plan=plan, first=first, half_days=slots)


def test_evaluation_comes_back_by_itself_until_the_plan_is_closed():
    world = World()
    by, plan = world.by("begeleider"), begin(world, begins_on=date(2026, 10, 20))
    assert plan.evaluate_on == date(2026, 11, 17)
    made = plans.evaluate(
        by=by, plan=plan, on=TODAY, verdict="bijsturen", text="De bus is te vol", pupil_present=True, next_on=None
    )
    plan.refresh_from_db()
    assert (made.due_on, plan.evaluate_on) == (date(2026, 11, 17), date(2026, 12, 18))
    for ending, worked in (("x", "y"), ("bereikt", " ")):
        with pytest.raises(ValidationError):
            plans.close_plan(by=by, plan=plan, ending=ending, worked=worked)
    closed = plans.close_plan(by=by, plan=plan, ending="bereikt", worked="Samen naar de bus")
    assert (closed.evaluate_on, closed.closed_on, closed.worked.text) == (None, TODAY, "Samen naar de bus")
    with pytest.raises(ValidationError, match="afgesloten op 20 november 2026"):
        plans.add_goal(by=by, plan=plan, text="Nog iets")


def test_class_is_informed_with_the_consent_of_the_pupil_only():
    world = World()
    by = world.by("begeleider")
    plan = begin(world, kind="terugkeer", trust="Juf An")
    with pytest.raises(ValidationError, match="alleen ingelicht als de leerling dat wil"):
        plans.inform_class(by=by, plan=plan)
    consent = record_consent(
        by=by, pupil=world.pupil, organisation_id=world.school.pk, purpose="klas", answer="toestemming", how="gesprek",
        first=TODAY,
    )  # fmt: skip
    withdraw_consent(by=by, consent=consent, on=TODAY, how="gesprek")
    with pytest.raises(ValidationError):
        plans.inform_class(by=by, plan=plan)
    Consent.objects.update(withdrawn_on=None, withdrawn_how="", withdrawn_by="")
    assert plans.inform_class(by=by, plan=plan).class_informed


def test_agreement_keeps_every_version_and_is_signed_anew():
    world = World()
    by = world.by("begeleider")
    agreement = agreements.agree(
        by=by, pupil=world.pupil, compartment="gedeeld", organisation_id=world.school.pk, kind="contract",
        text="Elke dag op tijd", begins_on=TODAY, review_on=MONDAY,
    )  # fmt: skip
    first = agreement.versions.get()
    for party, name, how in (("leerling", "Noor", "papier"), ("ouders", "Mama", "niet"), ("school", "An", "gesprek")):
        agreements.sign(by=by, version=first, party=party, name=name, on=TODAY, how=how)
    with pytest.raises(ValidationError):
        agreements.sign(by=by, version=first, party="leerling", name="Noor", on=TODAY, how="papier")
    second = agreements.revise(by=by, agreement=agreement, text="Elke dag om negen uur", review_on=TUESDAY)
    with pytest.raises(ValidationError):
        agreements.sign(by=by, version=first, party="ouders", name="Papa", on=TODAY, how="papier")
    assert [(one.number, one.note.text, one.signatures.count()) for one in agreement.versions.all()] == [
        (2, "Elke dag om negen uur", 0), (1, "Elke dag op tijd", 3),
    ]  # fmt: skip
    assert second.agreement.review_on == TUESDAY


def test_plan_through_its_page_with_steps_on_the_strip():
    world = World()
    by = world.by("begeleider")
    client = client_of(by)
    new = reverse("guidance-plan-new", args=[world.pupil.pk])
    assert client.get(new).status_code == 200
    data = {
        "kind": "weigering", "goals": "Ik wil niet bang zijn\nIk wil naar de turnles", "begins_on": "2026-11-10",
        "weeks": "2", "trust": "Juf An", "contact_days": "3", "place": f"gedeeld-{world.school.pk}",
    }  # fmt: skip
    plan_url = client.post(new, data).headers["Location"]
    assert client.post(plan_url, {"doe": "doel", "text": "Nog een doel"}).status_code == 302
    user = world.staff("leerkracht").pk
    client.post(plan_url, {"doe": "actie", "what": "Wacht aan de poort", "user": user, "due_on": "2026-11-24"})
    refused = client.post(plan_url, {"doe": "stap", "first": "2026-11-23", "half_days": ["0vm", "0nm"]})
    assert "net na een weekend" in refused.content.decode()
    client.post(plan_url, {"doe": "stap", "first": "2026-11-13", "half_days": ["3vm", "4vm"]})
    plan = Plan.objects.get()
    client.post(plan_url, {"doe": "actie-klaar", "wat": Action.objects.get().pk})
    client.post(plan_url, {"doe": "doel-bereikt", "wat": plan.goals.first().pk})
    client.post(plan_url, {"doe": "klas"})
    client.post(plan_url, {"doe": "evaluatie", "on": "2026-11-20", "text": "Goed", "verdict": "verder"})
    page = client.get(plan_url)
    shown = page.context["page"]
    assert [(week.monday, week.agreed, week.there, week.ahead) for week in shown.weeks][:2] == [
        (date(2026, 11, 9), 1, 1, False), (date(2026, 11, 16), 2, 1, False),
    ]  # fmt: skip
    assert [len(shown.goals), len(shown.evaluations), shown.actions[0].done_on] == [3, 1, TODAY]
    assert "afgesproken om te komen" in page.content.decode()
    client.post(plan_url, {"doe": "stap-weg", "wat": Step.objects.get().pk})
    client.post(plan_url, {"doe": "afsluiten", "ending": "deels", "worked": "De poort"})
    assert "De poort" in client.get(plan_url).content.decode()


@pytest.mark.parametrize(("who", "status"), [("child", 200), ("parent", 200), ("leerkracht", 404), ("clb", 200)])
def test_plan_is_read_by_who_reads_its_compartment_and_kept_by_staff(who, status):
    world = World()
    world.case()
    plan = begin(world)
    by = getattr(world, who)() if who in ("child", "parent") else world.by(who)
    client, url = client_of(by), reverse("guidance-plan", args=[plan.pk])
    assert client.get(url).status_code == status
    assert client.post(url, {"doe": "doel", "text": "x"}).status_code == (302 if who == "clb" else 404)


def test_agreement_through_its_pages():
    world = World()
    by = world.by("begeleider")
    client = client_of(by)
    plan = begin(world)
    new = reverse("guidance-agreement-new", args=[world.pupil.pk]) + f"?plan={plan.pk}"
    assert client.get(new).status_code == 200
    data = {
        "kind": "afspraken", "text": "We bellen", "begins_on": "2026-11-20", "review_on": "2026-12-01",
        "place": f"gedeeld-{world.school.pk}",
    }  # fmt: skip
    assert client.post(new, data | {"review_on": "2026-11-20"}).status_code == 200
    url = client.post(new, data).headers["Location"]
    signed = {"doe": "teken", "party": "leerling", "name": "Noor", "on": "2026-11-20", "how": "papier"}
    assert [client.post(url, signed).status_code, client.post(url, signed).status_code] == [302, 200]
    client.post(url, {"doe": "versie", "text": "We bellen vrijdag", "review_on": "2026-12-08"})
    assert "We bellen vrijdag" in client.get(url).content.decode()
    assert Agreement.objects.get().plan == plan
    sibling = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    elsewhere = reverse("guidance-agreement-new", args=[sibling.pk]) + f"?plan={plan.pk}"
    assert client.get(elsewhere).status_code == 404


def test_return_plan_shows_what_is_to_be_caught_up():
    world = World()
    by = world.by("begeleider")
    plan = begin(world, kind="terugkeer", trust="Juf An")
    world.entry(by, kind="achterstand", whom="", text="Hoofdstuk 3", due_on=TODAY)
    world.entry(by, kind="maatregel", whom="", text="Onthaal")
    assert [entry.note.text for entry in plan_page(by, plan).arrears] == ["Hoofdstuk 3"]
    page = client_of(by).get(reverse("guidance-plan", args=[plan.pk])).content.decode()
    assert ("Wat in te halen is" in page, "Hoofdstuk 3" in page) == (True, True)
