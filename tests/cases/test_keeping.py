from datetime import date

import pytest

from leerrecht.cases.domain.keeping import date_of_case
from leerrecht.cases.models import Case
from leerrecht.documents.retention import Kept, Ref, terms
from tests.cases.world import World
from tests.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_case_stays_as_long_as_the_centre_keeps_something_of_it():
    world = World()
    world.case()
    case = world.opened()
    ref = Ref(case.pk, case.pupil_id, case.organisation_id, case.compartment, TODAY)
    kept = Kept(date(2008, 5, 3), date(2026, 11, 1), None, special=False, centre=False)
    assert date_of_case(ref, kept) == terms()[type(world.track())].date_of(ref, kept)
    world.track(by=world.by("clb"), kind="jeugdhulp", organisation=None, body="CGG", secret=True)
    assert (date_of_case(ref, kept), Case.objects.count()) == (None, 1)
