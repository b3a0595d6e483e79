from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import policy
from leerrecht.cases.models import Track
from leerrecht.facts.models import Fact
from leerrecht.sick.domain import asking, running
from leerrecht.sick.models import Lesweek
from tests.factories import TODAY
from tests.sick.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
MONDAY = date(2026, 11, 16)


@pytest.fixture
def world():
    world = World()
    world.ill()
    return world


def test_toah_from_request_to_lessons_as_the_law_sees_it(world):
    by = world.by("begeleider")
    sick = world.begun()
    track = Track.objects.get()
    assert (track.since, track.hours_a_week, track.goal) == (sick.since, 4, "Elke week een halve dag meer")
    assert {rule: status for rule, status in world.outcomes().items() if rule.startswith("toah")} == {
        "toah.aanvraag": "vervuld", "toah.informeren": "open", "toah.langdurig": "geldt", "toah.melding": "open",
        "toah.onvervuld": "geldt",
    }  # fmt: skip
    sick = running.report(by=by, sick=sick, on=TODAY)
    assert Fact.objects.get(kind="melding_toah").object == sick.since.isoformat()
    assert world.outcomes()["toah.melding"] == "vervuld"
    week = running.keep_week(by=by, sick=sick, day=TODAY, planned=4, given=3, missed="leerling")
    assert (week.monday, "toah.onvervuld" in world.outcomes()) == (MONDAY, False)
    assert world.outcomes()["toah.uren"] == "geldt"
    running.keep_week(by=by, sick=sick, day=MONDAY, planned=4, given=4)
    assert (Lesweek.objects.get().given, "toah.uren" in world.outcomes()) == (4, False)


def test_beginning_asks_what_must_be_there_first(world):
    by = world.by("begeleider")
    asked = world.asked()
    with pytest.raises(ValidationError, match="nog niet toegekend"):
        running.begin(by=by, sick=asked, start=world.start())
    with pytest.raises(ValidationError, match="zoekt de school nu geen"):
        running.find_teacher(by=by, sick=asked, on=TODAY, teacher="An")
    sick = asking.grant(by=by, sick=asked, on=TODAY)
    with pytest.raises(ValidationError, match="nog geen leerkracht"):
        running.begin(by=by, sick=sick, start=world.start())
    with pytest.raises(ValidationError, match="wie les geeft"):
        running.find_teacher(by=by, sick=sick, on=TODAY, teacher=" ")
    running.find_teacher(by=by, sick=sick, on=TODAY, teacher="An")
    for wrong, words in (
        ({"goal": ""}, "hoe de leerling terugkomt"), ({"review_on": None}, "opnieuw bekijkt"),
        ({"hours_a_week": None}, "lestijden"), ({"hours_a_week": 41}, "meer dan"),
        ({"at_school": ("wo-nm",)}, "halve dagen"), ({"review_on": date(2026, 1, 1)}, "na het begin"),
        ({"until": date(2026, 1, 1)}, "voor de eerste"), ({"since": TODAY + timedelta(days=1)}, "toekomst"),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=words):
            running.begin(by=by, sick=sick, start=world.start(**wrong))
    begun = running.begin(by=by, sick=sick, start=world.start(at_school=("vr-vm", "ma-vm")))
    assert begun.at_school == ["ma-vm", "vr-vm"]
    with pytest.raises(ValidationError, match="al begonnen"):
        running.begin(by=by, sick=begun, start=world.start())
    with pytest.raises(ValidationError, match="al begonnen"):
        asking.refuse(by=by, sick=begun, on=TODAY, why_refused="niet_gewild")


def test_lessons_lie_in_the_period_and_fewer_need_a_reason(world):
    by, sick = world.by("secretariaat"), world.begun()
    for wrong, words in (
        ({"given": 2}, "Kies waarom"), ({"day": date(2026, 10, 12)}, "buiten de periode"),
        ({"day": TODAY + timedelta(days=7), "given": 4}, "komt nog"), ({"given": 2, "missed": "ziek"}, "uit de lijst"),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=words):
            running.keep_week(by=by, sick=sick, **({"day": TODAY, "planned": 4, "given": None} | wrong))
    running.keep_week(by=by, sick=sick, day=TODAY + timedelta(days=7), planned=4, given=None)
    assert Lesweek.objects.get().given is None


def test_extension_needs_no_request_but_a_certificate_and_a_report(world):
    by = world.by("begeleider")
    sick = world.begun(since=date(2026, 11, 13))
    with pytest.raises(ValidationError, match="de dag na"):
        running.extend(by=by, sick=sick, since=date(2027, 2, 1), until=date(2027, 2, 26))
    longer = running.extend(by=by, sick=sick, since=date(2027, 1, 30), until=date(2027, 2, 26))
    assert longer.certificate is None
    running.report_next(by=by, sick=sick, on=TODAY)
    running.report_next(by=by, sick=sick, on=TODAY)
    longer.refresh_from_db()
    assert longer.reported_on == TODAY
    with pytest.raises(ValidationError, match="al gemeld"):
        running.report_next(by=by, sick=sick, on=TODAY)
    sick.refresh_from_db()
    assert sick.until == date(2027, 2, 26)
    with pytest.raises(ValidationError, match="is er niet"):
        running.report(by=by, sick=sick, on=TODAY, of="2026-01-01")


