"""Pupils who are ill or in care, and whether lessons reach them."""

from datetime import date

from leerrecht.cases.domain import reviews, tables, tracks
from leerrecht.enrolment.domain import enrolments, results
from leerrecht.guidance.domain import entries, plans
from leerrecht.guidance.models import Entry
from leerrecht.sick.domain import asking, running
from tests.factories import SYSTEM
from tests.stories.again import ACTORS

HOME = {"kind": "toah", "asked_by": "ouders"}


def asks(story, who="begeleider", **values):
    """Somebody asks for education during illness."""
    said = {"asked_on": story.on, "wanted_from": story.on, "agreed_on": story.on} | values
    return story.do(who, asking.ask, pupil=story.pupil, school=story.school, request=asking.Request(**said))


def begins(story, sick, **values):
    """Granted, with a teacher where one is needed, and begun."""
    sick = story.do("begeleider", asking.grant, sick=sick, on=story.on)
    if sick.kind == "toah":
        sick = story.do("begeleider", running.find_teacher, sick=sick, on=story.on, teacher="An Les")
    said = {"since": story.on, "until": date(2027, 3, 26), "hours_a_week": 4, "goal": "Terug in stapjes"} | values
    start = running.Start(**{"review_on": date(2027, 5, 3)} | said)
    return story.do("begeleider", running.begin, sick=sick, start=start)


def test_tinne_who_was_admitted_and_came_back(tell):
    """C-15 (000:95-101, 4686-4692): two years away, many admissions. The dates, and the return, are ours."""
    story = tell(on=date(2026, 9, 4), name="Tinne", born=date(2010, 4, 4))
    story.by("ouders")
    story.attest(date(2026, 9, 1), date(2027, 1, 29))
    assert story.sees("begeleider", "ziek") == {"ziek": ["toah.informeren"]}
    story.do(
        "begeleider", asking.tell_parents, pupil=story.pupil, school=story.school, on=story.on, channel="gesprek",
        who="de moeder",
    )  # fmt: skip
    assert story.sees("begeleider", "ziek") == {}
    story.day(9, 22)
    assert story.sees("ouders", "recht") == {"recht": ["sio.mogelijk", "toah.langdurig", "ziekzijn.mogelijk"]}
    story.day(10, 5)
    assert story.sees("clb", "ziek") == {"ziek": ["toah.onvervuld"]}
    # Admitted: the hospital school teaches, and the own school helps and prepares the return.
    stay = begins(story, asks(story, kind="type5", asked_by="arts", body="K-dienst"), hours_a_week=None, until=None)
    assert {"opname.bijstand", "opname.terugkeer"} <= set(story.sees("begeleider", "ziek")["ziek"])
    assert story.sees("begeleider", "casus") == {"casus": [("type5", "loopt")]}
    story.do("begeleider", running.keep_step, sick=stay, key="informatie", on=story.on)
    assert "opname.bijstand" not in story.sees("begeleider", "ziek")["ziek"]

    story.day(12, 11)
    stay.track.refresh_from_db()
    story.do("begeleider", reviews.announce_discharge, track=stay.track, on=date(2026, 12, 18))
    assert story.sees("directeur", "casus") == {"casus": [("type5", "loopt", "ontslag")]}
    story.do("begeleider", reviews.announce_discharge, track=stay.track, on=date(2026, 12, 18), next_place="School")
    assert story.sees("directeur", "casus") == {"casus": [("type5", "loopt")]}

    story.day(12, 18)
    story.do("begeleider", running.stop, sick=stay, on=story.on, how="vervolg")
    lessons = begins(story, asks(story, **HOME), at_school=("di-vm",))
    plan = story.do(
        "begeleider", plans.begin_plan, pupil=story.pupil, compartment="zorg", organisation_id=story.school.pk,
        kind="terugkeer", begins_on=date(2027, 1, 4), weeks=4, goals=["Met twee vriendinnen in de klas"],
        trust="Mevrouw Claes",
    )  # fmt: skip
    story.do("begeleider", plans.add_step, plan=plan, first=date(2027, 1, 5), half_days=["1vm"])
    story.do("begeleider", running.report_next, sick=lessons, on=story.on)
    story.do("begeleider", running.keep_week, sick=lessons, day=story.on, planned=4, given=4)
    assert story.sees("begeleider", "ziek", "casus") == {
        "ziek": ["opname.terugkeer"], "casus": [("toah", "loopt"), ("type5", "vervolg")],
    }  # fmt: skip
    assert story.refused("begeleider", plans.inform_class, plan=plan) == [
        "De klas wordt alleen ingelicht als de leerling dat wil. Noteer eerst de toestemming van de leerling."
    ]

    # Back after Carnival: the lessons at home stop, which is reported, and the plan is looked at.
    story.day(2, 16)
    story.do("begeleider", running.stop, sick=lessons, on=date(2027, 2, 5), how="terug")
    story.do("begeleider", running.report_next, sick=lessons, on=story.on)
    story.do("begeleider", running.keep_step, sick=stay, key="terugkeer", on=story.on)
    assert story.sees("begeleider", "vandaag", "ziek", "casus") == {
        "vandaag": ["Evaluatie: plan voor terugkeer na lange afwezigheid: sinds 1 februari 2027"],
        "casus": [("toah", "terug"), ("type5", "vervolg")],
    }
    story.do(
        "begeleider", plans.evaluate, plan=plan, on=story.on, verdict="verder", text="De dinsdag lukt",
        pupil_present=True, next_on=None,
    )  # fmt: skip
    assert story.sees("begeleider", "vandaag") == {}
    assert story.sees("leerkracht") == {}
    assert story.sees("ouders", "leest") == {}


