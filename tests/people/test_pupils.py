from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.facts.models import Change
from leerrecht.people import domain
from leerrecht.people.domain.pupils import INSZ_DISAGREES
from leerrecht.people.domain.queries.pupils import same_child, search
from leerrecht.people.models import Pupil, PupilNumber
from tests.factories import (
    SYSTEM,
    BoardFactory,
    PlacementFactory,
    PupilFactory,
    PupilNumberFactory,
    SchoolFactory,
    principal,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]

NOOR = {"first_name": "Noor", "last_name": "Van Damme", "birth_date": date(2011, 5, 3)}


def refused(**details):
    with pytest.raises(ValidationError) as caught:
        domain.create_pupil(by=SYSTEM, **{**NOOR, **details})
    assert Pupil.objects.count() == 0
    return caught.value.message_dict


def test_pupil_is_made_with_numbers_and_sort_key():
    board = BoardFactory.create()
    pupil = domain.create_pupil(
        by=SYSTEM, **NOOR, numbers=[(board, "604821")], insz="11.05.03-000.31".replace("31", _check("110503000"))
    )
    assert (pupil.sort_key, pupil.insz[:9]) == ("van damme noor", "110503000")
    assert list(pupil.numbers.values_list("board_id", "number")) == [(board.pk, "0000604821")]
    assert LogEntry.objects.values_list("act", "pupil_id", "actor").get() == ("pupil.create", pupil.pk, "test")


def _check(body):
    return f"{97 - int('2' + body) % 97:02d}"


def test_birth_date_in_the_future_is_refused():
    assert refused(birth_date=date(2027, 1, 1)) == {
        "birth_date": ["De geboortedatum ligt in de toekomst. Kijk het jaar na."]
    }


def test_days_before_birth_are_refused():
    assert refused(register_entry=date(2010, 1, 1), diploma_on=date(2010, 1, 1)) == {
        "register_entry": ["De inschrijving in het register kan niet vóór de geboorte liggen."],
        "diploma_on": ["Een diploma kan niet vóór de geboorte behaald zijn."],
    }


@pytest.mark.parametrize("code", ["B1", "é1", "B"])
def test_country_that_is_no_code_is_refused(code):
    assert refused(nationality=code) == {
        "nationality": ["Geef de landcode van twee letters, bijvoorbeeld BE, NL of SY."]
    }


def test_name_without_letters_is_refused():
    assert list(refused(first_name="  ")) == ["first_name"]


def test_two_pupils_with_the_same_number_are_refused():
    number = PupilNumberFactory.create(pupil__first_name="Lotte", pupil__last_name="Maes", number="0000604821")
    with pytest.raises(ValidationError) as caught:
        domain.create_pupil(by=SYSTEM, **NOOR, numbers=[(number.board, "604821")])
    assert caught.value.message_dict == {
        "numbers": ["Leerlingnummer 0000604821 is al van Lotte Maes. Kijk het nummer na."]
    }
    assert Pupil.objects.count() == 1


def test_the_holder_of_a_number_is_not_named_to_another_school_of_the_board():
    theirs = PlacementFactory.create(enrolment__pupil__last_name="Geheim")
    PupilNumberFactory.create(pupil=theirs.enrolment.pupil, board=theirs.class_group.school.board, number="0000604821")
    mine = SchoolFactory.create(board=theirs.class_group.school.board)
    with pytest.raises(ValidationError) as caught:
        domain.create_pupil(by=principal("secretariaat", mine), **NOOR, numbers=[(mine.board, "604821")])
    assert caught.value.message_dict == {
        "numbers": [
            (
                "Leerlingnummer 0000604821 is al van een leerling van een andere school van het bestuur. "
                "Kijk het nummer na."
            )
        ]
    }


def test_numbers_of_another_board_are_denied():
    with pytest.raises(Denied):
        domain.create_pupil(
            by=principal("secretariaat", SchoolFactory.create()), **NOOR, numbers=[(BoardFactory.create(), "1")]
        )
    assert Pupil.objects.count() == 0


