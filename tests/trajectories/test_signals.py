"""A pupil comes to the front door of the CLB: by the rules, by the school, discreetly; and gets an answer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from leerrecht.access import acts
from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied, visible
from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.duties.domain.closing import close_by_act
from leerrecht.facts.models import Fact
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Grant
from leerrecht.trajectories.domain import answering, reporting
from leerrecht.trajectories.domain.queries import queue, signals
from leerrecht.trajectories.models import Answer, Signal
from tests.factories import TODAY
from tests.trajectories.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def told(error):
    return error.value.message_dict


def test_fifth_b_brings_one_signal_for_all_rules_together():
    world = World()
    world.b(5)
    signal = world.signal()
    world.ask()
    assert (signal.state, signal.source, set(signal.rules), signal.reported_on, signal.school_id, signal.centre_id) == (
        "nieuw", "regels", {"b5.melding_clb", "clb.traject"}, None, world.school.pk, world.centre.pk,
    )  # fmt: skip
    assert Signal.objects.count() == 1


def test_school_without_a_clb_brings_no_signal():
    world = World()
    world.centre.services.all().delete()
    world.b(5)
    assert Signal.objects.count() == 0


def test_report_adds_to_the_signal_of_the_rules_and_fulfils_the_duty():
    world = World()
    world.b(5)
    signal = world.report(text="[[gedeeld]] we praatten elke week", parents_spoken=False)
    assert (Signal.objects.count(), signal.reported_on, signal.reported_by, signal.criteria, signal.parents_spoken) == (
        1, TODAY, "Begeleider Test", ["weigert"], False,
    )  # fmt: skip
    assert (signal.note.compartment, signal.note.organisation_id) == ("gedeeld", world.school.pk)
    assert world.outcome("b5.melding_clb").status == "vervuld"
    assert Fact.objects.get(kind="melding_clb").compartment == "gedeeld"


def test_report_by_the_worklist_is_told_by_the_signal():
    world = World()
    world.b(5)
    close_by_act(
        by=world.by("begeleider"), outcome_id=world.outcome("b5.melding_clb").pk, kind="melding_clb", date=TODAY
    )
    assert (world.signal().reported_on, world.signal().reported_by) == (TODAY, "Begeleider Test")


def test_report_says_why_and_is_of_the_care_team():
    world = World()
    world.b(5)
    with pytest.raises(ValidationError) as error:
        world.report(criteria=())
    assert told(error) == {"criteria": ["Zeg waarom u nu meldt: kies, of schrijf het."]}
    with pytest.raises(Denied):
        world.report(by=world.by("leerkracht"))
    with pytest.raises(Denied):
        world.report(by=world.by("clb"))


def test_school_puts_its_pupils_in_an_order_without_gaps():
    world = World()
    first, second, third = (world.report(world.another()) for _number in range(3))
    by = world.by("begeleider")
    reporting.rank_signals(by=by, school_id=world.school.pk, wanted={second.pk: 1, first.pk: 4})
    reporting.rank_signals(by=by, school_id=world.school.pk, wanted={third.pk: 1})
    ranks = dict(Signal.objects.values_list("pk", "rank"))
    assert [ranks[one.pk] for one in (third, second, first)] == [1, 2, 3]
    answering.decline(by=world.by("clb"), signal=third, why_not="school")
    assert dict(Signal.objects.values_list("pk", "rank")) == {first.pk: 2, second.pk: 1, third.pk: None}


def test_order_of_another_school_is_not_touched():
    world = World()
    world.b(5)
    with pytest.raises(Denied):
        reporting.rank_signals(by=world.by("begeleider"), school_id=world.other.pk, wanted={})
    with pytest.raises(ValidationError):
        reporting.rank_signals(by=world.by("begeleider"), school_id=world.school.pk, wanted={world.pupil.pk: 1})


def test_head_gives_a_signal_to_a_colleague_who_then_stands_on_the_case():
    world = World()
    world.b(5)
    signal = world.taken(by_when=TODAY + timedelta(days=14))
    assert (signal.state, signal.who, signal.by_when) == ("opgenomen", "Clb Test", TODAY + timedelta(days=14))
    grant = Grant.objects.get(user=world.staff("clb"))
    assert (grant.kind, grant.organisation_id, grant.held_at_id, grant.given_by) == (
        "zaak", world.centre.pk, world.centre.pk, world.staff("clbhoofd"),
    )  # fmt: skip
    answer = Answer.objects.get()
    assert (answer.kind, answer.who, answer.by_when, answer.note) == (
        "opgenomen", "Clb Test", TODAY + timedelta(days=14), None,
    )  # fmt: skip


def test_worker_who_is_not_on_the_case_cannot_take_it_up():
    world = World()
    world.b(5)
    with pytest.raises(Denied):
        answering.take_up(by=world.by("clb"), signal=world.signal(), who_id=world.staff("clb").pk)
    assert (world.signal().state, Grant.objects.count()) == ("nieuw", 0)


def test_nobody_of_another_house_takes_up():
    world = World()
    world.b(5)
    with pytest.raises(ValidationError) as error:
        world.taken(who_id=world.staff("begeleider").pk)
    assert told(error) == {"who": ["Kies iemand die vandaag bij het CLB werkt."]}


def test_school_reads_seen_waiting_taken_and_feedback_each_with_its_day():
    world = World()
    world.b(5)
    head, worker = world.by("clbhoofd"), world.by("clb")
    signal = answering.see(by=worker, signal=world.signal())
    signal = answering.put_on_waiting_list(by=worker, signal=signal, by_when=TODAY + timedelta(days=30))
    signal = answering.take_up(by=head, signal=signal, who_id=world.staff("clb").pk)
    answering.feed_back(by=worker, signal=signal, text="[[gedeeld]] we spreken elke week")
    _page, rows = signals.of_school(to=world.by("begeleider"), school=world.school, on=TODAY)
    assert [(one.answer.kind, one.text) for one in rows[0].answers] == [
        ("gezien", ""), ("wacht", ""), ("opgenomen", ""), ("terug", "[[gedeeld]] we spreken elke week"),
    ]  # fmt: skip


def test_decline_needs_a_reason_and_is_final():
    world = World()
    world.b(5)
    by = world.by("clb")
    with pytest.raises(ValidationError) as error:
        answering.decline(by=by, signal=world.signal(), why_not="")
    assert told(error) == {"why_not": ["Kies waarom het CLB dit niet opneemt."]}
    answering.decline(by=by, signal=world.signal(), why_not="vol")
    with pytest.raises(ValidationError):
        answering.see(by=by, signal=world.signal())


def test_declined_signal_does_not_return_for_the_same_rule_but_the_duty_stays():
    world = World()
    world.b(5)
    answering.decline(by=world.by("clb"), signal=world.signal(), why_not="vol")
    world.b(9)
    assert (Signal.objects.count(), world.signal().state) == (1, "niet")
    assert world.outcome("clb.traject").status == "open"


def test_text_for_the_school_is_only_of_who_is_on_the_case():
    world = World()
    world.b(5)
    with pytest.raises(ValidationError) as error:
        answering.decline(by=world.by("clb"), signal=world.signal(), why_not="vol", text="Geen plaats")
    assert list(told(error)) == ["text"]
    assert (world.signal().state, Answer.objects.count(), Aantekening.objects.count()) == ("nieuw", 0, 0)


def test_another_clb_and_another_school_see_nothing():
    world = World()
    world.b(5)
    stranger = world.of(world.user("ander", "clbhoofd", world.other_centre))
    elsewhere = world.of(world.user("elders", "directeur", world.other))
    assert visible(Signal, to=stranger, act=acts.CLB_DOOR).count() == 0
    assert visible(Signal, to=elsewhere, act=acts.CLB_REPORT).count() == 0
    with pytest.raises(Denied):
        answering.see(by=stranger, signal=world.signal())
    with pytest.raises(Http404):
        signals.open_signal(world.signal().pk, by=stranger, on=TODAY)


def test_discreet_word_is_seen_by_the_sender_and_the_clb_alone():
    world = World()
    teacher = world.by("leerkracht")
    signal = reporting.tell_discreetly(
        by=teacher, pupil=world.pupil, school_id=world.school.pk, text="[[clb]] moeder slaapt niet"
    )
    assert (signal.shared, signal.note.compartment, signal.note.organisation_id, signal.note.written_by) == (
        False, "clb", world.centre.pk, "Leerkracht Test",
    )  # fmt: skip
    assert [one.pk for one in signals.discreet(to=teacher)] == [signal.pk]
    assert signals.discreet(to=world.by("begeleider")) == []
    assert visible(Signal, to=world.by("directeur"), act=acts.CLB_REPORT).count() == 0
    assert visible(Aantekening, to=teacher, act=acts.NOTE_VIEW).count() == 0
    assert visible(Signal, to=world.by("clb"), act=acts.CLB_DOOR).count() == 1


def test_discreet_word_is_read_by_who_takes_it_up():
    world = World()
    signal = reporting.tell_discreetly(
        by=world.by("leerkracht"), pupil=world.pupil, school_id=world.school.pk, text="[[clb]]"
    )
    opened = signals.open_signal(signal.pk, by=world.by("clb"), on=TODAY)
    assert (opened.text, opened.hidden) == ("", True)
    world.taken(signal)
    opened = signals.open_signal(signal.pk, by=world.by("clb"), on=TODAY)
    assert (opened.text, opened.hidden) == ("[[clb]]", False)


def test_discreet_word_twice_is_told_plainly():
    world = World()
    values = {"by": world.by("leerkracht"), "pupil": world.pupil, "school_id": world.school.pk, "text": "Moe"}
    reporting.tell_discreetly(**values)
    with pytest.raises(ValidationError):
        reporting.tell_discreetly(**values)
    assert (Signal.objects.count(), Aantekening.objects.count()) == (1, 1)


def test_wall_keeps_signals_with_centre_school_and_sender():
    world = World()
    world.b(5)
    reporting.tell_discreetly(by=world.by("leerkracht"), pupil=world.pupil, school_id=world.school.pk, text="[[clb]]")
    seen = {}
    for role in ("clb", "begeleider", "leerkracht", "partner"):
        with stand(world.by(role)):
            seen[role] = sorted(Signal.objects.values_list("about", flat=True))
    with stand(world.of(world.user("ander", "clbhoofd", world.other_centre))):
        seen["ander"] = list(Signal.objects.values_list("about", flat=True))
    with stand(command("werk", TODAY)):
        seen["werk"] = sorted(Signal.objects.values_list("about", flat=True))
    both = ["steun", "verzuim"]
    assert seen == {
        "clb": both, "begeleider": ["verzuim"], "leerkracht": both, "partner": [], "ander": [], "werk": both,
    }  # fmt: skip


def test_queue_orders_by_stated_criteria_then_as_the_school_asks():
    world = World()
    young = world.another(birth_date=TODAY.replace(year=2016), last_name="Zeven", sort_key="zeven noor")
    old = [world.another(last_name=name, sort_key=f"{name} noor".lower()) for name in ("Aerts", "Bos", "Claes")]
    by = world.by("begeleider")
    found = {one.pupil_id: one.pk for one in Signal.objects.all()}
    reporting.rank_signals(by=by, school_id=world.school.pk, wanted={found[old[2].pk]: 1})
    page, lines = queue.queue(to=world.by("clb"), on=TODAY, filters=queue.Filters())
    assert [line.signal.pupil for line in lines] == [young, old[2], old[0], old[1]]
    assert lines[0].reasons[0] == "10 jaar: nog veel ruimte om de band met de school te herstellen"
    assert (lines[1].signal.rank, page.paginator.count) == (1, 4)


def test_queue_is_narrowed_by_state_school_and_name():
    world = World()
    first, second = world.another(last_name="Aerts", sort_key="aerts noor"), world.another()
    answering.decline(by=world.by("clb"), signal=world.signal(first), why_not="vol")
    by = world.by("clb")

    def names(**filters):
        return [line.signal.pupil for line in queue.queue(to=by, on=TODAY, filters=queue.Filters(**filters))[1]]

    assert names() == [second]
    assert names(state="niet") == [first]
    assert names(school_id=world.other.pk) == []
    assert names(state="niet", search="aert") == [first]
    assert names(reported=True) == []


def test_looks_at_the_queue_and_at_a_signal_are_logged():
    world = World()
    world.b(5)
    by = world.by("clb")
    queue.queue(to=by, on=TODAY, filters=queue.Filters())
    signals.open_signal(world.signal().pk, by=by, on=TODAY)
    assert sorted(
        LogEntry.objects.filter(actor_id=by.user_id, pupil_id=world.pupil.pk).values_list("act", flat=True)
    ) == ["clb.list", "clb.look"]


def test_trust_person_is_not_put_on_the_case():
    world = World()
    world.b(5)
    world.child()
    Grant.objects.create(
        user=world.staff("clb"), pupil=world.pupil, organisation_id=world.school.pk, kind="vertrouwenspersoon",
        compartments=["leerling"], reason="kiest", period=(TODAY, None),
    )  # fmt: skip
    with pytest.raises(ValidationError) as error:
        world.taken()
    assert told(error) == {"who": ["Clb Test is vertrouwenspersoon van deze leerling en begeleidt dus niet."]}


def test_log_of_what_the_school_does_not_know_is_for_the_clb_alone():
    world = World()
    signal = reporting.tell_discreetly(
        by=world.by("leerkracht"), pupil=world.pupil, school_id=world.school.pk, text="[[clb]]"
    )
    by = world.by("clb")
    queue.queue(to=by, on=TODAY, filters=queue.Filters())
    signals.open_signal(signal.pk, by=by, on=TODAY)
    answering.see(by=by, signal=signal)
    found = LogEntry.objects.filter(pupil_id=world.pupil.pk).values_list("act", "compartments")
    assert {act for act, compartments in found if compartments != ["clb"]} == set()