def test_elias_who_gets_three_hours_a_week(tell):
    """C-08 (000:2102-2127): in care, three hours at home where the right is four."""
    story = tell(on=date(2026, 11, 9), name="Elias", born=date(2010, 2, 2))
    story.attest(date(2026, 9, 14), date(2027, 6, 30))
    lessons = begins(story, asks(story, **HOME | {"asked_by": "school"}), hours_a_week=3)
    story.do("begeleider", running.report_next, sick=lessons, on=story.on)
    story.do(
        "begeleider", asking.tell_parents, pupil=story.pupil, school=story.school, on=story.on, channel="brief",
        who="de voorziening en de moeder",
    )  # fmt: skip
    story.day(11, 13)
    story.do("begeleider", running.keep_week, sick=lessons, day=story.on, planned=3, given=3)
    assert story.sees("begeleider", "ziek") == {"ziek": ["toah.uren"]}
    assert story.sees("leerling", "recht") == {"recht": ["sio.mogelijk", "toah.langdurig", "ziekzijn.mogelijk"]}
    wish = "Ik wil terug naar mijn oude school"
    story.writes("begeleider", "gedeeld", "woorden", wish, not_for_parents="Elias vraagt dat")
    assert (story.sees("leerling", "leest"), story.sees("ouders", "leest")) == ({"leest": [wish]}, {})
    # What should follow: four hours, and the one that is missing is given later.
    story.day(11, 20)
    story.do("begeleider", running.keep_week, sick=lessons, day=story.on, planned=5, given=5)
    assert story.sees("begeleider", "ziek", "casus") == {"ziek": ["toah.uren"], "casus": [("toah", "loopt")]}
    assert story.sees("clb", "ziek") == {}


