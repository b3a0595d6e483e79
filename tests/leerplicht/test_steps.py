"""Letter, reminder, municipality, prosecutor: each after the other, in time, until a known end."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from leerrecht.duties.domain.casus import casus_of
from leerrecht.law import antwoord
from leerrecht.leerplicht.contributors import facts_of
from leerrecht.leerplicht.domain import letters, steps
from leerrecht.leerplicht.domain.path import next_of, next_step
from leerrecht.leerplicht.domain.queries.absent import open_absentees
from leerrecht.leerplicht.models import CheckKind, ListedChild, Step
from tests.factories import TODAY
from tests.leerplicht.world import row

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _next(child, on):
    found = ListedChild.objects.annotate(next=next_step(on)).get(pk=child.pk)
    step = next_of(found, found.next)
    return (step.key, step.due)


def test_the_path_from_letter_to_prosecutor_with_each_day(world):
    child = world.child()
    assert _next(child, TODAY) == ("brief", None)
    world.letter(child)
    answer = TODAY + timedelta(weeks=4)
    assert (_next(child, TODAY), _next(child, answer)) == (("wachten", answer), ("wachten", answer))
    assert _next(child, answer + DAY) == ("herinnering", answer)
    with pytest.raises(ValidationError, match="hebben nog tijd tot en met 18 december 2026"):
        world.remind(child, answer)
    world.remind(child, answer + DAY)
    again = answer + DAY + timedelta(weeks=2)
    assert (_next(child, again), _next(child, again + DAY)) == (("wachten", again), ("gemeente", again))
    with pytest.raises(ValidationError, match="pas als er na de herinnering"):
        world.hand(child, again)
    world.hand(child, again + DAY)
    due = again + DAY + timedelta(weeks=4)
    assert (_next(child, due), _next(child, due + DAY)) == (("bij-gemeente", due), ("parket", due))
    with pytest.raises(ValidationError, match="nog niet langs geweest"):
        steps.hand_to_prosecutor(by=world.by("agodi", due), child=child)
    visit = again + 3 * DAY
    steps.note_contact(by=world.by("gemeente", visit), child=child, kind="bezoek", on=visit, result="niet-thuis")
    assert _next(child, visit) == ("parket", due)
    steps.hand_to_prosecutor(by=world.by("agodi", visit), child=child)
    assert _next(child, visit) == ("opvolgen", None)
    steps.close(by=world.by("agodi", visit), child=child, where="parket")
    assert (_next(child, visit), world.anew(child).state) == (("klaar", None), "afgesloten")
    kinds = list(child.steps.order_by("on", "at").values_list("kind", "organisation__name"))
    assert kinds == [
        ("brief", "AGODI"), ("herinnering", "AGODI"), ("gemeente", "AGODI"), ("bezoek", "Voorbeeldstad"),
        ("parket", "AGODI"), ("uitkomst", "AGODI"),
    ]  # fmt: skip


def test_letters_are_files_with_name_address_and_term_and_are_made_once(world):
    child, other = world.child(), world.child(first="Ann")
    check = child.check_list
    for weeks in (2, 5):
        with pytest.raises(ValidationError, match="3 tot 4 weken"):
            letters.write_letters(by=world.by("agodi"), check=check, children=[child.pk], weeks=weeks)
    assert letters.write_letters(by=world.by("agodi"), check=check, children=[child.pk], weeks=3) == 1
    step = Step.objects.get()
    assert bytes(step.content).startswith(b"%PDF-")
    assert (step.file_name, step.due_on) == ("brief-peeters-lin-2026-11-20.pdf", date(2026, 12, 11))
    with pytest.raises(ValidationError, match="al gemaakt"):
        letters.write_letters(by=world.by("agodi"), check=check, children=[other.pk, child.pk])
    assert world.anew(other).letter_on is None
    with pytest.raises(ValidationError, match="minstens één"):
        letters.write_letters(by=world.by("agodi"), check=check, children=[])
    with pytest.raises(ValidationError, match="geen brief zonder antwoord"):
        world.remind(other, TODAY)
    world.remind(child, TODAY + timedelta(weeks=5))
    with pytest.raises(ValidationError, match="de herinnering is al gemaakt"):
        world.remind(child, TODAY + timedelta(weeks=9))


def test_what_the_letter_says():
    subject, text = letters.wording("brief")
    assert subject == "Waar gaat {kind} naar school?"
    assert "ten laatste op {antwoord_tegen}" in text
    assert "ten laatste op {antwoord_tegen}" in letters.wording("herinnering")[1]


def test_an_answer_that_does_not_do_lets_the_municipality_be_told_at_once(world):
    child = world.child()
    with pytest.raises(ValidationError, match="nog geen brief"):
        steps.note_answer(by=world.by("agodi"), child=child, on=TODAY, result="weigert")
    world.letter(child)
    with pytest.raises(ValidationError, match="moet nog komen"):
        steps.note_answer(by=world.by("agodi"), child=child, on=TODAY + DAY, result="weigert")
    with pytest.raises(ValidationError, match="ligt vóór de stap"):
        steps.note_answer(by=world.by("agodi"), child=child, on=TODAY - DAY, result="weigert")
    steps.note_answer(by=world.by("agodi"), child=child, on=TODAY, result="bewijs")
    assert _next(child, TODAY) == ("antwoord", TODAY)
    with pytest.raises(ValidationError, match="niet volstaat"):
        world.hand(child, TODAY)
    steps.note_answer(by=world.by("agodi"), child=child, on=TODAY, result="weigert")
    world.hand(child, TODAY)
    assert world.anew(child).handed_on == TODAY


def test_kleuters_have_a_list_for_kind_en_gezin_and_no_letter_nor_prosecutor(world):
    check = world.check(CheckKind.TODDLERS)
    world.take(row(born="2023-05-06"), check=check)
    child = ListedChild.objects.get()
    agodi = world.by("agodi")
    assert _next(child, TODAY) == ("kind-gezin", None)
    for verb in (letters.write_letters, letters.remind):
        with pytest.raises(ValidationError, match="krijgen geen brief"):
            verb(by=agodi, check=check, children=[child.pk])
    with pytest.raises(ValidationError, match="hoeven nog niet"):
        world.hand(child, TODAY)
    with pytest.raises(ValidationError, match="hoort niet bij het parket"):
        steps.hand_to_prosecutor(by=agodi, child=child)
    assert steps.hand_to_family_service(by=agodi, check=check, children=[child.pk]) == 1
    with pytest.raises(ValidationError, match="al bezorgd"):
        steps.hand_to_family_service(by=agodi, check=check, children=[child.pk])
    assert _next(child, TODAY) == ("kleuter", None)
    steps.close(by=agodi, child=child, where="niet-gewild")
    assert world.anew(child).where == "niet-gewild"
    compulsory = world.child(first="Ann")
    with pytest.raises(ValidationError, match="alleen de lijst van de kleuters"):
        steps.hand_to_family_service(by=agodi, check=compulsory.check_list, children=[compulsory.pk])


def test_an_end_is_always_somewhere_and_can_be_taken_back(world):
    child, agodi = world.child(), world.by("agodi")
    for where, said in (
        ("", "Kies uit de lijst"), ("franstalig", "naam van de school"), ("parket", "eerst aan de parketcriminoloog"),
        ("niet-gewild", "kan niet kiezen"),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=said):
            steps.close(by=agodi, child=child, where=where)
    with pytest.raises(ValidationError, match="staat nog open"):
        steps.reopen(by=agodi, child=child)
    steps.close(by=agodi, child=child, where="franstalig", name=" École  du Parc ")
    closed = world.anew(child)
    assert (closed.where_name, closed.settled_on, closed.state) == ("École du Parc", TODAY, "afgesloten")
    for act in (
        lambda: steps.close(by=agodi, child=child, where="buitenland", name="x"),
        lambda: steps.note_contact(by=agodi, child=child, kind="contact", on=TODAY, result="gesproken"),
        lambda: world.letter(child),
    ):
        with pytest.raises(ValidationError):
            act()
    steps.reopen(by=agodi, child=child)
    assert (world.anew(child).state, world.anew(child).where) == ("open", "")


def test_nothing_is_done_for_a_child_in_doubt(world):
    world.pupil("Peters")
    child = world.child()
    with pytest.raises(ValidationError, match="beslis eerst"):
        steps.refer_to_centre(by=world.by("agodi"), child=child, centre=world.centre)
    with pytest.raises(ValidationError, match="staat niet open"):
        world.letter(child)


def test_municipality_sees_its_own_once_told_and_a_clb_whom_it_was_given(world):
    from leerrecht.access import acts
    from leerrecht.access.policy import visible

    def seen(who):
        return set(visible(ListedChild, to=who, act=acts.LEERPLICHT_VIEW))

    child, other = world.child(), world.child(first="Ann")
    town, elsewhere = world.by("gemeente"), world.by("gemeente", house=world.other_town)
    clb = world.by("clb")
    assert (seen(world.by("agodi")), seen(town), seen(clb)) == ({child, other}, set(), set())
    with pytest.raises(Http404):
        steps.note_contact(by=town, child=child, kind="contact", on=TODAY, result="gesproken")
    day = world.handed(child)
    steps.refer_to_centre(by=world.by("agodi", day), child=other, centre=world.centre)
    with pytest.raises(ValidationError, match="kreeg de naam al"):
        steps.refer_to_centre(by=world.by("agodi", day), child=other, centre=world.centre)
    assert (seen(town), seen(elsewhere), seen(clb)) == ({child}, set(), {other})
    steps.note_contact(by=world.by("clb", day), child=other, kind="contact", on=day, result="schrijft-in")
    for refused, said in (
        ({"kind": "bezoek"}, "nog niet"),
        ({"kind": "brief"}, "Kies een bezoek"),
        ({"result": ""}, "Kies wat"),
    ):
        values = {"kind": "contact", "result": "gesproken"} | refused
        with pytest.raises(ValidationError, match=said):
            steps.note_contact(by=world.by("clb", day), child=other, on=day, **values)
    for role in ("gemeente", "clb"):
        with pytest.raises(Http404):
            steps.close(by=world.by(role, day), child=child, where="verhuisd")
    assert seen(world.by("directeur")) == set()


def test_the_law_follows_the_check_of_a_pupil_and_of_a_child_of_the_list(world):
    pupil = world.pupil(enrolled=False)
    child = world.child()

    def rules(on):
        found = antwoord(casus_of([pupil.pk], on)[pupil.pk], on).uitkomsten
        return {one.regel: one.status for one in found if one.regel.startswith("leerplichtcontrole")}

    assert rules(TODAY) == {"leerplichtcontrole.brief": "open"}
    world.letter(child)
    assert rules(TODAY) == {"leerplichtcontrole.brief": "vervuld", "leerplichtcontrole.antwoord": "open"}
    late = TODAY + timedelta(weeks=4) + DAY
    assert rules(late)["leerplichtcontrole.herinnering"] == "open"
    steps.close(by=world.by("agodi", late), child=child, where="buitenland", name="Lycée")
    assert (facts_of(world.anew(child)).elders, rules(late)["leerplichtcontrole.antwoord"]) == (late, "vervuld")


def test_open_absentees_are_told_to_rooms_above(world):
    pupil = world.pupil(enrolled=False)
    known, stranger = world.child(), world.child(first="Ann")
    found = open_absentees(TODAY)
    assert [(one.child_id, one.pupil_id, one.since, one.next_step) for one in found] == [
        (stranger.pk, None, date(2026, 10, 1), "Een brief aan de ouders"),
        (known.pk, pupil.pk, date(2026, 10, 1), "Een brief aan de ouders"),
    ]
    assert [one.child_id for one in open_absentees(TODAY, pupil_ids=[pupil.pk])] == [known.pk]
    steps.close(by=world.by("agodi"), child=stranger, where="verhuisd")
    assert [one.child_id for one in open_absentees(TODAY)] == [known.pk]
