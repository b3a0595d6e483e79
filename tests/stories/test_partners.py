"""Pupils with whom a partner works: what it sees, what comes back to the school, and what the school does itself."""

from datetime import date

from leerrecht.cases.domain import exits, partners, reviews, summaries, tasks, tracks
from leerrecht.people.models import Contact, ContactAccount
from leerrecht.referrals import domain as referring
from tests.factories import UserFactory


def naft(story, hours="14", back="2027-01-15"):
    """All that comes before a NAFT, and its begin."""
    referral = story.refers("begeleider", "naft")
    story.step("begeleider", referral, "vraag", voor="leerling")
    assert story.refused("begeleider", referring.take_step, referral=referral, kind="voorstel", on=story.on, facts={
        "uitgeput": "ja", "aanbieder": "Groep Intro",
    }) == ["Een school heeft alleen toegang tot een NAFT op voorstel van het CLB."]  # fmt: skip
    story.step("clb", referral, "voorstel", uitgeput="ja", aanbieder="Groep Intro")
    story.step("begeleider", referral, "instemming", hoe="samen")
    story.step("begeleider", referral, "rondetafel", "Wat ieder doet")
    story.step("begeleider", referral, "start", uren=hours, terug=back)
    return referral


def test_seppe_who_learns_while_his_school_complains(tell):
    """C-33 (000:7705-7735). The days are ours; what ends it is what the mother asks: that the school does its part."""
    story = tell(on=date(2026, 10, 5), name="Seppe", born=date(2010, 8, 8))
    story.case()
    story.by("ouders")
    story.consents("traject", "overleg")
    case = story.opens("begeleider")
    story.do("begeleider", summaries.write_summary, case=case, text="Ik ben snel onzeker", with_pupil=True)
    own = story.do(
        "clb", tasks.assign_task, case=case, what="De praktijkleerkracht zegt elke week wat lukt",
        organisation=story.school, due_on=date(2026, 11, 27),
    )  # fmt: skip
    referral = naft(story)
    part = story.joins("Leren omgaan met onzekerheid", date(2027, 1, 29), with_story=True)
    story.do(
        "clb", tasks.assign_task, case=case, what="Kom kijken in de praktijkles", organisation=story.partner,
        due_on=date(2026, 11, 13),
    )  # fmt: skip
    assert story.sees("partner") == {
        "deel": {
            "vraag": ["Leren omgaan met onzekerheid"], "verhaal": ["Ik ben snel onzeker"],
            "taken": ["Kom kijken in de praktijkles"],
        },
        "leest": ["Ik ben snel onzeker", "Leren omgaan met onzekerheid"],
    }  # fmt: skip
    assert story.sees("begeleider", "casus", "verder") == {
        "casus": [("naft", "loopt")], "verder": [("naft", "evaluatie", False)],
    }  # fmt: skip

    story.day(11, 13)
    story.writes("leerkracht", "team", "observatie", "Praktijk: weer discussie over de regels")
    story.do("partner", partners.note_progress, part=part, on=story.on, text="Hij durft hulp vragen")
    for day in (date(2026, 11, 12), date(2026, 11, 13)):
        story.do("partner", partners.note_presence, part=part, on=day, there="aanwezig")
    complaint = "Praktijk: weer discussie over de regels"
    assert story.sees("leerkracht") == {"klas": [complaint], "leest": [complaint]}
    partner_text = "Hij durft hulp vragen"
    assert partner_text in story.sees("clb", "leest")["leest"]
    school = story.sees("begeleider", "leest")["leest"]
    assert (partner_text in school, "Leren omgaan met onzekerheid" in school) == (False, False)
    assert "Praktijk: weer discussie over de regels" not in story.sees("partner", "leest")["leest"]
    given = story.do("clb", partners.release, part=part, text="Hij groeit; vraag wat er onder het gedrag zit")
    assert (given.days_there, given.days_away) == (2, 0)
    assert story.sees("begeleider", "leest")["leest"] == sorted(
        [*school, "Hij groeit; vraag wat er onder het gedrag zit"]
    )

    # Two months later those of the table look again; the school did not do its part yet.
    story.day(12, 7)
    assert story.sees("begeleider", "verder") == {"verder": [("naft", "evaluatie", True)]}
    assert story.sees("begeleider", "lijst") == {"lijst": "te laat"}
    story.step("begeleider", referral, "evaluatie", "Ook de leerkracht vertelt wat lukt", besluit="bijsturen")
    story.do("begeleider", tasks.finish_task, task=own, on=story.on)
    assert story.sees("begeleider", "verder", "lijst") == {"verder": [("naft", "evaluatie", False)]}
    story.day(1, 15)
    story.do("begeleider", referring.close_referral, referral=referral, on=story.on, ending="terug")
    assert story.sees("begeleider", "casus", "verder") == {
        "casus": [("naft", "terug")], "verder": [("naft", "terug", False)],
    }  # fmt: skip
    story.day(2, 1)
    assert story.sees("partner") == {}