def test_two_pupils_who_leave_the_hospital_without_a_place(tell):
    """C-05 (000:1709-1743): nobody has a place for them at the end of the year. The alarm comes before that."""
    ella = tell(on=date(2027, 3, 1), name="Ella", born=date(2016, 5, 5), level="lager")
    both = (ella, ella.beside("Noah"))
    stays = []
    for story in both:
        story.attest(date(2027, 1, 11), date(2027, 6, 30), kind="type5")
        asked = asks(story, kind="type5", asked_by="arts", body="Ziekenhuisschool")
        stays.append(begins(story, asked, hours_a_week=None, until=None, review_on=date(2027, 6, 1)))
        story.track("begeleider", "ander", "Buitengewoon onderwijs, type 2")
    waiting = ("ander", "gevraagd", "niemand")
    assert ella.sees("begeleider", "casus") == {"casus": [waiting, ("type5", "loopt")]}
    ella.day(5, 3)
    for story, stay in zip(both, stays, strict=True):
        story.do("begeleider", reviews.announce_discharge, track=stay.track, on=date(2027, 6, 30))
        story.case()
        for who in ("begeleider", "directeur", "clb"):
            assert story.sees(who, "casus") == {"casus": [waiting, ("type5", "loopt", "ontslag")]}
        assert story.sees("leerkracht", "casus", "leest") == {}
    # It is not the place that they need, and a place all the same: the way back is prepared before the summer.
    place = "Gewone basisschool, met leersteun"
    ella.do("clb", reviews.announce_discharge, track=stays[0].track, on=date(2027, 6, 30), next_place=place)
    assert [story.sees("begeleider", "casus") for story in both] == [
        {"casus": [waiting, ("type5", "loopt")]}, {"casus": [waiting, ("type5", "loopt", "ontslag")]},
    ]  # fmt: skip


