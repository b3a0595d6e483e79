from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.duties.models import Seen
from leerrecht.facts.models import Fact
from leerrecht.guidance.domain.entries import Draft, answer, finish_entry, withdraw_entry, write_entry
from leerrecht.guidance.domain.opening import close_file, open_file
from leerrecht.guidance.models import Begeleidingsdossier, Entry
from leerrecht.notes.models import Aantekening
from tests.factories import TODAY
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def facts(world):
    return sorted(Fact.objects.filter(pupil_id=world.pupil.pk).values_list("kind", "object", "compartment"))


def test_entry_keeps_its_text_as_a_note_in_the_same_place_and_no_text_in_the_log():
    world = World()
    by = world.by("begeleider")
    entry = world.entry(by, "zorg", domain="psychosociaal", fase=1, result="vervolg", text="Slaapt slecht")
    assert (entry.compartment, entry.organisation_id, entry.domain, entry.fase, entry.written_by) == (
        "zorg", world.school.pk, "psychosociaal", 1, "Begeleider Test",
    )  # fmt: skip
    note = Aantekening.objects.get()
    assert (note.text, note.compartment, note.title) == ("Slaapt slecht", "zorg", "gesprek, 20 november 2026")
    logged = LogEntry.objects.get(act="guidance.write")
    assert (logged.detail, logged.compartments) == ({"compartment": "zorg", "kind": "gesprek"}, ["zorg"])


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"kind": "dansen"}, "kind"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"kind": "observatie", "text": ""}, "text"),
        ({"kind": "contact", "channel": "telefoon"}, "reached"),
        ({"kind": "contact", "reached": True}, "channel"),
        ({"kind": "huisbezoek", "reached": True, "whom": ""}, "whom"),
        ({"kind": "bevinding"}, "finding"),
        ({"finding": "onmacht"}, "finding"),
    ],
)
def test_entry_that_misses_something_is_refused_at_its_field_and_nothing_stays(draft, field):
    world = World()
    with pytest.raises(ValidationError) as refused:
        world.entry(world.by("begeleider"), **draft)
    assert list(refused.value.message_dict) == [field]
    assert (Entry.objects.count(), Aantekening.objects.count(), facts(world)) == (0, 0, [])


def test_teacher_writes_for_the_team_only_and_counts_for_no_duty():
    world = World()
    by = world.by("leerkracht")
    with pytest.raises(Denied):
        world.entry(by, "zorg")
    assert world.entry(by, "team").compartment == "team"
    assert facts(world) == []


def test_pupil_writes_own_words_in_confidence_only():
    world = World()
    assert world.entry(world.child(), "leerling", kind="woorden", whom="").compartment == "leerling"
    with pytest.raises(ValidationError):
        world.entry(world.child(), "leerling", kind="gesprek")
    with pytest.raises(Denied):
        world.entry(world.child(), "gedeeld", kind="woorden")


def test_fifth_b_opens_a_file_and_the_first_entry_of_the_school_fulfils_the_duty():
    world = World()
    world.b(4)
    assert Begeleidingsdossier.objects.count() == 0
    world.b(5)
    file = Begeleidingsdossier.objects.get()
    assert (file.opening, file.organisation_id, file.counterpart_id, file.compartment, file.written_by) == (
        "plicht", world.school.pk, world.centre.pk, "gedeeld", "plichten",
    )  # fmt: skip
    world.ask()
    assert Begeleidingsdossier.objects.count() == 1
    assert world.outcome("b5.begeleidingsdossier").status == "open"
    world.entry(world.by("begeleider"), kind="maatregel", whom="", text="Elke ochtend onthaal")
    assert world.outcome("b5.begeleidingsdossier").status == "vervuld"
    assert world.outcome("b.begeleiding").status == "vervuld"
    assert facts(world) == [("begeleidingsdossier", "", "zorg"), ("begeleidingsmaatregel", "", "zorg")]


def test_file_opened_by_hand_fulfils_the_duty_and_closes_with_a_reason():
    world = World()
    by = world.by("begeleider")
    file = open_file(by=by, pupil=world.pupil, school_id=world.school.pk)
    with pytest.raises(ValidationError):
        open_file(by=by, pupil=world.pupil, school_id=world.school.pk)
    world.b(5)
    assert world.outcome("b5.begeleidingsdossier").status == "vervuld"
    with pytest.raises(ValidationError):
        close_file(by=by, file=file, reason=" ")
    closed = close_file(by=by, file=file, reason="Weer elke dag op school")
    assert (closed.closed_on, closed.closed_reason, closed.closed_by) == (
        TODAY, "Weer elke dag op school", "Begeleider Test",
    )  # fmt: skip
    with pytest.raises(ValidationError):
        close_file(by=by, file=file, reason="Nog eens")


def test_clb_and_teacher_open_no_file_of_a_school():
    world = World()
    world.case()
    for role in ("clb", "leerkracht"):
        with pytest.raises(Denied):
            open_file(by=world.by(role), pupil=world.pupil, school_id=world.school.pk)


def test_talk_with_parents_from_the_worklist_closes_the_duty_of_the_first_b():
    world = World()
    world.b(1)
    entry, closed = answer(
        by=world.by("begeleider"), outcome=world.outcome("b1.contact"), compartment="zorg",
        draft=Draft(kind="contact", on=TODAY, whom="ouders", channel="telefoon", reached=True),
    )  # fmt: skip
    assert (closed, entry.regel, entry.note) == (True, "b1.contact", None)
    assert world.outcome("b1.contact").status == "vervuld"
    assert facts(world) == [("contact_ouders", "", "zorg"), ("ouders_bereikt", "telefoon", "zorg")]


