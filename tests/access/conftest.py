import pytest
from django.contrib.messages import get_messages

from leerrecht.access.domain.users import create_user
from leerrecht.access.models import LogEntry
from tests.factories import SYSTEM, CentreFactory, MembershipFactory, SchoolFactory

PASSWORD = "vier rode fietsen in de regen"


def entries_of(*acts):
    """What the log holds of these acts: act, who, that account, kind and number of the record, ground, details."""
    found = LogEntry.objects.filter(act__in=acts).order_by("pk")
    return list(found.values_list("act", "actor", "actor_id", "kind", "object_id", "why", "detail"))


def said(answer):
    """The last thing that the page tells whoever did something."""
    return [str(message) for message in get_messages(answer.wsgi_request)][-1]


def drawn_for(answer):
    """For whom the page was drawn, by name; a page that was drawn without its request tells none."""
    return answer.context["principal"].name


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
