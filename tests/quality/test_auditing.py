from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.documents.models import Upload
from leerrecht.quality.domain import auditing, surveying
from leerrecht.quality.domain.queries import audits
from leerrecht.quality.models import Cell, Evidence, Round
from tests.factories import TODAY
from tests.notes.world import World
from tests.quality.helpers import a_round, a_survey, answered, fill, fixed, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def world():
    return World()


def test_cell_keeps_judgement_text_and_norms(world):
    by = world.by("begeleider")
    round_ = a_round(by, world.school)
    auditing.judge(
        by=by, round_=round_, place="leren-0", step="gedaan", text=" Taalbeleid in elk vak ",
        answers={"C22": "ja", "C24": ""},
    )  # fmt: skip
    cell = Cell.objects.get()
    assert (cell.place, cell.step, cell.text, cell.answers) == (
        "leren-0", "gedaan", "Taalbeleid in elk vak", {"C22": "ja"}
    )  # fmt: skip
    assert LogEntry.objects.filter(act="quality.audit", organisation_id=world.school.pk, pupil_id=None).count() == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"step": "prima"}, "step"),
        ({"text": ""}, "text"),
        ({"answers": {"C33": "ja"}}, "C33"),
        ({"answers": {"C22": "misschien"}}, "C22"),
    ],
)
def test_cell_refuses_what_it_does_not_know(world, values, field):
    by = world.by("begeleider")
    given = {"place": "leren-0", "step": "gedaan", "text": "x", "answers": {}} | values
    with pytest.raises(ValidationError) as refused:
        auditing.judge(by=by, round_=a_round(by, world.school), **given)
    assert list(refused.value.error_dict) == [field]
    assert not Cell.objects.exists()


def test_round_is_fixed_when_every_cell_has_a_judgement_and_never_changes_then(world):
    by = world.by("directeur")
    round_ = a_round(by, world.school)
    with pytest.raises(ValidationError, match="Nog geen oordeel over: het beleid als geheel"):
        auditing.fix_round(by=by, round_=round_)
    fill(by, round_)
    evidence = auditing.show(by=by, round_=round_, place="leren-0", label="Plan", address="https://school.be/plan")
    auditing.fix_round(by=by, round_=round_)
    before = list(Cell.objects.order_by("place").values()), list(Evidence.objects.values())
    for attempt in (
        lambda: auditing.judge(by=by, round_=round_, place="leren-0", step="niets", text="anders", answers={}),
        lambda: auditing.show(by=by, round_=round_, place="leren-0", label="x", address="https://school.be/"),
        lambda: auditing.take_away(by=by, evidence=evidence),
        lambda: auditing.fix_round(by=by, round_=round_),
    ):
        with pytest.raises(ValidationError, match="vastgezet en verandert niet meer"):
            attempt()
    assert before == (list(Cell.objects.order_by("place").values()), list(Evidence.objects.values()))


def test_cell_that_somebody_else_changed_asks_again(world):
    by, other = world.by("begeleider"), world.by("directeur")
    round_ = a_round(by, world.school)
    cell = {"round_": round_, "place": "leren-0", "step": "papier", "answers": {}}
    first = auditing.judge(by=by, text="Van ons", seen="", **cell)
    with pytest.raises(ValidationError, match="Begeleider Test wijzigde dit vak intussen"):
        auditing.judge(by=other, text="Van mij", seen="", **cell)
    auditing.judge(by=other, text="Van mij", seen=first.stamp, **cell)
    assert Cell.objects.get().text == "Van mij"


def test_survey_is_evidence_with_its_doubt(world):
    by = world.by("directeur")
    survey = a_survey(by, world.school)
    answered(by, survey, "leerlingen", [sheet(4, 3), sheet(5, 4), sheet(4, 2)] * 2)
    surveying.close_survey(by=by, survey=survey, handed={})
    made = auditing.show(by=by, round_=a_round(by, world.school), place="geheel", figure="klimaat_leerlingen")
    assert made.label == "Schoolklimaat volgens de leerlingen"
    assert made.figure == (
        "toegeeflijk of autoritatief, bevraging van 20/11/2026: "
        "warmte en steun 4,3 (van 3,8 tot 4,9), duidelijkheid en ambitie 3,0 (van 2,1 tot 3,9)"
    )


