"""Pupils whom a school sent away, and who look for another: what each sees of it, until it is over."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.discipline.domain import members, procedures, stepping
from leerrecht.discipline.domain.marking import mark_r
from leerrecht.discipline.domain.measures import Given, give_measure
from leerrecht.discipline.domain.procedures import close_procedure
from leerrecht.discipline.domain.queries.pupil import history
from leerrecht.discipline.models import Report
from leerrecht.enrolment.domain import enrolments
from leerrecht.placement.domain import approaches, searches
from leerrecht.placement.domain.settling import settle
from leerrecht.placement.models import RotaTurn
from leerrecht.places.domain import refusing
from leerrecht.places.models import Refusal
from tests.stories.again import ACTORS

AT_HOME = ("vraagt", "zoekt", "register")
FAMILY = ("ouders", "leerling")
NUMBER = "11090900152"


def test_evrim_who_is_at_home_for_five_months(again):
    """C-10 (000:3349-3386): excluded in November, no place nearby, and in April still at home. The end is ours."""
    story = again(on=date(2026, 10, 22), name="Evrim", born=date(2012, 5, 5), grade=2)
    near, silent, far = (story.other_school() for _n in range(3))
    story.region(near, silent, far)
    incident = story.incident("bedreigen", "Hij riep en gooide een stoel")
    procedure = story.accuses("Derde keer deze maand", incident=incident)
    assert story.all_see("tucht", "leest", who=("directeur", "begeleider", "leerkracht", "clb", *FAMILY)) == {
        "directeur": {
            "leest": ["Derde keer deze maand", "Hij riep en gooide een stoel"],
            "tucht": [("definitieve_uitsluiting", "begeleiding")],
        },
        "begeleider": {"leest": ["Hij riep en gooide een stoel"]},
        "leerkracht": {"leest": ["Hij riep en gooide een stoel"]},
        "ouders": {"leest": ["Derde keer deze maand"], "tucht": [("definitieve_uitsluiting", "begeleiding")]},
        "leerling": {"leest": ["Derde keer deze maand"], "tucht": [("definitieve_uitsluiting", "begeleiding")]},
    }  # fmt: skip
    story.day(10, 30)
    story.heard(procedure, no_care="geweigerd")
    procedure = story.excludes(procedure, date(2026, 11, 9))
    told = Report.objects.get()
    assert (told.state, "Evrim" in str(told.content)) == ("bevestigd", False)

    # The first day at home: school and CLB look together.
    story.day(11, 9)
    search = story.searches(study="2B Sport", from_2b=True, most_km=15)
    story.do("clb", searches.join, search=search)
    asked = story.asks("begeleider", search, near)
    story.hears("begeleider", asked, "geweigerd", ground="volzet", attest_on=story.on)
    other = story.asks("clb", search, silent, "mail")
    assert story.all_see("vraagt", "tucht", "zoekt") == {
        "directeur": {
            "vraagt": ["du.zoeken", "tucht.code"],
            "tucht": [("definitieve_uitsluiting", "opvang")],
            "zoekt": [(1, "", ["geweigerd", "wacht"])],
        },
        "begeleider": {"vraagt": ["du.zoeken"], "zoekt": [(1, "", ["geweigerd", "wacht"])]},
        "clb": {"vraagt": ["clb.traject", "du.zoeken"], "zoekt": [(1, "", ["geweigerd", "wacht"])]},
        "ouders": {"tucht": [("definitieve_uitsluiting", "opvang")], "zoekt": [(1, "", ["geweigerd", "wacht"])]},
    }  # fmt: skip

    # More than ten school days: it rises, for all who can act. A school that says nothing is reminded.
    story.day(11, 24)
    story.do("directeur", mark_r, procedure=procedure)
    story.do("clb", approaches.remind, approach=other, on=story.on)
    story.ask()
    everybody = (*ACTORS, "secretariaat", "clbhoofd", "leerling")
    assert story.all_see(*AT_HOME, who=everybody) == {
        "directeur": {
            "vraagt": ["du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(11, "", ["geweigerd", "wacht"])],
            "register": [("T1b", "2026-11-09", 0.0, "")],
        },
        "begeleider": {
            "vraagt": ["du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(11, "", ["geweigerd", "wacht"])],
            "register": [("T1b", "2026-11-09", 0.0, "")],
        },
        "secretariaat": {"vraagt": ["du.thuis", "du.zoeken", "thuiszitter"]},
        "clb": {
            "vraagt": ["clb.traject", "du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(11, "", ["geweigerd", "wacht"])],
            "register": [("T1b", "2026-11-09", 0.0, "")],
        },
        "clbhoofd": {
            "vraagt": ["clb.traject", "du.thuis", "du.zoeken", "thuiszitter"],
            "register": [("T1b", "2026-11-09", 0.0, "")],
        },
        "ouders": {"zoekt": [(11, "", ["geweigerd", "wacht"])]},
        "leerling": {"zoekt": [(11, "", ["geweigerd", "wacht"])]},
    }  # fmt: skip
    story.day(12, 7)
    settle([story.pupil.pk], on=story.on)
    story.steps("clb", search, "bemiddeling", words="Wie heeft nog plaats in 2B?")
    story.do("directeur", close_procedure, procedure=procedure, how="uitgevoerd")
    assert story.all_see("tucht", "zoekt") == {
        "directeur": {
            "tucht": [("definitieve_uitsluiting", "uitgevoerd")],
            "zoekt": [(20, "", ["geweigerd", "geen_antwoord"])],
        },
        "begeleider": {"zoekt": [(20, "", ["geweigerd", "geen_antwoord"])]},
        "clb": {"zoekt": [(20, "", ["geweigerd", "geen_antwoord"])]},
        "ouders": {
            "tucht": [("definitieve_uitsluiting", "uitgevoerd")],
            "zoekt": [(20, "", ["geweigerd", "geen_antwoord"])],
        },
    }  # fmt: skip

    # April: five months. The LOP points to a school by turn, forty kilometres away; that is no unwillingness.
    story.day(4, 5)
    story.do("directeur", mark_r, procedure=procedure)
    rota = story.rota(far)[0]
    story.steps("clb", search, "beurtrol", rota_id=rota.pk)
    distant = story.asks("clb", search, far, "lop", km=40)
    story.hears("clb", distant, "niet_aanvaard", declined="te_ver", words="Twee uur onderweg")
    with pytest.raises(ValidationError, match="Manifeste onwil vraagt een echt aanbod"):
        story.steps("directeur", search, "onwil", words="Ze willen niet")
    assert RotaTurn.objects.get().number == 1
    story.ask()
    assert story.all_see(*AT_HOME) == {
        "directeur": {
            "vraagt": ["du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(84, "", ["geweigerd", "geen_antwoord", "niet_aanvaard"])],
            "register": [("T1b", "2026-11-09", 0.0, "")],
        },
        "begeleider": {
            "vraagt": ["du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(84, "", ["geweigerd", "geen_antwoord", "niet_aanvaard"])],
            "register": [("T1b", "2026-11-09", 0.0, "")],
        },
        "clb": {
            "vraagt": ["clb.traject", "du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(84, "", ["geweigerd", "geen_antwoord", "niet_aanvaard"])],
            "register": [("T1b", "2026-11-09", 0.0, "")],
        },
        "ouders": {"zoekt": [(84, "", ["geweigerd", "geen_antwoord", "niet_aanvaard"])]},
    }  # fmt: skip
    platform = story.named("platform", "lop", story.lop)
    assert (story.sees(platform), story.finds(platform)) == ({}, {})

    # He goes to the open days, and is enrolled for the next year.
    story.day(6, 28)
    asked = story.asks("clb", search, near, "bezoek")
    story.hears("clb", asked, "plaats", words="Vanaf september, 2B")
    moves(story, near, date(2027, 9, 1))
    assert story.all_see(*AT_HOME) == {
        "directeur": {
            "zoekt": [(139, "ingeschreven", ["geweigerd", "geen_antwoord", "niet_aanvaard", "plaats"])],
            "register": [("T1b", "2026-11-09", 0.0, "ingeschreven")],
        },
        "begeleider": {
            "zoekt": [(139, "ingeschreven", ["geweigerd", "geen_antwoord", "niet_aanvaard", "plaats"])],
            "register": [("T1b", "2026-11-09", 0.0, "ingeschreven")],
        },
        "clb": {
            "vraagt": ["clb.traject"],
            "zoekt": [(139, "ingeschreven", ["geweigerd", "geen_antwoord", "niet_aanvaard", "plaats"])],
            "register": [("T1b", "2026-11-09", 0.0, "ingeschreven")],
        },
        "ouders": {"zoekt": [(139, "ingeschreven", ["geweigerd", "geen_antwoord", "niet_aanvaard", "plaats"])]},
    }  # fmt: skip


def moves(story, school, on):
    """Off the books of the one, and enrolled in the other, which learns nothing of why."""
    story.pupil.insz = NUMBER
    story.pupil.save()
    if on.month != 9:
        last = on - timedelta(days=1)
        story.do("secretariaat", enrolments.deregister, enrolment=story.placement.enrolment, last_day=last)
    desk = story.named("desk", "secretariaat", school)
    known = {"first_name": story.pupil.first_name, "last_name": story.pupil.last_name}
    story.later(on)
    made = story.do(
        desk, enrolments.admit, birth_date=story.pupil.birth_date, insz=NUMBER,
        enrolment={"school": school, "first_day": on}, **known,
    )  # fmt: skip
    assert made.pupil == story.pupil
    settle([story.pupil.pk], on=story.on)
    story.ask()
    head = story.named("nieuw", "directeur", school)
    assert (story.sees(head, "vraagt", "leest"), story.finds(head)) == ({}, {})


def test_joppe_whom_schools_refuse_without_saying_why(again):
    """C-03 (000:1424-1451): one has taken somebody in already, others say nothing on paper. What helps is ours."""
    story = again(on=date(2026, 9, 28), name="Joppe", born=date(2012, 3, 3), grade=3)
    full, other = story.other_school(), story.other_school()
    story.region(full, other)
    story.by("ouders")
    # What was tried stands beside each measure.
    incident = story.incident("discussie", "Blijft in discussie gaan")
    story.writes("begeleider", "zorg", "maatregel", "Elke ochtend even bij de begeleider", fase=2)
    given = Given(rung=2, on=story.on, words="Vijfde keer", lighter="Het gesprek hielp niet")
    story.do("directeur", give_measure, pupil=story.pupil, school_id=story.school.pk, given=given, incident=incident)
    balance = history(story.by("directeur"), story.pupil, story.on)
    assert [(one.what, len(one.care)) for one in balance.sanctions] == [("extra schooltaak", 1)]
    story.day(10, 5)
    procedure = story.accuses("Herhaald storend gedrag")
    story.day(10, 16)
    story.heard(procedure)
    procedure = story.excludes(procedure, date(2026, 10, 19))
    story.day(10, 19)
    search = story.searches(study="3 Sport, dubbele finaliteit")
    asked = story.asks("begeleider", search, full, "ouders")
    story.hears("begeleider", asked, "geweigerd", ground="elders_uitgesloten", words="Ze namen er al een op")
    for name in ("Sportschool", "Atheneum"):
        one = story.asks("begeleider", search, name, "ouders")
        story.hears("begeleider", one, "onder_tafel", words="Na een klassenraad, zonder reden")
    assert story.all_see("vraagt", "tucht", "zoekt") == {
        "directeur": {
            "vraagt": ["du.zoeken", "tucht.code"],
            "tucht": [("definitieve_uitsluiting", "beroep")],
            "zoekt": [(1, "", ["geweigerd", "onder_tafel", "onder_tafel"])],
        },
        "begeleider": {"vraagt": ["du.zoeken"], "zoekt": [(1, "", ["geweigerd", "onder_tafel", "onder_tafel"])]},
        "clb": {
            "vraagt": ["clb.traject", "du.zoeken"],
            "zoekt": [(1, "", ["geweigerd", "onder_tafel", "onder_tafel"])],
        },
        "ouders": {
            "tucht": [("definitieve_uitsluiting", "beroep")],
            "zoekt": [(1, "", ["geweigerd", "onder_tafel", "onder_tafel"])],
        },
    }  # fmt: skip

    # A month later: the mother tells it at the meldpunt; the CLB follows it up, the school that refused sees nothing.
    story.day(11, 17)
    story.do("directeur", mark_r, procedure=procedure)
    told = refusing.Told(
        on=date(2026, 10, 19), way="formeel", kind="bovenbouw", school_id=full.pk, ground="elders_uitgesloten",
        about="uitgesloten", impact="zonder_school", excluded_on=date(2026, 10, 19),
    )  # fmt: skip
    refusal = story.do("ouders", refusing.report_refusal, pupil=story.pupil, told=told)
    assert (refusal.handled_by_id, refusal.centre) == (story.centre.pk, True)
    for kind in ("attest_gevraagd", "ingelicht", "bemiddeling"):
        story.do("clb", refusing.take_step, refusal=refusal, kind=kind, on=story.on)
    story.do("begeleider", approaches.contest, approach=asked, mediation_on=story.on)
    story.do("clb", searches.join, search=search)
    story.ask()
    assert story.all_see(*AT_HOME) == {
        "directeur": {
            "vraagt": ["du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(16, "", ["geweigerd", "onder_tafel", "onder_tafel"])],
            "register": [("T1b", "2026-10-19", 0.0, "")],
        },
        "begeleider": {
            "vraagt": ["du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(16, "", ["geweigerd", "onder_tafel", "onder_tafel"])],
            "register": [("T1b", "2026-10-19", 0.0, "")],
        },
        "clb": {
            "vraagt": ["clb.traject", "du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(16, "", ["geweigerd", "onder_tafel", "onder_tafel"])],
            "register": [("T1b", "2026-10-19", 0.0, "")],
        },
        "ouders": {"zoekt": [(16, "", ["geweigerd", "onder_tafel", "onder_tafel"])]},
    }  # fmt: skip
    refuser = story.named("weigeraar", "directeur", full)
    assert (story.sees(refuser, "vraagt", "leest"), story.finds(refuser)) == ({}, {})

    # The LOP mediates, and the other school takes him in.
    story.day(11, 30)
    story.do("clb", refusing.take_step, refusal=refusal, kind="bemiddeld", on=story.on)
    one = story.asks("clb", search, other, "lop")
    story.hears("clb", one, "plaats")
    story.do("directeur", mark_r, procedure=procedure)
    moves(story, other, date(2026, 12, 1))
    story.do("clb", refusing.answer, refusal=refusal, how="elders", on=story.on)
    assert Refusal.objects.get().closed_how == "elders"
    assert story.all_see("tucht", *AT_HOME) == {
        "directeur": {
            "tucht": [("definitieve_uitsluiting", "opvang")],
            "zoekt": [(25, "ingeschreven", ["geweigerd", "onder_tafel", "onder_tafel", "plaats"])],
            "register": [("T1b", "2026-10-19", 0.0, "ingeschreven")],
        },
        "begeleider": {
            "zoekt": [(25, "ingeschreven", ["geweigerd", "onder_tafel", "onder_tafel", "plaats"])],
            "register": [("T1b", "2026-10-19", 0.0, "ingeschreven")],
        },
        "clb": {
            "vraagt": ["clb.traject"],
            "zoekt": [(25, "ingeschreven", ["geweigerd", "onder_tafel", "onder_tafel", "plaats"])],
            "register": [("T1b", "2026-10-19", 0.0, "ingeschreven")],
        },
        "ouders": {
            "tucht": [("definitieve_uitsluiting", "opvang")],
            "zoekt": [(25, "ingeschreven", ["geweigerd", "onder_tafel", "onder_tafel", "plaats"])],
        },
    }  # fmt: skip


def test_xander_who_may_lose_a_year_and_whose_parents_appeal(again):
    """C-35 (000:8575-8597): excluded in October, no place in the wide region; after Christmas a year is lost.

    That his parents appeal, and how it ends, is ours.
    """
    story = again(on=date(2026, 10, 6), name="Xander", born=date(2011, 12, 28), grade=2)
    school, other = story.other_school(), story.other_school()
    story.region(school, other)
    story.by("ouders")
    procedure = story.accuses("Gooide met gereedschap")
    assert story.refused(
        "directeur", procedures.decide, procedure=procedure,
        decided=procedures.Decided(verdict="genomen", on=story.on, words="Nu", first_day=story.on),
    )[0].startswith("Eerst nog: begeleiding vooraf")  # fmt: skip
    story.day(10, 15)
    story.heard(procedure, no_care="nieuw")
    procedure = story.excludes(procedure, date(2026, 10, 16))
    story.day(10, 19)
    story.went(procedure, "beroep", words="Te zwaar, en zonder uitzicht")
    search = story.searches(study="2B STEM-technieken", from_2b=True)
    story.do("clb", searches.join, search=search)
    for one in (school, other):
        asked = story.asks("clb", search, one)
        story.hears("clb", asked, "geweigerd", ground="volzet")
    assert story.all_see("vraagt", "tucht", "zoekt") == {
        "directeur": {
            "vraagt": ["beroep.uitspraak", "du.zoeken", "tucht.code"],
            "tucht": [("definitieve_uitsluiting", "commissie")],
            "zoekt": [(2, "", ["geweigerd", "geweigerd"])],
        },
        "begeleider": {"vraagt": ["du.zoeken"], "zoekt": [(2, "", ["geweigerd", "geweigerd"])]},
        "clb": {"vraagt": ["clb.traject", "du.zoeken"], "zoekt": [(2, "", ["geweigerd", "geweigerd"])]},
        "ouders": {
            "tucht": [("definitieve_uitsluiting", "commissie")],
            "zoekt": [(2, "", ["geweigerd", "geweigerd"])],
        },
    }  # fmt: skip

    # Weeks later, with CLB and LOP: still nowhere a place.
    story.day(11, 20)
    story.do("directeur", mark_r, procedure=procedure)
    story.steps("clb", search, "bemiddeling")
    for seat in ("intern", "extern"):
        story.do("directeur", members.add_member, procedure=procedure, seat=seat, name=f"Lid {seat}")
    story.ask()
    assert story.all_see("tucht", *AT_HOME) == {
        "directeur": {
            "vraagt": ["beroep.uitspraak", "du.thuis", "du.zoeken", "thuiszitter"],
            "tucht": [("definitieve_uitsluiting", "commissie")],
            "zoekt": [(20, "", ["geweigerd", "geweigerd"])],
            "register": [("T1b", "2026-10-16", 0.0, "")],
        },
        "begeleider": {
            "vraagt": ["du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(20, "", ["geweigerd", "geweigerd"])],
            "register": [("T1b", "2026-10-16", 0.0, "")],
        },
        "clb": {
            "vraagt": ["clb.traject", "du.thuis", "du.zoeken", "thuiszitter"],
            "zoekt": [(20, "", ["geweigerd", "geweigerd"])],
            "register": [("T1b", "2026-10-16", 0.0, "")],
        },
        "ouders": {
            "tucht": [("definitieve_uitsluiting", "commissie")],
            "zoekt": [(20, "", ["geweigerd", "geweigerd"])],
        },
    }  # fmt: skip
    late = "Beroepscommissie: definitieve uitsluiting, tegen 9 november 2026"
    assert late in story.sees("directeur", "vandaag")["vandaag"]

    # Before Christmas the LOP points to a school, while the appeal goes on: the search ends, the appeal does not.
    story.day(12, 18)
    story.do("directeur", mark_r, procedure=procedure)
    rota = story.rota(other)[0]
    story.steps("clb", search, "beurtrol", rota_id=rota.pk)
    one = story.asks("clb", search, other, "lop")
    story.hears("clb", one, "plaats")
    moves(story, other, date(2027, 1, 4))
    assert story.refused("directeur", close_procedure, procedure=procedure, how="vertrokken") == [
        "Er loopt nog een beroep: de commissie beslist eerst."
    ]
    assert story.all_see("tucht", *AT_HOME) == {
        "directeur": {
            "vraagt": ["beroep.uitspraak"],
            "tucht": [("definitieve_uitsluiting", "commissie")],
            "zoekt": [(40, "ingeschreven", ["geweigerd", "geweigerd", "plaats"])],
            "register": [("T1b", "2026-10-16", 0.0, "ingeschreven")],
        },
        "begeleider": {
            "zoekt": [(40, "ingeschreven", ["geweigerd", "geweigerd", "plaats"])],
            "register": [("T1b", "2026-10-16", 0.0, "ingeschreven")],
        },
        "clb": {
            "vraagt": ["clb.traject"],
            "zoekt": [(40, "ingeschreven", ["geweigerd", "geweigerd", "plaats"])],
            "register": [("T1b", "2026-10-16", 0.0, "ingeschreven")],
        },
        "ouders": {
            "tucht": [("definitieve_uitsluiting", "commissie")],
            "zoekt": [(40, "ingeschreven", ["geweigerd", "geweigerd", "plaats"])],
        },
    }  # fmt: skip
    story.went(procedure, "commissie", answer="bevestigd")
    story.do("directeur", close_procedure, procedure=procedure, how="vertrokken")
    assert story.refused("directeur", stepping.do_step, procedure=procedure, step="beroep", done=stepping.Done(
        on=story.on
    )) == ["Deze stap is al gedaan."]  # fmt: skip
    assert story.all_see("tucht", "zoekt", "register") == {
        "directeur": {
            "tucht": [("definitieve_uitsluiting", "vertrokken")],
            "zoekt": [(40, "ingeschreven", ["geweigerd", "geweigerd", "plaats"])],
            "register": [("T1b", "2026-10-16", 0.0, "ingeschreven")],
        },
        "begeleider": {
            "zoekt": [(40, "ingeschreven", ["geweigerd", "geweigerd", "plaats"])],
            "register": [("T1b", "2026-10-16", 0.0, "ingeschreven")],
        },
        "clb": {
            "zoekt": [(40, "ingeschreven", ["geweigerd", "geweigerd", "plaats"])],
            "register": [("T1b", "2026-10-16", 0.0, "ingeschreven")],
        },
        "ouders": {
            "tucht": [("definitieve_uitsluiting", "vertrokken")],
            "zoekt": [(40, "ingeschreven", ["geweigerd", "geweigerd", "plaats"])],
        },
    }  # fmt: skip