def test_the_same_national_number_twice_is_refused():
    number = "85073003328"
    domain.create_pupil(by=SYSTEM, first_name="A", last_name="B", birth_date=date(1985, 7, 30), insz=number)
    with pytest.raises(ValidationError) as caught:
        domain.create_pupil(by=SYSTEM, first_name="C", last_name="D", birth_date=date(1985, 7, 30), insz=number)
    assert caught.value.message_dict == {
        "insz": [
            "Er is al een leerling met dit rijksregister- of BIS-nummer. Zoek die leerling op, of kijk het nummer na."
        ]
    }


def test_national_number_that_disagrees_is_a_warning_that_a_person_may_set_aside():
    with pytest.raises(ValidationError) as caught:
        domain.create_pupil(by=SYSTEM, **NOOR, gender="v", insz="85073003328")
    assert [error.code for error in caught.value.error_dict["insz"]] == [INSZ_DISAGREES] * 2
    pupil = domain.create_pupil(by=SYSTEM, **NOOR, gender="v", insz="85073003328", insz_checked=True)
    assert pupil.insz == "85073003328"


def test_change_is_logged_and_told_on():
    pupil = PlacementFactory.create().enrolment.pupil
    domain.change_pupil(by=SYSTEM, pupil=pupil, last_name="Ünal", birth_date=pupil.birth_date)
    assert Pupil.objects.values_list("last_name", "sort_key").get() == ("Ünal", "unal noor")
    assert LogEntry.objects.values_list("act", "detail").get() == ("pupil.edit", {"changed": ["last_name"]})
    assert list(Change.objects.values_list("pupil_id", flat=True)) == [pupil.pk]


def test_a_change_that_changes_nothing_leaves_no_trace():
    pupil = PupilFactory.create()
    domain.change_pupil(by=SYSTEM, pupil=pupil, last_name=pupil.last_name, numbers=[])
    assert (LogEntry.objects.count(), Change.objects.count()) == (0, 0)


def test_change_of_numbers_touches_only_the_named_board():
    one, two = BoardFactory.create(), BoardFactory.create()
    pupil = domain.create_pupil(by=SYSTEM, **NOOR, numbers=[(one, "1"), (two, "2")])
    domain.change_pupil(by=SYSTEM, pupil=pupil, numbers=[(one, "3")])
    assert set(pupil.numbers.values_list("board_id", "number")) == {(one.pk, "0000000003"), (two.pk, "0000000002")}
    domain.change_pupil(by=SYSTEM, pupil=pupil, numbers=[(one, "")])
    assert list(pupil.numbers.values_list("board_id", "number")) == [(two.pk, "0000000002")]


def test_a_number_that_is_too_long_is_refused():
    with pytest.raises(ValidationError) as caught:
        domain.create_pupil(by=SYSTEM, **NOOR, numbers=[(BoardFactory.create(), "1" * 21)])
    assert caught.value.message_dict == {"numbers": ["Een leerlingnummer telt ten hoogste 20 tekens."]}


@pytest.mark.parametrize("role", ["begeleider", "leerkracht"])
def test_roles_without_the_act_change_no_pupil(role):
    placement = PlacementFactory.create()
    who = principal(role, placement.class_group.school)
    with pytest.raises(Denied):
        domain.change_pupil(by=who, pupil=placement.enrolment.pupil, last_name="X")
    with pytest.raises(Denied):
        domain.create_pupil(by=who, **NOOR)


def test_another_school_changes_no_pupil():
    pupil = PlacementFactory.create().enrolment.pupil
    with pytest.raises(Denied):
        domain.change_pupil(by=principal("secretariaat", SchoolFactory.create()), pupil=pupil, last_name="X")


def test_siblings_of_siblings_are_siblings():
    one, two, three = PupilFactory.create_batch(3)
    domain.link_siblings(by=SYSTEM, pupil=one, sibling=two)
    domain.link_siblings(by=SYSTEM, pupil=two, sibling=three)
    assert set(one.siblings.all()) == {two, three}
    domain.unlink_sibling(by=SYSTEM, pupil=one, sibling=three)
    assert (set(one.siblings.all()), set(three.siblings.all())) == ({two}, {two})


def test_nobody_is_the_own_sibling():
    pupil = PupilFactory.create()
    with pytest.raises(ValidationError) as caught:
        domain.link_siblings(by=SYSTEM, pupil=pupil, sibling=pupil)
    assert caught.value.message_dict == {
        "sibling": ["Een leerling is niet de eigen broer of zus. Kies een andere leerling."]
    }