def test_thijs_for_whom_no_teacher_is_found(again):
    """C-25 (000:4609-4632): from February at home, no teacher found, from June in hospital; three exams put off.

    That he passes them in August, and comes back, is ours.
    """
    story = again(on=date(2027, 2, 1), name="Thijs", born=date(2010, 6, 6))
    story.attest(date(2027, 2, 1), date(2027, 8, 31))
    story.day(2, 22)
    sick = asks(story, **HOME, wanted_until=date(2027, 6, 30))
    story.do("begeleider", asking.grant, sick=sick, on=story.on)
    story.do(
        "begeleider", asking.tell_parents, pupil=story.pupil, school=story.school, on=story.on, channel="telefoon",
        who="de vader",
    )  # fmt: skip
    assert story.refused("begeleider", running.begin, sick=sick, start=running.Start(
        since=story.on, until=None, hours_a_week=4
    )) == ["Er is nog geen leerkracht. Noteer eerst wie les geeft."]  # fmt: skip
    story.day(3, 15)
    assert story.all_see("register", "vraagt") == {
        "directeur": {
            "vraagt": [
                "tempo", "thuiszitter", "toah.geen_leerkracht", "toah.heel_schooljaar", "toah.onvervuld",
                "z10.gesprek", "z20.aandacht",
            ],
            "register": [("T4", "2027-02-01", 0.0, "")],
        },
        "begeleider": {
            "vraagt": [
                "tempo", "thuiszitter", "toah.geen_leerkracht", "toah.heel_schooljaar", "toah.onvervuld",
                "z10.gesprek", "z20.aandacht",
            ],
            "register": [("T4", "2027-02-01", 0.0, "")],
        },
        "clb": {
            "vraagt": [
                "thuiszitter", "toah.geen_leerkracht", "toah.heel_schooljaar", "toah.onvervuld", "z20.aandacht",
            ],
            "register": [("T4", "2027-02-01", 0.0, "")],
        },
    }  # fmt: skip
    assert story.sees("begeleider", "ziek") == {
        "ziek": ["toah.geen_leerkracht", "toah.heel_schooljaar", "toah.onvervuld"]
    }
    assert story.sees("clb", "ziek") == {"ziek": ["toah.geen_leerkracht", "toah.heel_schooljaar", "toah.onvervuld"]}
    assert story.sees("ouders", "recht") == {"recht": ["sio.mogelijk", "toah.langdurig", "ziekzijn.mogelijk"]}
    # Lessons through the internet can bridge it: the CLB may ask for them as well.
    asks(story, "clb", kind="sio", asked_by="clb", expected=12)
    assert story.sees("clb", "casus") == {}
    assert story.sees("begeleider", "casus") == {
        "casus": [("sio", "gevraagd", "niemand", "doel"), ("toah", "gevraagd", "niemand", "doel")]
    }
    story.day(6, 7)
    story.do("begeleider", asking.refuse, sick=sick, on=story.on, why_refused="past_niet")
    asked = asks(story, kind="type5", asked_by="arts", body="Ziekenhuisschool")
    stay = begins(story, asked, hours_a_week=None, until=None, review_on=date(2027, 6, 21))
    exams = [f"Uitgesteld examen {subject}" for subject in ("Frans", "Nederlands", "wiskunde")]
    for exam in exams:
        story.writes("begeleider", "team", "evaluatie", exam, due_on=date(2027, 8, 27))
    assert story.sees("leerkracht") == {"klas": [("Z", 11), *reversed(exams)], "leest": exams}
    assert "toah.geen_leerkracht" not in story.sees("begeleider", "ziek")["ziek"]
    assert story.sees("begeleider", "casus") == {
        "casus": [("sio", "gevraagd", "niemand", "doel"), ("toah", "geweigerd"), ("type5", "loopt")]
    }
    assert story.all_see("register", "recht", who=(*ACTORS, "clbhoofd", "leerling")) == {
        "directeur": {"register": [("T4", "2027-02-01", 0.0, "")]},
        "begeleider": {"register": [("T4", "2027-02-01", 0.0, "")]},
        "clb": {"register": [("T4", "2027-02-01", 0.0, "")]},
        "ouders": {"recht": ["sio.mogelijk", "toah.langdurig", "ziekzijn.mogelijk"]},
        "clbhoofd": {"register": [("T4", "2027-02-01", 0.0, "")]},
        "leerling": {"recht": ["sio.mogelijk", "toah.langdurig", "ziekzijn.mogelijk"]},
    }  # fmt: skip

    # The exams of August, and a new school year in his class.
    story.day(8, 27)
    story.do("begeleider", running.stop, sick=stay, on=story.on, how="terug")
    for key in ("informatie", "terugkeer"):
        story.do("begeleider", running.keep_step, sick=stay, key=key, on=story.on)
    for entry in Entry.objects.filter(kind="evaluatie"):
        story.do("begeleider", entries.finish_entry, entry=entry, on=story.on, result="helpt")
    story.do(
        "secretariaat", results.record_result, enrolment=story.placement.enrolment, decided_on=story.on, attest="A"
    )
    enrolments.enrol(by=SYSTEM, pupil=story.pupil, school=story.school, first_day=date(2027, 9, 1), level="secundair")
    story.later(date(2027, 9, 17))
    assert story.all_see("register", "ziek", "vraagt", who=(*ACTORS, "clbhoofd")) == {
        "directeur": {"register": [("T4", "2027-02-01", 0.0, "school")]},
        "begeleider": {"register": [("T4", "2027-02-01", 0.0, "school")]},
        "clb": {"register": [("T4", "2027-02-01", 0.0, "school")]},
        "clbhoofd": {"register": [("T4", "2027-02-01", 0.0, "school")]},
    }  # fmt: skip


