import pytest

from leerrecht.access.domain.users import create_user
from tests.factories import SYSTEM, CentreFactory, MembershipFactory, SchoolFactory

PASSWORD = "vier rode fietsen in de regen"


@pytest.fixture
def outside_the_demo(settings):
    settings.DEMO = False
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "10/m/ip,5/5m/key"}


@pytest.fixture
def school(db):
    return SchoolFactory.create(name="Sint-Jan")


@pytest.fixture
def member(school):
    """``member("an", "directeur")``: somebody with a password and a role at the school (or at ``place``)."""

    def make(username, role="directeur", place=None, **details):
        details = {"first_name": username.title(), "last_name": "Maes", "password": PASSWORD, **details}
        user = create_user(by=SYSTEM, username=username, **details)
        if role:
            MembershipFactory.create(user=user, organisation=place or school, role=role)
        return user

    return make


@pytest.fixture
def centre(db):
    return CentreFactory.create(name="CLB De Brug")
