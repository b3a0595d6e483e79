"""Who is who: by number, by name in spite of spelling, and by a person where there is doubt."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from leerrecht.leerplicht.domain import deciding, importing, steps
from leerrecht.leerplicht.domain.matching import likeness
from leerrecht.leerplicht.domain.merging import merge
from leerrecht.leerplicht.models import Candidate, ListedChild
from leerrecht.trajectories.models import HomeEducation
from tests.factories import TODAY
from tests.leerplicht.world import row

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "15030499823", "15030499625"
REFERENCE = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("listed", "known", "score"),
    [
        (("Peeters", "Lin"), ("Peeters", "Lin"), 100),
        (("VAN DE VELDE", "Élise"), ("Vandevelde", "Elise"), 100),
        (("Peeters", "Lin Maria Jozefa"), ("Peeters", "Lin"), 98),
        (("Nguyen", "Thi Lan"), ("Thi Lan", "Nguyen"), 100),
        (("Peeters", "Lin"), ("Peters", "Lin"), 92),
        (("Peeters", "Emma"), ("Peeters", "Emmy"), 75),
        (("Peeters", "Lin"), ("Janssens", "Lin"), 26),
    ],
)
def test_likeness_is_that_of_the_name_that_differs_most(listed, known, score):
    assert likeness(*listed, *known) == score


def _state(world):
    return [
        (one.first_name, one.state, one.how, one.where, one.settled_on)
        for one in ListedChild.objects.order_by("first_name")
    ]


def test_number_goes_first_then_name_and_what_is_less_alike_is_asked(world):
    world.pupil("Totaal", "Anders", insz=NUMBER)
    world.pupil("Peeters", "Bo")
    world.pupil("Vandenbroucke", "Cassandra")
    world.pupil("Peters", "Dré")
    world.take(
        row("Totaal", "Ander", insz=NUMBER), row(first="Bo"), row("Vandenbroucke", "Cassandra Maria"),
        row("Peeters", "Dre"), row("Niemand", "Ergens"),
    )  # fmt: skip
    assert _state(world) == [
        ("Ander", "gevonden", "insz", "school", REFERENCE),
        ("Bo", "gevonden", "naam", "school", REFERENCE),
        ("Cassandra Maria", "gevonden", "spelling", "school", REFERENCE),
        ("Dre", "twijfel", "", "", None),
        ("Ergens", "open", "", "", None),
    ]
    doubt = Candidate.objects.get()
    assert (doubt.name, doubt.score, doubt.why, doubt.schools) == (
        "Dré Peters", 92, "de naam is anders gespeld", world.school.name,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pupil", "listed", "why"),
    [
        ({"insz": OTHER}, {"insz": NUMBER}, "het rijksregisternummer verschilt"),
        ({"insz": NUMBER, "last": "Elders", "first": "Karel"}, {"insz": NUMBER}, "de naam verschilt sterk"),
        ({"born": date(2015, 4, 3)}, {}, "de geboortedatum verschilt"),
        ({"born": date(2015, 3, 5)}, {}, "de geboortedatum verschilt"),
    ],
)
def test_what_speaks_against_it_is_never_decided_by_itself(world, pupil, listed, why):
    world.pupil(**pupil)
    world.take(row(**listed))
    assert ([one[1] for one in _state(world)], Candidate.objects.get().why) == (["twijfel"], why)


def test_two_pupils_who_are_equally_alike_are_asked_and_a_stricter_check_asks_more(world):
    world.pupil()
    world.pupil()
    world.pupil("Janssens", "Lin")
    world.take(row(), row("Janssens", "Lin Maria"), check=world.check(certain=99))
    assert ([one[1] for one in _state(world)], Candidate.objects.count()) == (["twijfel", "twijfel"], 3)


def test_a_pupil_of_the_same_name_on_another_day_is_nobody(world):
    world.pupil(born=date(2012, 11, 27))
    world.take(row())
    assert _state(world) == [("Lin", "open", "", "", None)]


def test_known_and_yet_nowhere_stays_open_and_a_later_enrolment_or_home_education_is_found(world):
    absent, later, home = (world.pupil(first=name, enrolled=False) for name in ("Al", "Bea", "Cis"))
    world.enrol(later, date(2026, 10, 15))
    HomeEducation.objects.create(pupil=home, centre=world.centre, begins_on=date(2026, 9, 1), b_before=0, noted_by="x")
    world.take(row(first="Al"), row(first="Bea"), row(first="Cis"))
    assert _state(world) == [
        ("Al", "open", "naam", "", None), ("Bea", "gevonden", "naam", "school", date(2026, 10, 15)),
        ("Cis", "gevonden", "naam", "huisonderwijs", REFERENCE),
    ]  # fmt: skip
    assert ListedChild.objects.get(first_name="Al").pupil_id == absent.pk
    world.enrol(absent, date(2026, 11, 16))
    assert importing.search_again(by=world.by("agodi"), check=world.check()) == 1
    assert _state(world)[0] == ("Al", "gevonden", "naam", "school", date(2026, 11, 16))


def test_found_after_the_letter_closes_with_a_step(world):
    pupil = world.pupil(enrolled=False)
    child = world.child()
    world.letter(child)
    world.enrol(pupil, TODAY)
    importing.search_again(by=world.by("agodi"), check=child.check_list)
    child = world.anew(child)
    assert (child.state, child.where, child.settled_on) == ("afgesloten", "school", TODAY)
    assert list(child.steps.values_list("kind", flat=True)) == ["brief", "later"]


def test_a_person_says_the_same_or_another_and_that_stays(world):
    one, other = world.pupil("Peters"), world.pupil("Petersz")
    child = world.child()
    by = world.by("agodi")
    first, second = (Candidate.objects.get(pupil=pupil) for pupil in (one, other))
    assert (deciding.decide(by=by, candidate=second, same=False).state, child.pupil_id) == ("twijfel", None)
    found = deciding.decide(by=by, candidate=first, same=True)
    assert (found.state, found.how, found.pupil_id, found.where) == ("gevonden", "persoon", one.pk, "school")
    with pytest.raises(ValidationError, match="al beslist"):
        deciding.decide(by=by, candidate=first, same=False)
    world.take(row().replace("Dorpsstraat", "Kerkstraat"))
    assert (world.anew(child).how, world.anew(child).state) == ("persoon", "gevonden")
    steps.reopen(by=by, child=child)
    assert (world.anew(child).state, set(Candidate.objects.values_list("verdict", flat=True))) == ("twijfel", {""})


def test_all_set_aside_is_nowhere_found_and_is_not_asked_again(world):
    world.pupil("Peters")
    child = world.child()
    deciding.decide(by=world.by("agodi"), candidate=Candidate.objects.get(), same=False)
    assert world.anew(child).state == "open"
    importing.search_again(by=world.by("agodi"), check=child.check_list)
    assert (world.anew(child).state, Candidate.objects.count()) == ("open", 1)


def test_only_who_leads_the_check_decides(world):
    world.pupil("Peters")
    world.child()
    for role in ("gemeente", "clb", "directeur"):
        with pytest.raises(Http404):
            deciding.decide(by=world.by(role), candidate=Candidate.objects.get(), same=True)


def test_rows_and_candidates_follow_a_merged_pupil(world):
    keep, drop = world.pupil("Peters"), world.pupil("Petersz")
    world.child()
    absent = world.pupil(first="Al", enrolled=False)
    child = world.child(first="Al")
    deciding.decide(by=world.by("agodi"), candidate=Candidate.objects.get(pupil=drop), same=False)
    moved = merge(by=world.by("agodi"), keep=keep, drop=drop)
    assert (moved, Candidate.objects.get().verdict) == ({"listed": 0, "candidates": 0}, "ander")
    assert merge(by=world.by("agodi"), keep=keep, drop=absent)["listed"] == 1
    assert world.anew(child).pupil_id == keep.pk