def test_young_person_whom_services_send_to_each_other(tell):
    """C-12 (000:3247-3272): too complex for each of them, so nothing begins. The case does not let go."""
    story = tell(on=date(2026, 10, 1), name="Sam", born=date(2010, 1, 1))
    story.case()
    asked = [story.track("clb", "jeugdhulp", body) for body in ("Dienst A", "Dienst B")]
    assert story.sees("clb", "casus") == {"casus": [("jeugdhulp", "gevraagd", "niemand")] * 2}
    for track in asked:
        story.do(
            "clb", tracks.end_track, track=track, on=story.on, how="geweigerd", output="Te complex voor ons alleen"
        )
    assert story.sees("begeleider", "casus") == {"casus": [("jeugdhulp", "geweigerd")] * 2}
    story.day(10, 29)
    assert [story.sees(who, "stil") for who in ("clb", "begeleider", "clbhoofd", "directeur")] == [
        {"stil": 20}, {}, {}, {}
    ]  # fmt: skip
    story.day(11, 13)
    assert [story.sees(who, "stil") for who in ("clb", "begeleider", "clbhoofd", "directeur")] == [
        {"stil": 25}, {"stil": 25}, {"stil": 25}, {"stil": 25}
    ]  # fmt: skip
    # Everybody at one table, the young person too, with consent for those from outside.
    story.consents("overleg")
    table, (sam, school, first, second) = story.table(
        "clb", "Wie begint, en wie staat ernaast?", ("leerling", "Sam"), ("school", "Begeleider Test"),
        ("hulp", "Dienst A"), ("hulp", "Dienst B"),
    )  # fmt: skip
    decision = story.do(
        "clb", tables.propose, table=table, what="Dienst A begint, Dienst B denkt mee", organisation=story.centre,
        due_on=date(2026, 12, 1),
    )  # fmt: skip
    for seat in (sam, school, first):
        story.do("clb", tables.take_position, decision=decision, invitation=seat, view="akkoord")
    assert story.decisions("clb", table) == [("Dienst A begint, Dienst B denkt mee", False, ["Dienst B"])]
    story.do("clb", tables.take_position, decision=decision, invitation=second, view="mits", words="één keer per maand")
    assert story.decisions("begeleider", table) == [("Dienst A begint, Dienst B denkt mee", True, [])]
    story.do("clb", tables.close_table, table=table, text="Dienst A begint op 1 december")
    assert [story.sees(who, "stil") for who in ("clb", "directeur")] == [{}, {}]
    assert story.sees("leerkracht") == {}
    assert story.sees("partner") == {}


def test_pupil_in_an_institution_whom_the_school_lets_go(tell):
    """C-50 (000:2032-2072): placed, and still enrolled. What should be: contact as agreed, and a case that rises."""
    story = tell(on=date(2026, 10, 1), name="Yassin", born=date(2010, 9, 9))
    story.marks("R", date(2026, 10, 1), date(2026, 12, 18), ground="jeugdhulpmaatregel")
    story.track("begeleider", "jeugdhulp", "Gemeenschapsinstelling", since=story.on, review_on=date(2027, 1, 11))
    story.do(
        "begeleider", plans.begin_plan, pupil=story.pupil, compartment="zorg", organisation_id=story.school.pk,
        kind="zorg", begins_on=story.on, weeks=12, goals=["Ik wil mijn jaar niet verliezen"], contact_days=14,
    )  # fmt: skip
    assert story.sees("begeleider", "vandaag", "stil") == {}
    story.day(10, 19)
    nobody = "Lang weg: neem contact op: nog geen contact genoteerd, afgesproken om de 14 dagen"
    assert story.sees("begeleider", "vandaag", "stil") == {"vandaag": [nobody]}
    story.day(11, 13)
    assert story.sees("begeleider", "vandaag", "stil") == {"vandaag": [nobody], "stil": 25}
    assert [story.sees(who, "stil") for who in ("directeur", "clbhoofd")] == [{"stil": 25}, {"stil": 25}]
    # The head of the CLB sees that it lies still, and nothing of what is in it.
    assert story.sees("clbhoofd", "casus", "leest") == {}
    story.writes("begeleider", "zorg", "contact", "Taken gestuurd", whom="leerling", channel="bericht", reached=True)
    assert story.sees("begeleider", "stil", "vandaag") == {
        "vandaag": ["Lang weg: neem contact op: laatste contact op 13 november 2026, afgesproken om de 14 dagen"]
    }
    assert story.sees("directeur", "stil") == {}