def test_try_that_reached_nobody_leaves_the_duty_open_and_counts_as_a_try():
    world = World()
    world.b(1)
    _entry, closed = answer(
        by=world.by("begeleider"), outcome=world.outcome("b1.contact"), compartment="zorg",
        draft=Draft(kind="contact", on=TODAY, whom="ouders", channel="telefoon", reached=False),
    )  # fmt: skip
    assert (closed, world.outcome("b1.contact").status) == (False, "open")
    assert facts(world) == [("ouders_niet_bereikt", "telefoon", "zorg")]


def test_signal_is_answered_by_a_talk():
    world = World()
    world.b(20)
    signal = world.outcome("tempo")
    _entry, closed = answer(
        by=world.by("begeleider"), outcome=signal, compartment="gedeeld",
        draft=Draft(kind="gesprek", on=TODAY, whom="leerling", text="Wil wel komen"),
    )  # fmt: skip
    assert (closed, Seen.objects.get().act) == (True, "gesprek_leerling")


def test_unreachable_asks_several_tries_in_several_ways_since_the_last_contact():
    world = World()
    by = world.by("begeleider")
    finding = {"kind": "bevinding", "finding": "onbereikbaar", "whom": "", "text": "Niemand antwoordt"}
    world.unreached(by, "telefoon", "telefoon", "telefoon")
    with pytest.raises(ValidationError, match="2 verschillende manieren"):
        world.entry(by, **finding)
    world.entry(by, kind="contact", whom="ouders", channel="bericht", reached=True, text="")
    world.unreached(by, "telefoon", "brief")
    with pytest.raises(ValidationError, match="minstens 3 pogingen"):
        world.entry(by, **finding)
    world.entry(by, kind="huisbezoek", whom="ouders", reached=False, text="")
    assert world.entry(by, **finding).finding == "onbereikbaar"


def test_unwillingness_is_found_by_the_clb_only_and_inability_by_both():
    world = World()
    world.case()
    finding = {"kind": "bevinding", "whom": "", "text": "Besproken"}
    for role in ("begeleider", "directeur"):
        with pytest.raises(ValidationError, match="Alleen het CLB"):
            world.entry(world.by(role), "gedeeld", finding="onwil", **finding)
        assert world.entry(world.by(role), "gedeeld", finding="onmacht", **finding).finding == "onmacht"
    assert world.entry(world.by("clb"), "gedeeld", finding="onwil", **finding).finding == "onwil"
    assert LogEntry.objects.filter(act="unwilling.find").count() == 1


def test_withdrawn_entry_takes_its_text_along_and_stays_seen():
    world = World()
    by = world.by("begeleider")
    entry = withdraw_entry(by=by, entry=world.entry(by))
    assert (entry.withdrawn_by, Aantekening.objects.get().withdrawn_by) == ("Begeleider Test", "Begeleider Test")
    with pytest.raises(ValidationError):
        withdraw_entry(by=by, entry=entry)
    other = world.entry(world.by("directeur"))
    with pytest.raises(Denied):
        withdraw_entry(by=world.by("leerkracht"), entry=other)


def test_pupil_of_another_school_takes_no_entry():
    world = World()
    world.user("vreemd", "begeleider", world.other)
    with pytest.raises(Denied):
        write_entry(
            by=world.of(world.users["vreemd"]), pupil=world.pupil, compartment="zorg", organisation_id=world.other.pk,
            draft=Draft(kind="gesprek", on=TODAY, whom="leerling", text="x"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"kind": "afwezigheid", "absence": ""}, "absence"),
        ({"kind": "gesprek", "absence": "luxe"}, "absence"),
        ({"kind": "afwezigheid", "absence": "luxe", "causes": ("maan",)}, "causes"),
        ({"kind": "verslag"}, "report"),
        ({"kind": "gesprek", "report": "gc"}, "report"),
        ({"kind": "gesprek", "due_on": TODAY}, "due_on"),
        ({"kind": "aanpassing", "due_on": TODAY - timedelta(days=1)}, "due_on"),
    ],
)
def test_what_belongs_to_one_kind_is_refused_at_another(draft, field):
    world = World()
    by = world.by("begeleider")
    with pytest.raises(ValidationError) as refused:
        world.entry(by, **draft)
    assert list(refused.value.message_dict) == [field]


def test_kind_and_causes_of_an_absence_are_what_people_see_in_it():
    world = World()
    entry = world.entry(world.by("begeleider"), kind="afwezigheid", absence="weigering", causes=("school", "leerling"))
    assert (entry.get_absence_display(), entry.cause_words) == ("schoolweigering", "bij de school, bij de leerling")


def test_adaptation_is_agreed_and_then_done_once():
    world = World()
    by = world.by("begeleider")
    entry = world.entry(by, kind="aanpassing", whom="", text="Meer tijd", due_on=TODAY)
    assert entry.to_do
    with pytest.raises(ValidationError):
        finish_entry(by=by, entry=entry, on=TODAY - timedelta(days=1))
    done = finish_entry(by=by, entry=entry, on=TODAY, result="helpt")
    assert (done.done_on, done.result, done.to_do) == (TODAY, "helpt", False)
    with pytest.raises(ValidationError):
        finish_entry(by=by, entry=done, on=TODAY)
    with pytest.raises(Denied):
        finish_entry(by=world.by("leerkracht"), entry=entry, on=TODAY)
