import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.models import User
from leerrecht.config.first import make_operator
from leerrecht.organisations.models import Membership

pytestmark = pytest.mark.django_db


def test_first_operator_signs_in_with_the_password_shown():
    password = make_operator(username="ellen", first_name="Ellen", last_name="Smet")
    user = User.objects.get(username="ellen")
    assert user.check_password(password)
    assert list(Membership.objects.values_list("user_id", "role", "organisation__kind")) == [
        (user.pk, "beheerder", "beheer")
    ]


def test_second_operator_joins_the_same_organisation():
    make_operator(username="ellen", first_name="Ellen", last_name="Smet")
    make_operator(username="jan", first_name="Jan", last_name="Smet")
    assert Membership.objects.values("organisation").distinct().count() == 1


def test_operator_with_a_name_that_is_taken_is_refused():
    make_operator(username="ellen", first_name="Ellen", last_name="Smet")
    with pytest.raises(ValidationError):
        make_operator(username="ellen", first_name="An", last_name="Maes")
