"""One choice of a school for who works for many."""

import re

import pytest
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from leerrecht.organisations.models import Organisation
from leerrecht.ui.choosing import chosen_school, to_school
from leerrecht.ui.templatetags.leerrecht import many
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


def test_school_that_the_filter_asks_for_is_shown_else_the_first(rf):
    first, second = Organisation(pk=3), Organisation(pk=12)
    asked = [{"school": "12"}, {"school": "13"}, {"school": "12 of 13"}, {}]
    shown = [chosen_school(rf.get("/beleid/", query), [first, second]) for query in asked]
    assert shown == [second, first, first, first]
    assert chosen_school(rf.get("/beleid/"), []) is None


@pytest.mark.parametrize(("number", "options"), [(1, []), (2, ["3", "12"])])
def test_filter_is_drawn_for_who_works_for_several_schools(number, options):
    schools = [Organisation(pk=3, name="Drie"), Organisation(pk=12, name="Twaalf")]
    text = '<c-school-filter :schools="schools" :school="school" id="kies" action="#hier" />'
    drawn = Template(CottonCompiler().process(text)).render(
        Context({"schools": schools[:number], "school": schools[-1]})
    )
    assert re.findall(r'<option value="(\d+)"', drawn) == options
    assert ('<select id="kies"' in drawn, 'action="#hier"' in drawn, '"12" selected' in drawn) == (bool(options),) * 3


def test_more_pieces_than_are_read_beneath_each_other_are_many():
    assert [many(range(number)) for number in (0, 3, 4)] == [False, False, True]


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
