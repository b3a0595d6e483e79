"""A C attest that is contested (004:1075-1126): the story of the document first, then what may not be."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerrecht import law
from leerrecht.access.policy import Denied
from leerrecht.discipline.domain import contests
from leerrecht.discipline.domain.queries.contests import contest_list, contest_page, due_today
from leerrecht.discipline.models import Contest
from leerrecht.duties.domain.casus import casus_of
from leerrecht.enrolment.models import Enrolment, YearResult
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.domain.periods import period
from tests.discipline.test_access import client_of
from tests.discipline.world import World
from tests.factories import EnrolmentFactory

pytestmark = pytest.mark.django_db
ATTEST, TALK, TODAY = date(2027, 6, 25), date(2027, 6, 28), date(2027, 8, 30)


@pytest.fixture(autouse=True)
def summer():
    """A day on which the klassenraad came together again, just before the school year begins."""
    with time_machine.travel(datetime(2027, 8, 30, 10, 30, tzinfo=ZoneInfo("Europe/Brussels")), tick=True):
        yield


class School(World):
    def head(self, on=TODAY):
        return self.by("directeur", on)

    def contest(self, by=None, **values):
        told = {"attest_on": ATTEST, "on": TALK, "words": "[[gedeeld]] haar hart"} | values
        return contests.contest_attest(
            by=by or self.head(), pupil=self.pupil, school_id=self.school.pk, contested=contests.Contested(**told)
        )

    def turn(self, contest, turn, **values):
        told = {"on": TODAY, "words": f"[[gedeeld]] {turn}"} | values
        return contests.take_turn(by=self.head(), contest=contest, turn=turn, told=contests.Told(**told))

    def appealed(self, contest, on=TODAY):
        self.turn(contest, "antwoord", on=TALK, answer="ja", due_on=date(2027, 8, 29))
        self.turn(contest, "klassenraad", on=date(2027, 8, 29), answer="blijft", due_on=date(2027, 8, 30))
        self.turn(contest, "beroep", on=on, due_on=date(2027, 9, 15))

    def rules(self, on=TODAY):
        found = law.antwoord(casus_of([self.pupil.pk], on)[self.pupil.pk], on).uitkomsten
        return sorted(one.regel for one in found if one.regel.startswith("c_attest."))


def fields(error):
    return sorted(error.value.message_dict)


def test_mother_contests_and_the_pupil_goes_on_in_the_same_school_until_the_board_decides():
    world = School()
    contest = world.contest()
    assert world.rules() == ["c_attest.verder"]
    assert [(item.what, item.late) for item in due_today(world.head(), TODAY)] == [("Antwoord van de directeur", False)]
    world.turn(contest, "antwoord", on=date(2027, 6, 30), answer="ja", due_on=date(2027, 8, 29))
    assert [(item.why, item.late) for item in due_today(world.head(), TODAY)] == [
        ("C-attest, tegen 29 augustus 2027", True)
    ]
    world.turn(contest, "klassenraad", on=date(2027, 8, 29), answer="blijft", due_on=date(2027, 9, 2))
    assert world.rules() == ["c_attest.beroep", "c_attest.verder"]
    world.turn(contest, "beroep", due_on=date(2027, 9, 15))
    assert world.rules() == ["c_attest.verder"]
    page = contest_page(world.head(), contest)
    assert (page.goes_on, page.moved, page.late, page.stands.next) == (True, None, False, "commissie")
    # The board lets her do the two tests after all; the klassenraad then decides, and that is the end.
    world.turn(contest, "commissie", answer="proeven", due_on=TODAY, inside="Bo Bestuur", outside="Wil Vandaag")
    world.turn(contest, "proeven", due_on=TODAY)
    world.turn(contest, "klassenraad", answer="ander")
    contest.refresh_from_db()
    assert (contest.closed_on, contest.closed_how, world.rules()) == (TODAY, "ander", [])
    assert [turn.turn for turn in contest.turns.all()] == [
        "antwoord", "klassenraad", "beroep", "commissie", "proeven", "klassenraad",
    ]  # fmt: skip


def test_right_to_go_on_is_lost_in_another_school():
    world = School()
    contest = world.contest()
    world.appealed(contest)
    enrolment = Enrolment.objects.get(pupil=world.pupil)
    enrolment.period = period(enrolment.period.lower, date(2027, 8, 29))
    enrolment.save()
    EnrolmentFactory.create(pupil=world.pupil, school=world.other, period=period(TODAY, date(2027, 8, 31)))
    page = contest_page(world.head(), contest)
    assert (page.goes_on, page.moved, world.rules()) == (False, TODAY, ["c_attest.andere_school"])
    shown = client_of(world.parent()).get(reverse("contest", args=[contest.pk])).content.decode()
    assert "De leerling ging op 30 augustus 2027 naar een andere school." in shown
    # The appeal itself goes on.
    world.turn(contest, "commissie", answer="blijft", inside="A", outside="B")
    contest.refresh_from_db()
    assert contest.closed_how == "blijft"


def test_appeal_after_its_last_day_is_kept_and_left_to_the_commission():
    world = School()
    contest = world.contest()
    world.turn(contest, "antwoord", on=TALK, answer="nee", due_on=date(2027, 7, 2), words="")
    world.turn(contest, "beroep", on=date(2027, 7, 5), due_on=date(2027, 9, 1))
    assert contest_page(world.head(), contest).late is True
    world.turn(contest, "commissie", answer="onontvankelijk", inside="A", outside="B")
    contest.refresh_from_db()
    assert (contest.closed_how, contest_page(world.head(), contest).stands.next) == ("blijft", None)


def test_each_turn_waits_for_the_one_before_and_fixes_the_day_of_the_next():
    world = School()
    contest = world.contest()
    with pytest.raises(ValidationError, match="Nu komt eerst: antwoord van de directeur"):
        world.turn(contest, "beroep", due_on=TODAY)
    with pytest.raises(ValidationError) as error:
        world.turn(contest, "antwoord", on=date(2027, 6, 27), answer="ja")
    assert error.value.message_dict == {
        "on": ["Kies een dag van 28/06/2027 tot vandaag."], "due_on": ["Wanneer komt de klassenraad samen?"],
    }  # fmt: skip
    with pytest.raises(ValidationError) as error:
        world.turn(contest, "antwoord", answer="misschien", due_on=TALK)
    assert fields(error) == ["answer"]
    world.turn(contest, "antwoord", on=TALK, answer="ja", due_on=TALK)
    with pytest.raises(ValidationError) as error:
        world.turn(contest, "klassenraad", answer="blijft", due_on=TALK, words=" ")
    assert fields(error) == ["due_on", "words"]
    world.turn(contest, "klassenraad", answer="blijft", due_on=TODAY)
    world.turn(contest, "beroep", due_on=TODAY)
    with pytest.raises(ValidationError) as error:
        world.turn(contest, "commissie", answer="blijft", inside="A")
    assert fields(error) == ["outside"]
    contests.stop_contest(by=world.head(), contest=contest)
    with pytest.raises(ValidationError, match="is afgesloten"):
        world.turn(contest, "commissie", answer="blijft", inside="A", outside="B")
    with pytest.raises(ValidationError, match="al afgesloten"):
        contests.stop_contest(by=world.head(), contest=contest)


def test_only_a_c_attest_of_this_school_is_contested_and_once():
    world = School()
    with pytest.raises(ValidationError) as error:
        world.contest(attest_on=date(2027, 8, 31), on=TODAY, words=" ")
    assert fields(error) == ["attest_on", "on", "words"]
    with pytest.raises(ValidationError, match="niet in deze school ingeschreven"):
        world.contest(attest_on=date(2020, 6, 25))
    result = YearResult.objects.create(enrolment=world.placement.enrolment, attest="A", decided_on=ATTEST)
    with pytest.raises(ValidationError, match="geen C-attest, maar: A-attest"):
        world.contest()
    result.attest = "C"
    result.save()
    world.contest()
    with pytest.raises(ValidationError, match="al betwist"):
        world.contest()
    Enrolment.objects.filter(pupil=world.pupil).update(level="lager")
    with pytest.raises(ValidationError, match="alleen in het secundair"):
        world.contest()
    assert (Contest.objects.count(), Aantekening.objects.count()) == (1, 1)


def test_head_leads_it_and_pupil_parents_and_clb_on_the_case_read_along():
    world = School()
    client = client_of(world.head())
    page = client.get(reverse("contests", args=[world.pupil.pk])).content.decode()
    assert "Er is niets betwist" in page
    client.post(
        reverse("contest-new", args=[world.pupil.pk]),
        {"attest_on": ATTEST.isoformat(), "on": TALK.isoformat(), "words": "[[gedeeld]] haar hart"},
    )
    contest = Contest.objects.get()
    address = reverse("contest", args=[contest.pk])
    answer = client.post(
        reverse("contest-turn", args=[contest.pk]), {"on": TALK.isoformat(), "answer": "ja", "words": ""}
    )
    assert "Wanneer komt de klassenraad samen?" in answer.content.decode()
    client.post(
        reverse("contest-turn", args=[contest.pk]),
        {"on": TALK.isoformat(), "answer": "ja", "due_on": "2027-08-29", "words": ""},
    )
    assert contest.turns.get().answer == "ja"
    world.case()
    readers = {who: world.by(who, TODAY) for who in ("directeur", "begeleider", "leerkracht", "secretariaat", "clb")}
    readers |= {"kind": world.child(TODAY), "ouder": world.parent(TODAY)}
    readers["elders"] = world.of(world.user("elders", "directeur", world.other), TODAY)
    found = {name: client_of(who).get(address) for name, who in readers.items()}
    assert {name: shown.status_code for name, shown in found.items()} == {
        "directeur": 200, "begeleider": 200, "leerkracht": 404, "secretariaat": 404, "clb": 200, "kind": 200,
        "ouder": 200, "elders": 404,
    }  # fmt: skip
    text = found["ouder"].content.decode()
    assert ("Voorlopig verder in deze school" in text, "[[gedeeld]] haar hart" in text) == (True, True)
    assert "Leerling en ouders gaan niet verder" not in text
    with pytest.raises(Denied):
        world.contest(by=world.by("begeleider", TODAY))
    assert client_of(readers["begeleider"]).get(reverse("contest-list")).status_code == 403
    client.post(reverse("contest-stop", args=[contest.pk]))
    contest.refresh_from_db()
    assert contest.closed_how == "gestopt"
    assert "afgesloten" in client.get(reverse("contest-turn", args=[contest.pk]), follow=True).content.decode()


def test_list_costs_the_same_queries_for_more_rows(django_assert_max_num_queries):
    world = School()
    client = client_of(world.head())
    world.contest()
    client.get(reverse("contest-list"))
    with django_assert_max_num_queries(15):
        client.get(reverse("contest-list"))
    for day in (24, 23):
        contests.stop_contest(by=world.head(), contest=world.contest(attest_on=date(2027, 6, day)))
    world.contest(attest_on=date(2027, 6, 22))
    with django_assert_max_num_queries(15):
        assert client.get(reverse("contest-list")).status_code == 200
    running, page = contest_list(world.head())
    assert (len(running), len(page.object_list)) == (2, 2)