def test_contact_is_added_changed_and_removed():
    pupil = PupilFactory.create()
    contact = domain.add_contact(by=SYSTEM, pupil=pupil, name="Els Maes", legal_role="ouder", phone="0470")
    domain.change_contact(by=SYSTEM, contact=contact, phone="0471", name="Els Maes")
    domain.remove_contact(by=SYSTEM, contact=contact)
    assert list(LogEntry.objects.order_by("pk").values_list("act", "detail")) == [
        ("contact.add", {}),
        ("contact.change", {"changed": ["phone"]}),
        ("contact.remove", {}),
    ]
    assert pupil.contacts.count() == 0


def test_a_barred_contact_does_not_live_with_the_pupil():
    with pytest.raises(ValidationError) as caught:
        domain.add_contact(by=SYSTEM, pupil=PupilFactory.create(), name="X", legal_role="ouder", barred=True)
    assert caught.value.message_dict == {
        "lives_with": [
            "Wie van de rechter geen contact mag hebben, kan niet bij de leerling wonen. Kies één van beide."
        ]
    }


def test_contact_with_a_role_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError) as caught:
        domain.add_contact(by=SYSTEM, pupil=PupilFactory.create(), name="X", legal_role="buur", email="geen adres")
    assert sorted(caught.value.message_dict) == ["email", "legal_role"]


def test_contact_of_another_school_is_denied():
    placement = PlacementFactory.create()
    contact = domain.add_contact(by=SYSTEM, pupil=placement.enrolment.pupil, name="X", legal_role="ouder")
    other = principal("secretariaat", SchoolFactory.create())
    with pytest.raises(Denied):
        domain.change_contact(by=other, contact=contact, name="Y")
    with pytest.raises(Denied):
        domain.remove_contact(by=other, contact=contact)
    with pytest.raises(Denied):
        domain.add_contact(by=other, pupil=placement.enrolment.pupil, name="Z", legal_role="ouder")


def seat(last_name, first_name="Noor", **more):
    key = f"{last_name} {first_name}".lower()
    return PlacementFactory.create(
        enrolment__pupil__last_name=last_name,
        enrolment__pupil__first_name=first_name,
        enrolment__pupil__sort_key=key,
        **more,
    )


def test_search_finds_only_pupils_of_the_own_school():
    mine = seat("Peeters")
    seat("Peeters", "Jan")
    who = principal("secretariaat", mine.class_group.school)
    assert search(who, "peters") == [mine.enrolment.pupil_id]


def test_search_finds_a_number_with_and_without_zeros_and_an_insz():
    mine = seat("Peeters")
    pupil = mine.enrolment.pupil
    PupilNumber.objects.create(pupil=pupil, board=mine.class_group.school.board, number="0000604821")
    Pupil.objects.filter(pk=pupil.pk).update(insz="85073003328")
    who = principal("secretariaat", mine.class_group.school)
    other = principal("secretariaat", SchoolFactory.create())
    for text in ("604821", "0000604821", "85.07.30-033.28"):
        assert search(who, text) == [pupil.pk]
        assert search(other, text) == []
    assert search(who, "60482") == []


def test_search_leaves_out_merged_records():
    keep, drop = PupilFactory.create(sort_key="peeters noor"), PupilFactory.create(sort_key="peeters noor")
    domain.merge_pupils(by=SYSTEM, keep=keep, drop=drop)
    assert search(SYSTEM, "peeters") == [keep.pk]


def test_search_takes_two_queries_whatever_the_number(django_assert_num_queries):
    for number in range(30):
        PupilFactory.create(sort_key=f"peeters noor {number}")
    with django_assert_num_queries(1):
        assert len(search(SYSTEM, "peeters noor")) == 30


def test_same_child_ignores_accents():
    pupil = PupilFactory.create(sort_key="unal zoe", birth_date=date(2011, 5, 3))
    found = same_child(SYSTEM, first_name="Zoë", last_name="ÜNAL", birth_date=date(2011, 5, 3))
    assert list(found) == [pupil]