def test_class_of_the_fifth_year_that_is_helped_as_a_class(tell):
    """C-42 (000:10866-10886): bullying and sexting; the team works with all of them, and nobody goes out."""
    story = tell(on=date(2026, 11, 9), name="Lina", born=date(2016, 3, 3), level="lager")
    assert "NAFT bestaat alleen in het secundair onderwijs" in story.refused(
        "begeleider", referring.begin_referral, pupil=story.pupil, flow="naft", compartment="gedeeld",
        organisation_id=story.school.pk, facts={},
    )[0]  # fmt: skip
    track = story.track("begeleider", "klashulp", "Fastteam", since=story.on, goal="Grenzen en respect in de klas")
    story.writes("begeleider", "team", "maatregel", "Het fastteam werkt met de hele klas", fase=1)
    assert story.sees("begeleider", "casus", "vraagt") == {"casus": [("klashulp", "loopt")]}
    assert story.sees("leerkracht") == {
        "klas": ["Het fastteam werkt met de hele klas"], "leest": ["Het fastteam werkt met de hele klas"],
    }  # fmt: skip
    assert (story.sees("ouders"), story.sees("clb")) == ({}, {})
    story.day(12, 11)
    story.do("begeleider", reviews.review_track, track=track, on=story.on, verdict="afronden", text="Ze praten weer")
    story.do("begeleider", tracks.end_track, track=track, on=story.on, how="bereikt", output="De groep kent de grenzen")
    assert story.sees("begeleider") == {
        "casus": [("klashulp", "bereikt")], "leest": ["Het fastteam werkt met de hele klas", "Ze praten weer"],
    }  # fmt: skip


def test_ahmad_for_whom_no_run_up_lasts(tell):
    """C-06 (000:1802-1879): three schools, each time it stops; four months in the group home, enrolled all the same."""
    story = tell(on=date(2026, 9, 14), name="Ahmad", born=date(2010, 3, 3), track="duaal")
    guardian = Contact.objects.create(name="Voogd", legal_role="voogd", pupil=story.pupil)
    story.family["ouders"] = UserFactory.create(username="voogd")
    ContactAccount.objects.create(user=story.family["ouders"], contact=guardian)
    story.case()
    for month, day in ((9, 14), (9, 28), (10, 12)):
        story.day(month, day)
        referral = story.refers("begeleider", "aanloopfase")
        story.step("begeleider", referral, "screening", "Nederlands en durven vragen", aan=["arbeid"])
        story.do("begeleider", referring.close_referral, referral=referral, on=story.on, ending="geweigerd")
    assert story.sees("begeleider", "verder") == {"verder": [("aanloopfase", "geweigerd", False)] * 3}
    # Four months at home, for which nobody has a lawful code.
    story.day(10, 23)
    story.marks("B", date(2026, 10, 12), date(2026, 10, 23))
    assert "b5.melding_clb" in story.sees("begeleider", "vraagt")["vraagt"]
    assert story.sees("clb", "vraagt", "deur") == {
        "vraagt": ["clb.traject"],
        "deur": [("verzuim", "nieuw", "duurt 9 dagen")],
    }
    lessons = story.track(
        "begeleider", "ander", "Volwassenenonderwijs: Nederlands", since=date(2026, 11, 9), asked_on=story.on,
        hours_a_week=12,
    )  # fmt: skip
    story.do("begeleider", reviews.set_pattern, track=lessons, first=date(2026, 11, 9),
             half_days={"0vm": "centrum", "1vm": "centrum", "3vm": "centrum", "4vm": "centrum"})  # fmt: skip
    ov3 = story.track("begeleider", "ander", "OV3, type 3")
    story.do("begeleider", tracks.take_up_track, track=ov3, on=story.on, expected_on=date(2027, 9, 1))
    assert story.sees("clb", "casus") == {"casus": [("ander", "loopt"), ("ander", "wacht", "wacht")]}
    # What he wants, and who is there for him, is heard: leaving is not the only way.
    story.writes("begeleider", "gedeeld", "woorden", "Ik wil leren en werken")
    assert story.sees("ouders") == {"leest": ["Ik wil leren en werken", *["Nederlands en durven vragen"] * 3]}
    told = story.refused(
        "begeleider", referring.begin_referral, pupil=story.pupil, flow="transitie", compartment="gedeeld",
        organisation_id=story.school.pk, facts={"vorm": "duaal", "graad": "2", "gesignaleerd": "2026-10-12"},
    )  # fmt: skip
    assert told == ["Het CLB meldt aan, samen met de leerling, de context en de school."]
    transition = story.refers("clb", "transitie", vorm="duaal", graad="2", gesignaleerd="2026-10-12")
    story.step("clb", transition, "akkoord", wie=["leerling", "context", "school"])
    story.step("clb", transition, "aanmelding")
    story.step("clb", transition, "start", aanbieder="Transitiecoach")
    assert ("transition", "loopt") in story.sees("begeleider", "casus")["casus"]
    assert story.sees("partner") == {}


