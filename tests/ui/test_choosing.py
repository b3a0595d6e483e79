"""One choice of a school for who works for many."""

import pytest

from leerrecht.organisations.models import Organisation
from leerrecht.ui.choosing import to_school
from tests.factories import BoardFactory, MembershipFactory, SchoolFactory, UserFactory


@pytest.mark.parametrize(
    ("query", "leads"),
    [
        ({"naar": "meeting-plan", "school": "12"}, "/scholen/12/overleg/"),
        ({"naar": "logout", "school": "12"}, None),
        ({"naar": "meeting-plan", "school": "12 of 13"}, None),
        ({"naar": "meeting-plan", "school": "9" * 5000}, None),
        ({"school": "12"}, None),
    ],
)
def test_choice_of_a_school_leads_to_a_named_place_and_nowhere_else(rf, query, leads):
    answer = to_school(rf.get("/overleg/", query), "meeting-plan")
    assert (answer and answer.headers["Location"]) == leads


@pytest.mark.parametrize(("number", "choices"), [(1, 0), (3, 3)])
def test_who_plans_for_many_schools_gets_one_button(number, choices, client, db):
    user, board = UserFactory.create(), BoardFactory.create()
    schools = [SchoolFactory.create(board=board) for _number in range(number)]
    for school in schools:
        MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=school.pk), role="begeleider")
    client.force_login(user)
    page = client.get("/overleg/").content.decode()
    offered = [school for school in schools if f'<option value="{school.pk}">{school.name}</option>' in page]
    assert (page.count("Overleg plannen"), len(offered)) == (1, choices)
