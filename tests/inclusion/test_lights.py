"""Each light counts what it says, burns from its threshold, explains itself, and shows no pupil."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from leerrecht.access.models import LogEntry, User
from leerrecht.access.policy import Denied
from leerrecht.directory.models import Region
from leerrecht.inclusion.domain import keeping
from leerrecht.inclusion.domain.counting import count
from leerrecht.inclusion.domain.queries.shown import aggregates, burns, school_lights
from leerrecht.inclusion.lights import BY_KEY, KINDS
from leerrecht.inclusion.models import Answer, Threshold
from leerrecht.organisations.models import Organisation
from tests.factories import TODAY, YEAR, SchoolFactory
from tests.inclusion.world import FIRST

pytestmark = pytest.mark.django_db
EMPTY = {"deeltijds": 0, "uitsluiting": 0, "weigering": 0, "zonder": 0, "niet-gedaan": 0, "vertrokken": 0}


def _counts(world):
    found = count([world.school.pk, world.other.pk], year=YEAR, on=TODAY)
    assert (found[world.other.pk].count, found[world.other.pk].silent) == (EMPTY, 0)
    return found[world.school.pk]


def test_each_light_counts_pupils_of_the_own_school_and_year(world):
    one, two, three, *_rest = world.pupils(10)
    (gone,) = world.pupils(1, until=date(2026, 10, 3))
    world.at_home(one)
    world.at_home(one, first=TODAY, last=TODAY + timedelta(days=9), review_on=TODAY)
    world.at_home(
        two, first=date(2026, 3, 2), last=date(2026, 4, 1), review_on=date(2026, 3, 9), clb_on=date(2026, 3, 1)
    )
    world.excluded(two)
    world.excluded(three, first=date(2026, 5, 4))
    world.excluded(one, verdict="lichter")
    for pupil in (one, two, three, gone):
        world.report(pupil)
    world.entry(one, "aanpassing", on=FIRST, done_on=TODAY)
    world.entry(one, "aanpassing", on=TODAY - timedelta(days=14))
    world.entry(one, "aanpassing", on=TODAY - timedelta(days=13))
    world.entry(two, "aanpassing", on=FIRST, due_on=TODAY)
    world.entry(three, "aanpassing", on=date(2026, 5, 4))
    world.refused(three)
    world.refused(two, closed_on=TODAY, closed_how="vergissing")
    world.refused(one, way="ontraden")
    found = _counts(world)
    assert found.count == {
        "deeltijds": 1, "uitsluiting": 1, "weigering": 1, "zonder": 1, "niet-gedaan": 2, "vertrokken": 1,
    }  # fmt: skip
    assert found.of == {
        "deeltijds": 10, "uitsluiting": 10, "weigering": 10, "zonder": 3, "niet-gedaan": 4, "vertrokken": 4,
    }  # fmt: skip
    assert found.silent == 1


def test_a_school_where_nothing_was_noted_has_no_light(world):
    world.pupils(1)
    assert (_counts(world).count, [light.burns for light in _lights(world)]) == (EMPTY, [False] * len(KINDS))


def _lights(world, role="directeur", **more):
    return school_lights(world.by(role, **more), [world.school])[0].lights


def _light(world, key, role="directeur"):
    return next(light for light in _lights(world, role) if light.kind.key == key)


@pytest.mark.parametrize(("number", "of", "burning"), [(1, 100, True), (1, 101, False), (0, 100, False), (0, 0, False)])
def test_a_share_burns_from_so_many_of_a_hundred(number, of, burning):
    from leerrecht.inclusion.domain.counting import Counts

    counts = Counts(count={"deeltijds": number}, of={"deeltijds": of})
    assert burns(BY_KEY["deeltijds"], counts, 1) is burning


def test_refusals_without_a_document_count_only_where_there_are_several(world):
    pupils = world.pupils(6)
    for pupil in pupils[:4]:
        world.refused(pupil, way="ontraden")
    light = _light(world, "weigering")
    assert (light.count, light.silent, light.burns) == (0, None, False)
    world.refused(pupils[4], way="lijntje")
    light = _light(world, "weigering")
    assert (light.count, light.silent, light.burns) == (0, 5, True)


def test_a_threshold_is_a_setting_with_its_reason_and_can_be_given_back(world):
    (pupil, *_rest) = world.pupils(50)
    world.at_home(pupil)
    head = world.by("directeur")
    light = _light(world, "deeltijds")
    assert (light.burns, light.threshold, light.own, light.share, light.why) == (
        True, 1, False, "2,0", str(BY_KEY["deeltijds"].why),
    )  # fmt: skip
    keeping.set_threshold(by=head, school=world.school, light="deeltijds", value=3, why=" Kleine  school ")
    light = _light(world, "deeltijds")
    assert (light.burns, light.threshold, light.own, light.why) == (False, 3, True, "Kleine school")
    for value, why, said in ((0, "x", "van 1 tot 100"), (101, "x", "van 1 tot 100"), (3, " ", "waarom u dit getal")):
        with pytest.raises(ValidationError, match=said):
            keeping.set_threshold(by=head, school=world.school, light="deeltijds", value=value, why=why)
    with pytest.raises(ValidationError, match="Kies een knipperlicht"):
        keeping.set_threshold(by=head, school=world.school, light="iets", value=3, why="x")
    keeping.take_default(by=head, school=world.school, light="deeltijds")
    keeping.take_default(by=head, school=world.school, light="deeltijds")
    assert (_light(world, "deeltijds").own, LogEntry.objects.filter(act="inclusion.threshold").count()) == (False, 2)


def test_what_the_school_does_stands_with_the_number_of_then(world):
    pupil, *_rest = world.pupils(3)
    world.at_home(pupil)
    head = world.by("directeur")
    with pytest.raises(ValidationError, match="Schrijf wat"):
        keeping.answer(by=head, school=world.school, light="deeltijds", text="  ")
    keeping.answer(by=head, school=world.school, light="deeltijds", text="We vragen leersteun")
    found = _light(world, "deeltijds", "bestuur").answers
    assert [(one.text, one.number, one.on) for one in found] == [("We vragen leersteun", 1, TODAY)]


def test_a_board_sees_that_a_light_burns_and_no_number_of_a_few(world):
    pupils = world.pupils(20)
    world.at_home(pupils[0])
    light = _light(world, "deeltijds", "bestuur")
    assert (light.burns, light.count, light.share) == (True, None, "")
    for pupil in pupils[1:5]:
        world.at_home(pupil)
    assert _light(world, "deeltijds", "bestuur").count == 5


def test_only_the_head_settles_and_only_head_and_board_see(world):
    for role in ("bestuur", "begeleider", "leerkracht"):
        with pytest.raises(Denied):
            keeping.answer(by=world.by(role), school=world.school, light="deeltijds", text="x")
        with pytest.raises(Denied):
            keeping.set_threshold(by=world.by(role), school=world.school, light="deeltijds", value=3, why="x")
        with pytest.raises(Denied):
            keeping.take_default(by=world.by(role), school=world.school, light="deeltijds")
    with pytest.raises(Denied):
        school_lights(world.by("directeur"), [world.other])
    with pytest.raises(Denied):
        school_lights(world.by("begeleider"), [world.school])
    with pytest.raises(Denied):
        aggregates(world.by("directeur"))


def test_a_region_sees_how_many_schools_and_never_which(world):
    lop = Organisation.objects.create(kind="lop", name="LOP")
    schools = [world.school, world.other, *(SchoolFactory.create() for _ in range(8))]
    Region.objects.create(name="Streek").members.set([lop, *(Organisation.objects.get(pk=one.pk) for one in schools)])
    world.at_home(*world.pupils(1))
    found = {row.kind.key: (row.schools, row.of) for row in aggregates(world.by("lop", lop))}
    assert found == dict.fromkeys(EMPTY, (0, 10)) | {"deeltijds": (None, 10)}
    for school in schools[1:5]:
        former, world.school = world.school, school
        world.at_home(*world.pupils(1))
        world.school = former
    found = {row.kind.key: row.schools for row in aggregates(world.by("lop", lop))}
    assert found["deeltijds"] == 5
    agodi = Organisation.objects.create(kind="agodi", name="AGODI")
    assert aggregates(world.by("agodi", agodi))[0].of == 10


@pytest.fixture
def sign_in(world):
    def as_(role, house=None):
        client = Client()
        client.force_login(User.objects.get(pk=world.by(role, house).user_id))
        return client

    return as_


def test_pages_explain_every_light_and_let_the_head_settle(world, sign_in, django_assert_max_num_queries):
    pupil, *_rest = world.pupils(20)
    world.at_home(pupil)
    head = sign_in("directeur")
    with django_assert_max_num_queries(14):
        page = head.get("/inclusie/").text
    assert "<strong>1</strong> leerlingen met een afspraak" in page
    assert ("5,0 op 100" in page, page.count("(drempel van Leerrecht, te verifiëren)")) == (True, len(KINDS))
    assert pupil.last_name not in page
    base = f"/scholen/{world.school.pk}/inclusie/deeltijds"
    assert "Standaard: 1." in head.get(f"{base}/drempel/").text
    head.post(f"{base}/drempel/", {"value": "9", "why": "Wij starten met leersteun"})
    assert "De standaard nemen" in head.get(f"{base}/drempel/").text
    head.post(f"{base}/drempel/", {"value": "500", "why": "x"})
    assert Threshold.objects.get().value == 9
    head.post(f"{base}/antwoord/", {"text": "Een vaste leraar voor de overgang"})
    page = head.get("/inclusie/").text
    assert ("Wij starten met leersteun" in page, "Een vaste leraar" in page) == (True, True)
    head.post(f"{base}/standaard/")
    assert (Threshold.objects.count(), Answer.objects.count()) == (0, 1)
    board = sign_in("bestuur").get("/inclusie/").text
    assert ("Te weinig om te tonen" in board, "Drempel wijzigen" in board, "toen: 1" in board) == (True, False, False)
    assert sign_in("bestuur").get(f"{base}/antwoord/").status_code == 404
    assert head.get(f"/scholen/{world.other.pk}/inclusie/deeltijds/drempel/").status_code == 404
    assert head.get(f"/scholen/{world.school.pk}/inclusie/iets/drempel/").status_code == 404
    lop = Organisation.objects.create(kind="lop", name="LOP")
    assert "Inclusie in de streek" in sign_in("lop", lop).get("/inclusie/").text
    for role in ("begeleider", "leerkracht"):
        assert sign_in(role).get("/inclusie/").status_code == 403
