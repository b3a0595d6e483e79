"""Pupils about whom people talk: agreements kept or not, a CLB that is silent, parents who call, and a way back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerrecht.cases.domain import cases, chairs, tables, tracks
from leerrecht.cases.domain.queries.page import case_page
from leerrecht.enrolment.domain import enrolments
from leerrecht.guidance.domain import agreements, entries, home, plans
from leerrecht.guidance.models import Signature
from leerrecht.organisations.models import Service
from leerrecht.people.domain.merging import merge_pupils
from leerrecht.referrals import domain as referring
from leerrecht.trajectories.domain import answering, intake, reporting, steps, trajects
from tests.factories import SYSTEM
from tests.stories.test_part_of_the_week import record

NUMBER = "11090900152"


def takes_up(story, about, **values):
    """The head of the CLB divides; who gets it stands on the case from then on."""
    said = {"signal": story.signal(about), "who_id": story.staff("clb").pk} | values
    return story.do("clbhoofd", answering.take_up, **said)


def course(story, **values):
    return trajects.Course(**{"fase": 2, "domain": "psychosociaal", "lead_id": story.staff("clb").pk} | values)


def test_boy_for_whom_school_father_and_clb_go_together(tell):
    """C-27 (000:5459-5481): twice the support, a safe place, a plan, and step by step the whole week."""
    story = tell(on=date(2026, 10, 5), name="Tibo", born=date(2018, 1, 1), level="lager")
    story.by("ouders")
    story.do(
        "begeleider", reporting.report_pupil, pupil=story.pupil, school_id=story.school.pk, report=reporting.Report(
            on=story.on, criteria=("onderliggend",), parents_spoken=True, text="We zoeken samen met vader"
        ),
    )  # fmt: skip
    young = "8 jaar: nog veel ruimte om de band met de school te herstellen"
    assert story.sees("clb", "deur", "leest") == {"deur": [("verzuim", "nieuw", young)]}
    takes_up(story, "verzuim", by_when=date(2026, 10, 19))
    assert story.sees("begeleider", "clb") == {"clb": [("opgenomen", "Clb Test")]}
    assert story.sees("clb", "deur", "leest") == {"leest": ["We zoeken samen met vader"]}
    traject = story.do(
        "clb", trajects.start_traject, pupil=story.pupil, centre_id=story.centre.pk, on=story.on, course=course(story),
        goal="De hele week op school",
    )  # fmt: skip
    step = steps.Step(kind="gesprek", on=story.on, whom="leerling", text="Hij kalmeert bij de konijnen")
    story.do("clb", steps.write_step, pupil=story.pupil, centre_id=story.centre.pk, step=step)
    kept = record(story, review_on=date(2026, 11, 9), last=date(2026, 12, 18))
    for measure in ("Dubbele ondersteuning", "Een veilige plek voor moeilijke momenten"):
        story.writes("begeleider", "gedeeld", "maatregel", measure, fase=2)
    plan = story.do(
        "begeleider", plans.begin_plan, pupil=story.pupil, compartment="gedeeld", organisation_id=story.school.pk,
        kind="zorg", begins_on=story.on, weeks=5, goals=["Zoals de anderen naar school"],
    )  # fmt: skip
    mornings = ["0vm", "1vm", "2vm", "3vm", "4vm"]
    story.do("begeleider", plans.add_step, plan=plan, first=story.on, half_days=mornings)
    story.do("begeleider", plans.add_step, plan=plan, first=date(2026, 11, 10), half_days=[*mornings, "1nm", "3nm"])
    story.day(11, 6)
    story.marks("P", date(2026, 10, 5), date(2026, 11, 6), parts=["nm"])
    assert story.sees("begeleider", "vraagt", "thuis", "casus") == {
        "vraagt": ["patroon.deeltijds"], "casus": [("clb", "loopt")],
    }  # fmt: skip
    assert "Hij kalmeert bij de konijnen" in story.sees("clb", "leest")["leest"]
    assert "Hij kalmeert bij de konijnen" not in story.sees("begeleider", "leest")["leest"]
    assert "Hij kalmeert bij de konijnen" not in story.sees("ouders", "leest")["leest"]

    story.day(12, 14)
    story.do("begeleider", home.stop_home, home=kept)
    story.do("begeleider", plans.close_plan, plan=plan, ending="bereikt", worked="Kijken waar hij zich goed voelt")
    story.do(
        "clb", trajects.close_traject, traject=traject, on=story.on, ending="doelen", text="Hij is er elke dag",
        feedback="Blijf kijken waar hij zich goed voelt",
    )  # fmt: skip
    assert story.sees("begeleider", "vraagt", "thuis", "clb", "casus") == {
        "clb": [("opgenomen", "Clb Test"), ("afgesloten", "Blijf kijken waar hij zich goed voelt")],
        "casus": [("clb", "bereikt")],
    }  # fmt: skip
    story.do("begeleider", cases.close_case, case=story.opens("begeleider"), on=story.on, why_closed="klaar")
    assert (story.sees("begeleider", "casus"), story.sees("leerkracht")) == ({}, {})


def test_joris_for_whom_agreements_are_not_kept(tell):
    """C-28 (000:6170-6202): put in the corridor; a mother calls; a table; months later it goes much better."""
    story = tell(on=date(2026, 9, 21), name="Joris", born=date(2016, 2, 2), level="lager")
    story.by("ouders")
    place = story.writes("begeleider", "gedeeld", "aanpassing", "Een prikkelarme plek", due_on=date(2026, 10, 2))
    assert story.sees("begeleider") == {"leest": ["Een prikkelarme plek"]}
    story.day(10, 5)
    assert story.sees("begeleider", "vandaag") == {"vandaag": ["redelijke aanpassing: sinds 2 oktober 2026"]}
    # The mother calls, and not the school: what she tells the CLB stays there.
    story.do(
        "clb", intake.ask, pupil=story.pupil, centre_id=story.centre.pk, source="ouders",
        text="De directeur zegt dat alles vervalt",
    )  # fmt: skip
    young = "10 jaar: nog veel ruimte om de band met de school te herstellen"
    assert story.sees("clb", "deur", "leest") == {"deur": [("vraag", "nieuw", young)]}
    assert story.sees("directeur", "clb", "leest") == {"leest": ["Een prikkelarme plek"]}
    takes_up(story, "vraag")
    assert story.sees("clb", "leest") == {"leest": ["De directeur zegt dat alles vervalt", "Een prikkelarme plek"]}
    case = story.opens("clb")
    offered = story.do("clb", chairs.offer_mediation, case=case, threat="uitsluiting", mediator="Bemiddelaar LOP")
    story.do("clb", chairs.answer_mediation, mediation=offered, taken="ja")
    table, seats = story.table(
        "clb", "Wat is afgesproken, en wie doet het?", ("ouders", "Mama"), ("school", "Directeur"), ("clb", "Hilde"),
    )  # fmt: skip
    decision = story.do("clb", tables.propose, table=table, what="De plek is er elke dag, en is geen straf")
    story.do("clb", tables.take_position, decision=decision, invitation=seats[0], view="mits", words="vanaf maandag")
    assert story.decisions("directeur", table) == [
        ("De plek is er elke dag, en is geen straf", False, ["Directeur", "Hilde"])
    ]
    for seat in seats[1:]:
        story.do("clb", tables.take_position, decision=decision, invitation=seat, view="akkoord")
    assert story.decisions("directeur", table) == [("De plek is er elke dag, en is geen straf", True, [])]
    story.do("clb", chairs.answer_mediation, mediation=offered, result="eens")

    story.day(2, 1)
    story.do("begeleider", entries.finish_entry, entry=place, on=story.on, result="helpt")
    assert story.sees("begeleider", "vandaag") == {}
    assert (place.pk, story.sees("leerkracht")) == (place.pk, {})


def test_lobke_for_whom_the_clb_says_nothing(tell):
    """C-29 (000:6742-6788): silence is no consent; afterwards the CLB says what it thinks, and takes its part."""
    story = tell(on=date(2027, 5, 10), name="Lobke", born=date(2019, 1, 1), level="lager")
    story.case()
    table, (_parents, school, clb) = story.table(
        "directeur", "Blijft Lobke hier?", ("ouders", "Mama"), ("school", "Directeur"), ("clb", "Clb Test"),
    )  # fmt: skip
    decision = story.do("directeur", tables.propose, table=table, what="Lobke zoekt een andere school")
    story.do("directeur", tables.take_position, decision=decision, invitation=school, view="akkoord")
    story.do("directeur", tables.take_position, decision=decision, invitation=_parents, view="niet")
    said = "Lobke zoekt een andere school"
    assert story.decisions("directeur", table) == [(said, False, ["Clb Test"])]
    assert case_page(story.by("directeur"), table.case).stuck is True
    story.do("directeur", tables.close_table, table=table, text="Geen akkoord")

    story.day(5, 17)
    report = reporting.Report(on=story.on, criteria=("geen_resultaat",), parents_spoken=True)
    rest = {"pupil": story.pupil, "school_id": story.school.pk, "report": report}
    story.do("begeleider", reporting.report_pupil, **rest)
    story.do(
        "clb", trajects.start_traject, pupil=story.pupil, centre_id=story.centre.pk, on=story.on,
        course=course(story, domain="leren"), goal="Samen een zorgtraject, op deze school",
    )  # fmt: skip
    story.do("clb", answering.feed_back, signal=story.signal(), text="Wij waren het niet eens, en zeggen dat voortaan")
    for who in ("directeur", "begeleider"):
        assert story.sees(who, "clb", "casus") == {
            "clb": [("opgenomen", "Clb Test"), ("terug", "Wij waren het niet eens, en zeggen dat voortaan")],
            "casus": [("clb", "loopt")],
        }  # fmt: skip
    again, (parents, head, voice) = story.table(
        "clb", "Wat heeft Lobke nodig?", ("ouders", "Mama"), ("school", "Directeur"), ("clb", "Clb Test"),
    )  # fmt: skip
    other = story.do("clb", tables.propose, table=again, what="Het tweede leerjaar, met steun")
    for seat in (parents, head, voice):
        story.do("clb", tables.take_position, decision=other, invitation=seat, view="akkoord")
    assert story.decisions("directeur", again) == [("Het tweede leerjaar, met steun", True, [])]
    assert clb.pk != voice.pk


def test_pieter_whose_contract_changes_when_he_speaks(tell):
    """C-30 (000:5962-5986): thirteen rules; he says what that does to him; some change, and he signs that."""
    story = tell(on=date(2026, 10, 12), name="Pieter", born=date(2010, 5, 5))
    story.by("ouders")
    thirteen = "\n".join(f"{number}. Regel" for number in range(1, 14))
    kept = story.do(
        "directeur", agreements.agree, pupil=story.pupil, compartment="gedeeld", organisation_id=story.school.pk,
        kind="contract", text=thirteen, begins_on=story.on, review_on=date(2026, 11, 16),
    )  # fmt: skip
    first = kept.versions.get()
    story.do("directeur", agreements.sign, version=first, party="leerling", name="Pieter", on=story.on, how="niet")
    assert story.sees("leerling") == {"leest": [thirteen]}
    story.day(11, 9)
    story.writes("begeleider", "gedeeld", "woorden", "Het voelt als een val")
    nine = "\n".join(f"{number}. Regel" for number in range(1, 10))
    second = story.do("directeur", agreements.revise, agreement=kept, text=nine, review_on=date(2026, 12, 14))
    rest = {"party": "leerling", "name": "Pieter", "on": story.on, "how": "papier"}
    with pytest.raises(ValidationError):
        story.do("directeur", agreements.sign, version=first, **rest)
    story.do("directeur", agreements.sign, version=second, **rest)
    told = Signature.objects.order_by("version__number").values_list("version__number", "how")
    assert list(told) == [(1, "niet"), (2, "papier")]
    assert story.sees("leerling") == {"leest": sorted([thirteen, nine, "Het voelt als een val"])}
    assert story.sees("ouders") == story.sees("leerling")
    assert (story.sees("clb"), story.sees("leerkracht")) == ({}, {})
    story.day(12, 15)
    assert story.sees("directeur", "vandaag") == {
        "vandaag": ["Opnieuw bekijken: schoolcontract: sinds 14 december 2026"]
    }


def test_toddler_at_home_with_little_and_parents_who_do_not_understand(tell):
    """C-48 (000:3308-3335): a discreet word, advice without a name, and a report of which the school sees nothing."""
    story = tell(on=date(2026, 11, 9), name="Amira", born=date(2022, 6, 6), level="kleuter")
    story.by("ouders")
    story.do(
        "leerkracht", reporting.tell_discreetly, pupil=story.pupil, school_id=story.school.pk,
        text="Zij is vaak moe en speelt niet; mama verstaat ons niet",
    )  # fmt: skip
    young = "4 jaar: nog veel ruimte om de band met de school te herstellen"
    assert story.sees("clb", "deur") == {"deur": [("steun", "nieuw", young)]}
    assert [story.sees(who) for who in ("directeur", "begeleider", "leerkracht", "ouders")] == [{}] * 4
    takes_up(story, "steun")
    assert story.sees("clb", "leest") == {"leest": ["Zij is vaak moe en speelt niet; mama verstaat ons niet"]}

    story.day(11, 16)
    consult = story.refers("clb", "consult", "clb", voorziening="vk", naam="zonder")
    story.step("clb", consult, "consult", uitkomst="m")
    ckg = story.track("clb", "jeugdhulp", "CKG", since=story.on, secret=True)
    worry = {"voorziening": "vk", "reden": "verontrusting", "gevaar": "nee"}
    assert "Als school deelt u uw bezorgdheid met het CLB" in story.refused(
        "begeleider", referring.begin_referral, pupil=story.pupil, flow="m_document", compartment="gedeeld",
        organisation_id=story.school.pk, facts=worry,
    )[0]  # fmt: skip
    report = story.refers("clb", "m_document", "clb", **worry)
    story.fills("clb", report, "m-document")
    unknown = story.refused("clb", referring.take_step, referral=report, kind="verzonden", on=story.on)
    assert "leerling en ouders moeten ervan weten" in " ".join(unknown)
    story.step("clb", report, "ingelicht", "Met een tolk, in korte zinnen")
    story.step("clb", report, "verzonden")
    story.step("clb", report, "volledig", volledig="ja")
    story.step("clb", report, "beslissing", uitkomst="hulp")
    assert story.sees("clb", "verder", "casus") == {
        "verder": [("consult", "", False), ("m_document", "evaluatie", False)], "casus": [("jeugdhulp", "loopt")],
    }  # fmt: skip
    for who in ("directeur", "begeleider", "leerkracht", "ouders", "clbhoofd"):
        assert story.sees(who, "verder", "leest", "clb", "deel") == {}
    assert story.sees("directeur", "casus") == {}
    story.day(5, 18)
    assert story.sees("clb", "verder")["verder"][1] == ("m_document", "evaluatie", True)
    assert ckg.compartment == "clb"


def test_three_newcomers_for_whom_there_is_no_class(tell):
    """C-38 (000:8607-8627): their guardian asks every week; the second year in a row without a place."""
    story = tell(on=date(2026, 9, 14), name="Noor", born=date(2011, 5, 3))
    signals = [
        story.do(
            "clb", intake.take_in, centre_id=story.centre.pk, source="anderen", text=f"De voogd vraagt een klas {name}",
            newcomer=intake.Newcomer(first_name=name, last_name="Haidari", birth_date=date(2011, 1, 1)),
        )
        for name in ("Ali", "Omid", "Reza")
    ]  # fmt: skip
    children = [story.of_child(signal.pupil) for signal in signals]
    for child in children:
        child.ask()
        assert child.sees("clb", "deur", "leest")["deur"] == [("vraag", "nieuw")]
        assert child.sees("clbhoofd", "leest") == {}
        for who in ("begeleider", "directeur"):
            assert child.sees(who) == {}
    ali = children[0]
    asked = story.do(
        "clb", tracks.start_track, pupil=ali.pupil, kind="ander", organisation=None, since=None, body="OKAN-klas",
        asked_on=date(2025, 9, 15),
    )  # fmt: skip
    assert ali.sees("clb", "casus") == {"casus": [("ander", "gevraagd", "niemand")]}
    story.day(10, 19)
    ali.ask()
    assert [ali.sees(who, "stil") for who in ("clb", "clbhoofd", "directeur")] == [{"stil": 25}, {"stil": 25}, {}]

    # A place comes: the school enrols, and reads nothing of what the guardian told the CLB.
    story.do("clb", tracks.end_track, track=asked, on=story.on, how="bereikt", output="Een plaats op de school")
    made = story.do(
        "secretariaat", enrolments.admit, first_name="Ali", last_name="Haidari", birth_date=date(2011, 1, 1),
        enrolment={"school": story.school, "first_day": date(2026, 10, 20)},
    )  # fmt: skip
    merge_pupils(by=SYSTEM, keep=ali.pupil, drop=made.pupil)
    story.day(10, 20)
    ali.ask()
    assert ali.sees("begeleider", "leest", "vraagt", "casus") == {}
    assert ali.sees("clb", "vraagt", "casus") == {"casus": [("ander", "bereikt")]}
    assert children[1].sees("clb", "deur")["deur"] == [("vraag", "nieuw", "duurt 36 dagen")]


def test_victor_of_fifteen_who_relapses_at_a_new_school(tell):
    """C-16 (000:4295-4307, 11531-11551, 12275-12300); the order of the four quotes is ours."""
    story = tell(on=date(2026, 9, 1), name="Victor", born=date(2011, 9, 9), kind="buitengewoon")
    story.pupil.insz = NUMBER
    story.pupil.save()
    story.by("directeur")
    story.day(10, 9)
    story.marks("B", date(2026, 9, 7), date(2026, 10, 9), days=("ma", "di", "wo", "do"))
    before = story.sees("begeleider", "vraagt")["vraagt"]
    assert {"b5.melding_clb", "b30.problematisch", "tempo"} - set(before) == set()
    story.writes("begeleider", "zorg", "afspraak", "Op vrijdag kiest hij drie activiteiten")
    assert story.sees("clb", "deur")["deur"][0][:2] == ("verzuim", "nieuw")

    # A new school in the middle of the year: the old one lets go, the new one begins without its care file.
    new = story.other_school(school_kind="buitengewoon")
    enrolment = story.placement.enrolment
    story.day(12, 18)
    story.do("secretariaat", enrolments.deregister, enrolment=enrolment, last_day=story.on)
    story.day(1, 4)
    desk, care = story.named("desk", "secretariaat", new), story.named("care", "begeleider", new)
    told = {"first_name": "Victor", "last_name": story.pupil.last_name, "birth_date": story.pupil.birth_date}
    made = story.do(desk, enrolments.admit, insz=NUMBER, enrolment={"school": new, "first_day": story.on}, **told)
    assert made.pupil == story.pupil
    story.ask()
    # What he missed this year goes along, with what it asks; what the school wrote of him does not.
    assert story.sees(care, "leest", "vraagt") == {
        "vraagt": ["b.begeleiding", "b1.contact", "b10.politie", "b30.problematisch", "b5.melding_clb"]
    }
    assert story.sees("begeleider", "vraagt") == {}
    assert story.sees("leerkracht") == {}

    # A month at home again.
    story.school, story.placement.enrolment = new, made
    story.day(5, 28)
    care = story.named("care", "begeleider", new)
    desk = story.named("desk", "secretariaat", new)
    story.marks("B", date(2027, 4, 26), date(2027, 5, 28), who=desk)
    assert "thuiszitter" in story.sees(care, "vraagt")["vraagt"]
    # He learns with others at home for the exam board, stays enrolled, and comes on some Fridays.
    story.do(
        care, tracks.start_track, pupil=story.pupil, kind="hybride", organisation=new, since=story.on,
        goal="Iedere vrijdag bij zijn klas",
    )  # fmt: skip
    assert story.sees(care, "casus") == {"casus": [("hybride", "loopt")]}
    service = Service.objects.get(school=new)
    centre = story.named("centre", "clb", service.centre)
    homes = story.do(
        centre, intake.record_home_education, pupil=story.pupil, centre_id=service.centre_id, begins_on=story.on,
        motive="geen-aanbod",
    )  # fmt: skip
    assert homes.b_before == 72
    assert [line[:2] for line in story.sees(centre, "deur")["deur"]] == [
        ("huisonderwijs", "nieuw"), ("verzuim", "nieuw"),
    ]  # fmt: skip
    assert story.sees(care, "clb") == {}
    assert [about for about, *_rest in story.sees("clb", "deur")["deur"]] == ["verzuim"]
    assert (story.sees("begeleider", "casus"), story.sees("directeur", "casus")) == ({}, {})
