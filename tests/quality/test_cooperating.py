from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.policy import Denied
from leerrecht.quality.domain import cooperating
from leerrecht.quality.domain.queries import home
from leerrecht.quality.models import Cooperation, CooperationVersion
from tests.factories import TODAY, CentreFactory, ServiceFactory
from tests.notes.world import World
from tests.quality.helpers import agreed, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def world():
    return World()


def confirm(by, version):
    return cooperating.confirm_version(by=by, version=version, stamp=version.stamp)


def test_both_sides_confirm_and_then_it_stands(world):
    version = agreed(world, world.by("begeleider"))
    version = confirm(world.by("clbhoofd"), version)
    assert (version.confirmed, version.centre_by, version.school_by) == (False, "Clbhoofd Test", "")
    with pytest.raises(ValidationError, match="al bevestigd"):
        confirm(world.by("clbhoofd"), version)
    version = confirm(world.by("directeur"), version)
    assert (version.confirmed, version.school_by, version.school_on) == (True, "Directeur Test", TODAY)
    following = write(world.by("clb"), version.cooperation, signalen="Per telefoon")
    assert (following.number, following.confirmed) == (2, False)
    assert CooperationVersion.objects.get(number=1).content["signalen"] == "Per mail"


def test_change_before_both_agreed_asks_both_anew(world):
    version = confirm(world.by("directeur"), agreed(world, world.by("begeleider")))
    again = write(world.by("clbhoofd"), version.cooperation, signalen="Per telefoon")
    assert (again.pk, again.number, again.school_on, again.school_by) == (version.pk, 1, None, "")
    # The words that the director read are others by now.
    with pytest.raises(ValidationError, match="intussen veranderd"):
        confirm(world.by("directeur"), version)


def test_agreements_that_the_other_side_changed_ask_again(world):
    version = agreed(world, world.by("begeleider"))
    write(world.by("clbhoofd"), version.cooperation, signalen="Per telefoon")
    with pytest.raises(ValidationError, match="Clbhoofd Test wijzigde deze afspraken intussen"):
        write(world.by("begeleider"), version.cooperation, seen=version.stamp)


def test_version_needs_contacts_signals_and_dates_in_order(world):
    found = agreed(world, world.by("begeleider")).cooperation
    with pytest.raises(ValidationError) as refused:
        cooperating.write_version(
            by=world.by("begeleider"), cooperation=found, content={}, begins_on=TODAY,
            ends_on=TODAY - timedelta(days=1), review_on=TODAY,
        )  # fmt: skip
    assert sorted(refused.value.error_dict) == ["contact_clb", "contact_school", "ends_on", "review_on", "signalen"]


def test_other_schools_and_centres_see_nothing(world):
    version = agreed(world, world.by("begeleider"))
    outside = [
        world.of(world.user("elders", "directeur", world.other)),
        world.of(world.user("clbelders", "clbhoofd", world.other_centre)),
        world.by("leerkracht"), world.by("secretariaat"),
    ]  # fmt: skip
    for by in outside:
        assert list(policy.visible(Cooperation, to=by, act=acts.COOPERATION_KEEP)) == []
        for attempt in (
            lambda by=by: confirm(by, version), lambda by=by: write(by, version.cooperation),
            lambda by=by: cooperating.begin_cooperation(by=by, school=world.school),
        ):  # fmt: skip
            with pytest.raises(Denied):
                attempt()
    for role in ("directeur", "begeleider", "clb", "clbhoofd"):
        assert list(policy.visible(Cooperation, to=world.by(role), act=acts.COOPERATION_KEEP)) == [version.cooperation]
    for role in ("begeleider", "clb"):
        with pytest.raises(Denied):
            confirm(world.by(role), version)


def test_centre_that_comes_later_does_not_see_the_agreements_of_the_one_before(world):
    found = agreed(world, world.by("begeleider")).cooperation
    service = world.school.services.get()
    service.period = (date(2020, 9, 1), TODAY)
    service.save()
    centre = ServiceFactory.create(school=world.school, centre=CentreFactory.create(), period=(TODAY, None)).centre
    by = world.of(world.user("nieuw", "clbhoofd", centre))
    assert not policy.visible(Cooperation, to=by, act=acts.COOPERATION_KEEP).exists()
    assert cooperating.begin_cooperation(by=by, school=world.school) != found


def test_school_without_a_centre_is_told_so(world):
    world.school.services.all().delete()
    with pytest.raises(ValidationError, match="Geen enkel CLB"):
        cooperating.begin_cooperation(by=world.by("directeur"), school=world.school)


def test_review_comes_back_by_itself_for_both(world):
    version = agreed(world, world.by("begeleider"))
    for role in ("directeur", "clbhoofd"):
        by = world.by(role)
        assert [one.what[:9] for one in home.due(by, [], [], home.agreements(by))] == ["Afspraken"]
        assert home.due_number(by) == 1
        version = confirm(by, version)
    assert home.due(world.by("clb"), [], [], home.agreements(world.by("clb"))) == []
    for role in ("directeur", "clbhoofd"):
        by = world.by(role, on=date(2027, 5, 4))
        (due,) = home.due(by, [], [], home.agreements(by))
        assert (due.by, due.late) == (date(2027, 5, 3), True)
        assert due.what.endswith("opnieuw bekijken")
        assert home.due_number(by) == 1