def test_young_person_two_years_at_home_before_a_naft(tell):
    """C-47 (000:4740-4752, 10639-10645): two years at home, then afraid of people; the way back is long."""
    story = tell(on=date(2026, 11, 16), name="Robbe", born=date(2011, 7, 7))
    story.case()
    story.consents("traject")
    bridge = story.track("begeleider", "jeugdhulp", "Contextbegeleiding", since=date(2024, 11, 18),
                         asked_on=date(2024, 11, 4), review_on=date(2026, 11, 30))  # fmt: skip
    story.marks("Z", date(2026, 9, 1), date(2026, 11, 16))
    assert story.sees("clb", "casus", "vandaag") == {
        "casus": [("jeugdhulp", "loopt")],
        "vandaag": ["Lang weg: neem contact op: nog geen contact genoteerd"],
    }
    referral = naft(story, hours="4", back="2027-06-30")
    part = story.joins("Weer bij mensen durven zijn", date(2027, 6, 30), hours_a_week=4)
    story.day(12, 4)
    story.do("partner", partners.note_presence, part=part, on=date(2026, 12, 3), there="verwittigd")
    story.do("partner", partners.note_presence, part=part, on=story.on, there="aanwezig")
    story.do("partner", partners.note_progress, part=part, on=story.on, text="Twintig minuten gebleven")
    given = story.do("clb", partners.release, part=part, text="Het gaat traag, en het gaat")
    assert (given.days_there, given.days_away) == (1, 1)
    assert story.refused("partner", partners.note_presence, part=part, on=story.on, there="afwezig") == [
        "Het CLB gaf deze dag al door. Vraag het CLB om het te verbeteren."
    ]
    assert story.sees("begeleider", "leest") == {"leest": ["Het gaat traag, en het gaat", "Wat ieder doet"]}
    story.day(1, 18)
    assert story.sees("begeleider", "verder", "casus") == {
        "verder": [("naft", "evaluatie", True)],
        "casus": [("jeugdhulp", "loopt", "bekijken"), ("naft", "loopt")],
    }  # fmt: skip
    story.do("clb", reviews.review_track, track=bridge, on=story.on, verdict="verder", text="Blijft nodig")
    story.step("clb", referral, "evaluatie", "Een tweede voormiddag", besluit="verder")
    assert story.sees("clb", "verder", "casus") == {
        "verder": [("naft", "evaluatie", False)], "casus": [("jeugdhulp", "loopt"), ("naft", "loopt")],
    }  # fmt: skip


def test_baker_who_shines_in_the_workshop_and_leaves(tell):
    """C-49 (000:12093-12127): what he can do is written down, and he does not just vanish."""
    story = tell(on=date(2027, 1, 11), name="Bram", born=date(2009, 2, 2))
    story.by("ouders")
    referral = story.refers("begeleider", "uitstroom", dreigt="2027-01-04")
    assert story.sees("begeleider", "vraagt") == {"vraagt": ["uitstroom.gesprek"]}
    assert story.refused("begeleider", referring.take_step, referral=referral, kind="vdab", on=story.on, facts={
        "akkoord": "nee", "hoe": "samen",
    }) == ["Zonder akkoord van de jongere gaat er niets naar VDAB. Geef de flyer of de brochure mee."]  # fmt: skip
    story.step("begeleider", referral, "gesprek", "Hij wil bakken, geen wiskunde", wil="beide")
    assert story.sees("begeleider", "vraagt") == {}
    for module in ("Brood", "Viennoiserie"):
        story.writes("begeleider", "gedeeld", "competenties", f"{module}: beheerst")
    story.step("begeleider", referral, "vdab", akkoord="ja", hoe="samen")
    story.do("begeleider", referring.close_referral, referral=referral, on=story.on, ending="werk")
    gone = story.do(
        "begeleider", exits.record_exit, pupil=story.pupil, organisation_id=story.school.pk, left_on=story.on,
        motive="schoolmoe", motive_by="leerling", destination="werk", talked=True, handed_over="VDAB Stad",
    )  # fmt: skip
    assert (gone.look_on, story.sees("begeleider", "verder")) == (
        date(2027, 7, 11), {"verder": [("uitstroom", "werk", False)]},
    )  # fmt: skip
    assert story.sees("leerling", "leest") == {
        "leest": ["Brood: beheerst", "Hij wil bakken, geen wiskunde", "Viennoiserie: beheerst"]
    }
    assert story.sees("leerkracht") == {}
    story.day(6, 30)
    story.do("begeleider", exits.look_again, gone=gone, destination="opleiding")
    assert (gone.destination, gone.looked_on) == ("opleiding", story.on)
