from types import SimpleNamespace
import pytest
from leerrecht.demo import discipline
from leerrecht.discipline.models import Contest
from tests.discipline.world import World
from tests.factories import TODAY
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
def test_contested():
    world = World()
    for role in ("directeur", "secretariaat"): world.staff(role)
    community = SimpleNamespace(key="a", secundair=world.school, users=world.users, year=2026)
    discipline._contested(community, SimpleNamespace(pupil=world.pupil, enrolment=world.placement.enrolment), TODAY)
    assert Contest.objects.get().turns.count() == 3
