import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.documents.retention import terms
from leerrecht.forms.domain import change_form, change_policy, fill_form, fill_policy, withdraw_form
from leerrecht.forms.domain.definitions import delivered
from leerrecht.forms.domain.queries.reading import parts, read
from leerrecht.forms.models import FilledForm, FormVersion, SchoolForm
from leerrecht.people.domain.merging import merge_pupils
from leerrecht.transfers.domain.own_file import make
from tests.factories import SYSTEM, EnrolmentFactory
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


def code(key, text):
    return next(one.code for one in delivered()[key].questions if one.text == text)


def filled(world, by="begeleider", **values):
    chosen = {
        "key": "terugkeer", "compartment": "gedeeld", "organisation_id": world.school.pk,
        "answers": {"akkoord": "ja", code("terugkeer", "Hoeveel onderwijs kreeg de leerling intussen?"): " Weinig "},
    } | values  # fmt: skip
    return fill_form(by=world.by(by), pupil=world.pupil, **chosen)


def test_answers_are_kept_with_the_version_and_the_compartment(world):
    one = filled(world)
    assert (one.organisation_id, one.counterpart_id, one.compartment, one.name, one.made_by) == (
        world.school.pk, world.centre.pk, "gedeeld", "Terug naar school", "Begeleider Test",
    )  # fmt: skip
    assert one.answers == {"v2": "Weinig", "akkoord": "ja"}
    assert (one.version.number, one.version.form.key, one.finished_at is not None) == (1, "terugkeer", True)
    entry = LogEntry.objects.get(act="form.fill")
    assert (entry.pupil_id, entry.detail) == (world.pupil.pk, {"compartment": "gedeeld", "finished": True})


def test_later_release_with_other_questions_is_a_next_version(world):
    first = filled(world)
    FormVersion.objects.update(content=[{"title": "Oud", "text": "", "questions": []}])
    second = filled(world)
    assert (first.version_id == second.version_id, second.version.number) == (False, 2)
    assert filled(world).version_id == second.version_id


def test_what_is_not_asked_is_not_kept(world):
    text = code("terugkeer", "Wat wil de leerling dat de klas weet, en hoe?")
    assert filled(world, answers={"akkoord": "nee", text: "Niets"}).answers == {"akkoord": "nee"}


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, "akkoord"),
        ({"akkoord": "misschien"}, "akkoord"),
        ({"akkoord": "ja", "v1": "x" * 201}, "v1"),
        ({"akkoord": "ja", "v2": "x" * 4001}, "v2"),
        ({"akkoord": "ja", "v6": ["bestaat niet"]}, "v6"),
        ({"akkoord": "ja", "v14": "gisteren"}, "v14"),
    ],
)
def test_answer_that_cannot_be_is_refused_by_question(world, answers, wrong):
    with pytest.raises(ValidationError) as caught:
        filled(world, answers=answers)
    assert list(caught.value.message_dict) == [wrong]
    assert FilledForm.objects.count() == 0


def test_empty_form_is_not_finished(world):
    with pytest.raises(ValidationError, match="nog niets ingevuld"):
        filled(world, key="knipperlichten", answers={})


def test_unfinished_form_is_gone_on_with_until_it_is_finished(world):
    one = filled(world, answers={"v2": "Begin"}, finish=False)
    one = change_form(by=world.by("directeur"), filled=one, answers={"v2": "Meer", "akkoord": "nee"}, finish=True)
    assert one.answers == {"v2": "Meer", "akkoord": "nee"}
    with pytest.raises(ValidationError, match="afgewerkt"):
        change_form(by=world.by("begeleider"), filled=one, answers={"akkoord": "ja"}, finish=True)


def test_form_is_filled_in_where_one_writes(world):
    for by in ("leerkracht", "secretariaat", "clb"):
        with pytest.raises(policy.Denied):
            filled(world, by=by)
    one = filled(world, answers={"v2": "x"}, finish=False)
    with pytest.raises(policy.Denied):
        change_form(by=world.by("secretariaat"), filled=one, answers={}, finish=False)
    world.case()
    assert filled(world, by="clb").organisation_id == world.school.pk
    assert filled(world, by="clb", key="clb-pistes", compartment="clb", organisation_id=world.centre.pk,
                  answers={"onwil": "onmacht: zij proberen en slagen niet, dus hulp"}).compartment == "clb"  # fmt: skip