def test_only_the_director_fixes_and_only_of_the_own_school(world):
    round_ = a_round(world.by("begeleider"), world.school)
    elsewhere = world.of(world.user("elders", "directeur", world.other))
    for by in (world.by("begeleider"), world.by("clbhoofd"), world.by("leerkracht"), elsewhere):
        with pytest.raises(Denied):
            auditing.fix_round(by=by, round_=round_)
    for by in (world.by("clbhoofd"), world.by("secretariaat"), elsewhere):
        with pytest.raises(Denied):
            a_round(by, world.school)


def test_one_draft_at_a_time(world):
    by = world.by("begeleider")
    a_round(by, world.school)
    with pytest.raises(ValidationError, match="al een zelfaudit bezig"):
        a_round(by, world.school)
    with pytest.raises(ValidationError, match="voorbij"):
        a_round(by, world.school, TODAY + timedelta(days=1))
    assert Round.objects.count() == 1


def test_evidence_is_an_address_a_file_or_a_figure_of_the_day(world):
    by = world.by("begeleider")
    round_ = a_round(by, world.school)
    paper = SimpleUploadedFile("plan.png", _png())
    auditing.show(by=by, round_=round_, place="geheel", label="Ons plan", file=paper)
    auditing.show(by=by, round_=round_, place="geheel", label="Website", address="https://school.be/zorg")
    auditing.show(by=by, round_=round_, place="geheel", figure="plannen")
    assert sorted(Evidence.objects.values_list("label", "address", "figure", "on")) == [
        ("Ons plan", "", "", TODAY),
        ("Plannen voorbij hun evaluatie", "", "0 van 0", TODAY),
        ("Website", "https://school.be/zorg", "", TODAY),
    ]
    auditing.take_away(by=by, evidence=Evidence.objects.get(label="Ons plan"))
    assert (Evidence.objects.count(), Upload.objects.count()) == (2, 0)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"label": "x", "address": "javascript:alert(1)"},
        {"address": "https://school.be"},
        {"figure": "iets"},
        {"figure": "plannen", "address": "https://school.be"},
    ],
)
def test_evidence_refuses_what_shows_nothing(world, given):
    by = world.by("begeleider")
    with pytest.raises(ValidationError):
        auditing.show(by=by, round_=a_round(by, world.school), place="geheel", **given)
    assert not Evidence.objects.exists()


def test_round_stands_beside_the_one_before(world):
    by = world.by("directeur")
    former = fixed(by, world.school, date(2025, 11, 20), text="Vorig jaar")
    round_ = a_round(by, world.school)
    auditing.judge(by=by, round_=round_, place="leren-0", step="gedaan", text="Nu", answers={})
    assert audits.former_of(by, round_) == former
    assert audits.former_of(by, former) is None
    squares = {square.place.key: square for _name, row in audits.grid(by, round_, former).rows for square in row}
    assert (squares["leren-0"].moved, squares["leren-1"].former.text, len(squares)) == (True, "Vorig jaar", 16)
    found = audits.detail(by, round_, squares["leren-0"].place)
    assert (found.cell.text, found.former.text) == ("Nu", "Vorig jaar")


def test_norms_of_a_round_stay_those_of_its_beginning(world, monkeypatch):
    by = world.by("begeleider")
    round_ = a_round(by, world.school)
    monkeypatch.setattr("leerrecht.quality.domain.definitions._read", None)
    place = audits.places()["loopbaan-3"]
    assert [line.norm.code for line in audits.detail(by, round_, place).lines] == ["C17"]


def _png() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()
