from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from leerrecht.access.models import User
from leerrecht.access.policy import Denied
from leerrecht.attendance.domain.sub_codes import remove_sub_code, save_sub_code
from leerrecht.attendance.models import HalfDay, SubCode
from tests.factories import PlacementFactory, SchoolFactory, half_day, principal

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory.create()


@pytest.fixture
def secretary(school):
    return principal("secretariaat", school)


def save(by, school, code="R", name="R03", label="rechtbank", **more):
    return save_sub_code(by=by, school_id=school.pk, code=code, name=name, label=label, **more)


def signed_in(client, who):
    client.force_login(User.objects.get(pk=who.user_id))
    return client


def stored():
    return list(SubCode.objects.order_by("name").values_list("code", "name", "label"))


def test_own_code_is_made_and_changed(school, secretary):
    made = save(secretary, school)
    save(secretary, school, label="voor de rechter", sub_code_id=made.pk)
    assert stored() == [("R", "R03", "voor de rechter")]


def test_own_code_twice_is_refused_at_its_name(school, secretary):
    save(secretary, school)
    with pytest.raises(ValidationError) as refused:
        save(secretary, school)
    assert refused.value.message_dict == {"name": ["De eigen code “R03” bestaat al in deze school. Kies een andere."]}


def test_own_code_of_no_official_code_is_refused(school, secretary):
    with pytest.raises(ValidationError):
        save(secretary, school, code="L")
    assert stored() == []


def test_own_code_in_use_keeps_its_official_code_and_stays(secretary, school):
    made = save(secretary, school)
    placement = PlacementFactory.create(class_group__school=school)
    half_day(placement.enrolment, date(2026, 11, 16), "vm", "R")
    HalfDay.objects.update(sub_code_id=made.pk)
    with pytest.raises(ValidationError):
        save(secretary, school, code="B", sub_code_id=made.pk)
    with pytest.raises(ValidationError):
        remove_sub_code(by=secretary, school_id=school.pk, sub_code_id=made.pk)
    assert stored() == [("R", "R03", "rechtbank")]


def test_own_code_of_another_school_is_out_of_reach(school, secretary):
    other = SchoolFactory.create()
    theirs = save(principal("secretariaat", other), other)
    with pytest.raises(Denied):
        save(secretary, other, name="R04")
    with pytest.raises(Http404):
        save(secretary, school, sub_code_id=theirs.pk)
    with pytest.raises(Http404):
        remove_sub_code(by=secretary, school_id=school.pk, sub_code_id=theirs.pk)


def test_own_codes_are_kept_on_their_page(client, school, secretary):
    signed_in(client, secretary)
    url = reverse("sub-code-list", args=[school.pk])
    assert "Nog geen eigen codes" in client.get(url).content.decode()
    client.post(url, {"code": "R", "name": "R03", "label": "rechtbank"})
    made = SubCode.objects.get()
    again = client.post(url, {"code": "R", "name": "R03", "label": "nog eens"}).content.decode()
    assert ("bestaat al in deze school" in again, 'value="nog eens"' in again) == (True, True)
    edit = reverse("sub-code-edit", args=[school.pk, made.pk])
    assert 'value="rechtbank"' in client.get(edit).content.decode()
    client.post(edit, {"code": "R", "name": "R03", "label": "voor de rechter"})
    assert stored() == [("R", "R03", "voor de rechter")]
    client.post(reverse("sub-code-remove", args=[school.pk, made.pk]))
    assert stored() == []


@pytest.mark.parametrize(
    ("role", "seen", "changed"), [("begeleider", 200, 403), ("directeur", 200, 302), ("leerkracht", 404, 404)]
)
def test_own_codes_by_role(client, school, role, seen, changed):
    signed_in(client, principal(role, school))
    url = reverse("sub-code-list", args=[school.pk])
    data = {"code": "R", "name": "R03", "label": "rechtbank"}
    assert (client.get(url).status_code, client.post(url, data).status_code) == (seen, changed)