def test_each_reader_sees_the_forms_of_the_own_compartments(world):
    world.case()
    filled(world)
    filled(world, key="volgkaart", compartment="team", answers={"v3": "Op tijd komen"})
    unfinished = filled(world, answers={"v2": "Begin"}, finish=False)

    def seen(by):
        return sorted(policy.visible(FilledForm, to=by, act=acts.NOTE_VIEW).values_list("compartment", flat=True))

    assert {role: seen(world.by(role)) for role in ("leerkracht", "secretariaat", "directeur", "clb", "clbarts")} == {
        "leerkracht": ["team"], "secretariaat": [], "directeur": ["gedeeld", "gedeeld", "team"],
        "clb": ["gedeeld", "gedeeld"], "clbarts": [],
    }  # fmt: skip
    assert (seen(world.parent()), seen(world.child())) == (["gedeeld"], ["gedeeld"])
    assert seen(world.of(world.user("elders", "directeur", world.other))) == []
    withdraw_form(by=world.by("directeur"), filled=unfinished)


def test_withdrawn_form_shows_no_answer(world):
    one = filled(world)
    with pytest.raises(policy.Denied):
        withdraw_form(by=world.parent(), filled=one)
    withdraw_form(by=world.by("begeleider"), filled=one)
    found = read(world.by("directeur"), one.pk)
    assert (found.answers, found.withdrawn_by) == ({}, "Begeleider Test")
    with pytest.raises(ValidationError, match="al ingetrokken"):
        withdraw_form(by=world.by("begeleider"), filled=one)


def test_reading_shows_questions_as_the_version_asked_them(world):
    one = filled(world, answers={"akkoord": "nee", "v6": ["Bednet (SIO)"], "v14": "2026-12-01", "hoe": "voltijds"})
    shown = [line for part in parts(one.version, one.answers) for line in part.lines]
    by_text = {line.question.text: (line.answer, line.items) for line in shown}
    assert by_text["Wanneer bekijken we dit opnieuw?"] == ("01/12/2026", ())
    assert by_text["Vragen we hulp"] == (
        "", (("onderwijs aan huis (TOAH)", False), ("Bednet (SIO)", True), ("School & Ziekzijn", False)),
    )  # fmt: skip
    assert "Wat wil de leerling dat de klas weet, en hoe?" not in by_text


def test_policy_of_the_school_is_about_no_pupil(world):
    by = world.by("directeur")
    one = fill_policy(
        by=by, school=world.school, key="registratiebeleid", answers={"v1": "De leerkracht"}, finish=False
    )  # fmt: skip
    change_policy(by=by, filled=one, answers={"v1": "De titularis"}, finish=True)
    kept = SchoolForm.objects.get()
    assert (kept.school, kept.answers, kept.finished_at is not None) == (world.school, {"v1": "De titularis"}, True)
    with pytest.raises(ValidationError, match="afgewerkt"):
        change_policy(by=by, filled=one, answers={"v1": "x"}, finish=True)
    with pytest.raises(policy.Denied):
        fill_policy(by=world.by("leerkracht"), school=world.school, key="registratiebeleid", answers={"v1": "x"})
    with pytest.raises(ValidationError):
        fill_policy(by=by, school=world.school, key="toah", answers={"v1": "x"})
    elsewhere = world.of(world.user("elders", "directeur", world.other))
    assert not policy.visible(SchoolForm, to=elsewhere, act=acts.FORM_POLICY).exists()


def test_log_holds_no_word_of_the_answers(world):
    filled(world, answers={"akkoord": "ja", "v2": "Geheim"})
    assert not [entry for entry in LogEntry.objects.values() if "Geheim" in str(entry) or "Terug" in str(entry)]


def test_forms_follow_a_merged_pupil_and_know_their_destruction(world):
    twin = EnrolmentFactory.create(school=world.other).pupil
    one = filled(world)
    FilledForm.objects.filter(pk=one.pk).update(pupil=twin)
    twin.enrolments.all().delete()
    merge_pupils(by=SYSTEM, keep=world.pupil, drop=twin)
    assert FilledForm.objects.get().pupil == world.pupil
    assert terms()[FilledForm].made == "made_at"


def test_own_file_holds_finished_forms_that_the_asker_may_read(world):
    filled(world, answers={"akkoord": "ja", "v2": "Begeleider Test gaf les", "v6": ["Bednet (SIO)"]})
    filled(world, answers={"v2": "Nog niet af"}, finish=False)
    filled(world, key="knipperlichten", compartment="zorg", answers={"v4": "Geheim"})
    own = make(by=world.child(), pupil=world.pupil, asker="leerling", form="lezen")
    (row,) = next(section.rows for section in own.sections if section.key == "formulieren")
    assert (row["formulier"], row["antwoorden"]) == (
        "Terug naar school",
        (
            "Hoeveel onderwijs kreeg de leerling intussen?: [leerlingenbegeleider of zorgcoördinator] gaf les\n"
            "Vragen we hulp: Bednet (SIO)\nVindt de leerling het goed dat de klas iets hoort?: ja"
        ),
    )