def test_stopping_early_is_reported_and_ends_the_track(world):
    by = world.by("begeleider")
    sick = running.report(by=by, sick=world.begun(), on=TODAY)
    with pytest.raises(ValidationError, match="niet gestopt"):
        running.report(by=by, sick=sick, on=TODAY, of="stop")
    with pytest.raises(ValidationError, match="Kies hoe"):
        running.stop(by=by, sick=sick, on=TODAY, how="zomaar")
    sick = running.stop(by=by, sick=sick, on=TODAY, how="terug")
    assert (Track.objects.get().until, Track.objects.get().ended_how) == (TODAY, "terug")
    assert world.outcomes()["toah.stopzetting"] == "open"
    running.report_next(by=by, sick=sick, on=TODAY)
    assert world.outcomes()["toah.stopzetting"] == "vervuld"
    with pytest.raises(ValidationError, match="gestopt of geweigerd"):
        running.stop(by=by, sick=sick, on=TODAY, how="terug")


def test_relapse_goes_on_without_a_new_request(world):
    by = world.by("begeleider")
    first = running.stop(by=by, sick=world.begun(), on=TODAY, how="terug")
    again = world.asked(goes_on_from_id=first.pk, asked_on=TODAY)
    assert (again.goes_on_from, Fact.objects.filter(kind="aanvraag_toah").count()) == (first, 1)


def test_internet_lessons_begin_when_the_equipment_stands_there(world):
    world.case()
    clb = world.by("clb")
    sick = world.granted(clb, kind="sio", asked_by="clb", agreed_on=TODAY, expected=6)
    assert world.outcomes("open")["sio.contact"] == "open"
    with pytest.raises(ValidationError, match="geleverd en geïnstalleerd"):
        running.begin(by=clb, sick=sick, start=world.start())
    for key in ("contact", "geplaatst"):
        running.keep_step(by=clb, sick=sick, key=key, on=TODAY)
    assert "sio.starten" in world.outcomes()
    assert running.begin(by=clb, sick=sick, start=world.start()).since
    with pytest.raises(ValidationError, match="uit de lijst"):
        running.keep_step(by=clb, sick=sick, key="vakken", on=TODAY)
    with pytest.raises(ValidationError, match="geen lessen"):
        running.keep_week(by=world.by("begeleider"), sick=sick, day=TODAY, planned=1, given=1)
    assert running.stop(by=clb, sick=sick, on=TODAY, how="terug").ended_on == TODAY


def test_volunteers_a_stay_and_poah_reach_the_law(world):
    by = world.by("begeleider")
    world.asked(kind="school_ziekzijn")
    stay = world.begun(kind="type5", body="Ziekenhuisschool Stad")
    poah = world.asked(kind="poah")
    running.keep_step(by=by, sick=poah, key="gunstig", on=TODAY)
    found = world.outcomes()
    assert {rule: found.get(rule) for rule in (
        "ziekzijn.vakken", "ziekzijn.lesmateriaal", "opname.ontslagen", "opname.bijstand", "opname.terugkeer",
        "poah.advies", "poah.recht",
    )} == {
        "ziekzijn.vakken": "open", "ziekzijn.lesmateriaal": "open", "opname.ontslagen": "geldt",
        "opname.bijstand": "open", "opname.terugkeer": "open", "poah.advies": "vervuld", "poah.recht": "geldt",
    }  # fmt: skip
    running.stop(by=by, sick=stay, on=TODAY, how="terug")
    running.keep_step(by=by, sick=stay, key="terugkeer", on=TODAY)
    assert world.outcomes()["opname.terugkeer"] == "vervuld"
    with pytest.raises(ValidationError, match="begonnen periode van TOAH"):
        running.report(by=by, sick=stay, on=TODAY)


def test_clb_and_teacher_do_not_organise(world):
    sick, clb = world.begun(), world.by("clb")
    for verb, values in (
        (running.keep_week, {"day": TODAY, "planned": 1, "given": 1}), (running.report, {"on": TODAY}),
        (running.stop, {"on": TODAY, "how": "terug"}), (running.keep_step, {"key": "weg_terug", "on": TODAY}),
    ):  # fmt: skip
        with pytest.raises(policy.Denied):
            verb(by=clb, sick=sick, **values)
        with pytest.raises(policy.Denied):
            verb(by=world.by("leerkracht"), sick=sick, **values)
