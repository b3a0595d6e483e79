"""Pupils who come part of the week: with whom that was agreed, who looks again, and who waits for what."""

from datetime import date

from leerrecht.attendance.domain.period import Period, enter_period
from leerrecht.cases.domain import reviews, tasks, tracks
from leerrecht.cases.domain.queries.parts import track_page
from leerrecht.guidance.domain import home, plans
from leerrecht.guidance.models import ThuisOpVraag
from leerrecht.law import REGELS


def request(story, **values):
    said = {
        "whole": False, "asked_by": "school", "why": "waarom", "pupil_view": "leerling", "parents_view": "ouders",
        "tried": "geprobeerd", "road_back": "weg terug", "clb_on": story.on, "clb_who": "Clb Test",
        "clb_view": "akkoord", "hours": 14, "first": story.on, "last": date(2027, 6, 30),
    } | values  # fmt: skip
    return home.Request(**said)


def record(story, who="begeleider", **values):
    """The record that must be there before a pupil stays at home."""
    rest = {"pupil": story.pupil, "school_id": story.school.pk, "request": request(story, **values)}
    return story.do(who, home.record_home, **rest)


def test_adam_who_comes_in_the_mornings_only(tell):
    """C-04 (000:1601-1634). The months are of the document, the days ours; what ends it is what the law asks."""
    story = tell(on=date(2027, 1, 11), name="Adam", born=date(2019, 3, 1), level="lager")
    story.by("ouders")
    story.writes("begeleider", "gedeeld", "maatregel", "Structuur en leersteun", fase=1)
    # Since January in the afternoon with his mother, by the certificate of a psychiatrist.
    story.marks("Z", date(2027, 1, 11), date(2027, 2, 5), parts=["nm"])
    story.day(2, 5)
    alone = "blijft op vaste momenten thuis zonder afspraak"
    assert story.sees("begeleider") == {
        "vraagt": ["deeltijds.waarborg", "patroon.deeltijds", "z10.gesprek"], "thuis": [alone],
        "leest": ["Structuur en leersteun"],
    }  # fmt: skip
    assert story.sees("clb") == {"vraagt": ["patroon.deeltijds"], "thuis": [alone]}
    assert story.sees("leerkracht") == {"klas": [("Z", 5)]}
    assert story.sees("ouders") == {"leest": ["Structuur en leersteun"]}

    day = story.day(2, 15)
    # What the school may not do: begin before the CLB was heard.
    rest = {"pupil": story.pupil, "school_id": story.school.pk}
    late = request(story, clb_on=date(2027, 2, 22), review_on=date(2027, 3, 26))
    assert story.refused("begeleider", home.record_home, request=late, **rest) == [
        "Het overleg met het CLB moet al geweest zijn.",
        "Het CLB wordt eerst gehoord: kies een dag na dat overleg.",
    ]
    kept = record(story, review_on=date(2027, 3, 26))
    story.marks("Z", day, date(2027, 3, 18), parts=["nm"])
    story.day(3, 18)
    story.writes("begeleider", "gedeeld", "bezorgdheid", "Hij mocht donderdagmiddag niet mee naar de film")
    assert story.sees("begeleider", "vraagt", "thuis") == {
        "vraagt": ["patroon.deeltijds", "tempo", "z10.gesprek", "z20.aandacht"]
    }
    assert story.sees("clb") == {"vraagt": ["patroon.deeltijds", "z20.aandacht"]}

    story.day(4, 12)
    assert story.sees("begeleider", "thuis") == {"thuis": ["is niet opnieuw bekeken"]}
    assert story.sees("clb", "thuis") == {}
    story.do("begeleider", home.review_home, home=kept, review_on=date(2027, 5, 28), text="Hij mag mee op uitstap")
    assert story.sees("begeleider", "thuis") == {}
    assert story.sees("ouders") == {"leest": sorted([
        "Structuur en leersteun", "Hij mag mee op uitstap", ThuisOpVraag.objects.get().note.text,
        "Hij mocht donderdagmiddag niet mee naar de film",
    ])}  # fmt: skip


def test_liam_who_may_come_on_mondays(tell):
    """C-14 (000:79-93, 4572-4586). The document says how often, not when; that contact is agreed and kept is ours."""
    story = tell(on=date(2026, 10, 16), name="Liam", born=date(2018, 4, 2), level="lager")
    story.marks("P", date(2026, 9, 15), date(2026, 10, 16), days=("di", "wo", "do", "vr"))
    alone = "blijft op vaste momenten thuis zonder afspraak"
    assert story.sees("begeleider", "vraagt", "thuis") == {
        "vraagt": ["deeltijds.waarborg", "p30.aandacht", "patroon.deeltijds", "tempo"], "thuis": [alone],
    }  # fmt: skip
    assert story.sees("clb") == {"vraagt": ["p30.aandacht", "patroon.deeltijds"], "thuis": [alone]}
    record(story, clb_view="niet", hours=6, review_on=date(2026, 11, 13))
    assert story.sees("begeleider", "thuis") == {"thuis": ["het CLB gaat niet akkoord"]}
    plan = story.do(
        "begeleider", plans.begin_plan, pupil=story.pupil, compartment="zorg", organisation_id=story.school.pk,
        kind="zorg", begins_on=story.on, weeks=6, goals=["Ik wil weten wat ze van mij verwachten"], contact_days=7,
    )  # fmt: skip

    story.day(10, 23)
    story.marks("P", date(2026, 10, 20), date(2026, 10, 23), days=("di", "wo", "do", "vr"))
    assert story.sees("begeleider", "vandaag") == {}
    story.day(10, 27)
    story.marks("P", date(2026, 10, 27))
    assert story.sees("begeleider", "vandaag") == {
        "vandaag": ["Neem contact op, zoals afgesproken: nog geen contact genoteerd, afgesproken om de 7 dagen"]
    }
    story.writes(
        "begeleider", "zorg", "contact", whom="leerling", channel="telefoon", reached=True, text="Huiswerk mee"
    )
    assert story.sees("begeleider", "vandaag") == {}
    assert story.sees("leerkracht") == {"klas": [("P", 9)]}

    # What should have happened: back in steps, and only then is it over.
    story.marks("P", date(2026, 10, 28), date(2026, 10, 30))
    story.do("begeleider", plans.add_step, plan=plan, first=date(2026, 11, 9), half_days=sorted(plans.SLOT_KEYS))
    story.day(11, 9)
    kept = ThuisOpVraag.objects.get()
    story.do("begeleider", home.stop_home, home=kept)
    assert story.sees("begeleider", "thuis", "vandaag") == {
        "vandaag": [
            "Neem contact op, zoals afgesproken: laatste contact op 27 oktober 2026, afgesproken om de 7 dagen"
        ],
        "thuis": [alone],
    }
    story.day(11, 20)
    assert story.sees("clb") == {"vraagt": ["p30.aandacht"]}


def test_jorgen_who_comes_less_and_less(tell):
    """C-19 (000:5057-5099): until December the whole week, then some half-days, since Easter three mornings."""
    story = tell(on=date(2026, 12, 18), name="Jorgen", born=date(2016, 10, 1), level="lager", kind="buitengewoon")
    assert story.sees("begeleider") == {}
    story.day(1, 29)
    for part, days in (("vm", ("wo", "do", "vr")), ("nm", ("ma", "di", "do", "vr"))):
        story.marks("P", date(2027, 1, 4), date(2027, 1, 29), parts=[part], days=days)
    assert story.sees("clb", "vraagt", "thuis") == {
        "vraagt": ["patroon.deeltijds"], "thuis": ["blijft op vaste momenten thuis zonder afspraak"],
    }  # fmt: skip
    record(story, hours=4, last=date(2027, 3, 26), review_on=date(2027, 3, 1))
    assert story.sees("begeleider", "thuis") == {}

    # After Easter it is less again, and what was agreed has ended: the question comes back.
    story.day(5, 7)
    for part, days in (("vm", ("do", "vr")), ("nm", ("ma", "di", "do", "vr"))):
        story.marks("P", date(2027, 4, 12), date(2027, 5, 7), parts=[part], days=days)
    assert story.sees("begeleider", "thuis") == {"thuis": ["blijft op vaste momenten thuis zonder afspraak"]}
    other = story.track("begeleider", "ander", "Andere school type 2")
    day_care = story.track("begeleider", "dagactiviteit", "Dagopvang", goal="Rust, en terug naar de klas")
    assert story.sees("begeleider", "casus") == {
        "casus": [("ander", "gevraagd", "niemand"), ("dagactiviteit", "gevraagd", "niemand")]
    }
    story.day(5, 21)
    for asked in (other, day_care):
        story.do("begeleider", tracks.take_up_track, track=asked, on=story.on)
    assert story.sees("directeur", "casus") == {
        "casus": [("ander", "wacht", "wacht"), ("dagactiviteit", "wacht", "wacht")]
    }
    # What should be there as long as the list lasts: help that bridges the wait (001:2472-2478).
    story.track("begeleider", "overbrugging", "Thuisbegeleiding", since=story.on, bridges=other)
    assert story.sees("begeleider", "casus") == {
        "casus": [("ander", "wacht"), ("dagactiviteit", "wacht", "wacht"), ("overbrugging", "loopt")]
    }
    assert story.sees("clb", "casus") == {}
    assert story.sees("ouders", "casus") == {}


def test_luna_whom_nobody_takes_up(tell):
    """C-40 (000:10012-10054). Months of asking with priority; the silence of a case rises, also to the director."""
    story = tell(on=date(2027, 1, 11), name="Luna", born=date(2017, 8, 8), level="lager")
    rest = "Elke ochtend eerst tot rust in het bureau van de directeur"
    story.writes("begeleider", "gedeeld", "maatregel", rest, fase=2)
    waiting = story.track("begeleider", "jeugdhulp", "Toegangspoort, prior")
    assert story.sees("begeleider", "casus", "stil") == {"casus": [("jeugdhulp", "gevraagd", "niemand")]}
    story.day(1, 25)
    story.do("begeleider", tracks.take_up_track, track=waiting, on=story.on, expected_on=date(2027, 6, 1))
    assert story.sees("begeleider", "casus") == {"casus": [("jeugdhulp", "wacht", "wacht")]}
    story.day(3, 1)
    assert (story.sees("begeleider", "stil"), story.sees("directeur", "stil")) == ({"stil": 20}, {})
    story.day(3, 8)
    assert (story.sees("begeleider", "stil"), story.sees("directeur", "stil"), story.sees("clbhoofd", "stil")) == (
        {"stil": 25}, {"stil": 25}, {"stil": 25},
    )  # fmt: skip
    story.do(
        "begeleider", tasks.assign_task, case=story.opens("begeleider"), what="Wat als er tegen de zomer geen plek is?",
        organisation=story.centre, due_on=date(2027, 6, 1),
    )  # fmt: skip
    assert story.sees("directeur", "stil") == {}
    story.case()
    story.track("clb", "overbrugging", "Team van het CLB", since=story.on, bridges=waiting)
    assert story.sees("clb", "casus") == {"casus": [("jeugdhulp", "wacht"), ("overbrugging", "loopt")]}
    story.day(6, 1)
    story.do("begeleider", tracks.end_track, track=waiting, on=story.on, how="geen_plaats")
    assert story.sees("begeleider", "casus") == {
        "casus": [("jeugdhulp", "geen_plaats"), ("overbrugging", "loopt", "bekijken")]
    }
    assert story.sees("leerkracht") == {}


def test_victor_of_five_years_who_may_come_two_days(tell):
    """C-17 (000:8500-8522): four years on a list; the 290 half-days will not be there."""
    story = tell(on=date(2026, 9, 1), name="Victor", born=date(2021, 6, 1), level="kleuter")
    story.track("begeleider", "ander", "Buitengewoon onderwijs", asked_on=date(2022, 9, 1))
    story.day(9, 11)
    story.marks("B", date(2026, 9, 2), date(2026, 9, 11), days=("wo", "do", "vr"))
    assert story.sees("begeleider", "vraagt") == {
        "vraagt": [
            "b.begeleiding", "b1.contact", "b10.politie", "b5.begeleidingsdossier", "b5.melding_clb", "onthechting",
        ]
    }  # fmt: skip
    young = "5 jaar: nog veel ruimte om de band met de school te herstellen"
    assert story.sees("clb", "vraagt", "deur") == {
        "vraagt": ["clb.traject"], "deur": [("verzuim", "nieuw", young, "duurt 7 dagen")],
    }  # fmt: skip
    known = set(story.sees("begeleider", "vraagt")["vraagt"])
    story.day(9, 25)
    story.marks("B", date(2026, 9, 14), date(2026, 9, 25), days=("wo", "do", "vr"))
    assert set(story.sees("begeleider", "vraagt")["vraagt"]) - known == {"tempo"}
    story.day(10, 23)
    story.marks("B", date(2026, 9, 28), date(2026, 10, 23), days=("wo", "do", "vr"))
    assert set(story.sees("begeleider", "vraagt")["vraagt"]) - known == {"b30.problematisch", "kleuter290", "tempo"}
    assert story.sees("clb", "vraagt") == {"vraagt": ["clb.traject"]}
    assert story.sees("begeleider", "casus") == {"casus": [("ander", "gevraagd", "niemand")]}
    # Code A is for who need not come to school yet: it does not hide this.
    period = Period((story.pupil.pk,), story.on, story.on, ("vm",), "A")
    assert story.refused("secretariaat", enter_period, period=period) == [
        "Dat kan niet: code A is er alleen voor een kleuter die nog niet leerplichtig is. Kies een andere code."
    ]
    assert story.sees("ouders") == {}


def test_hakim_of_three_years_for_whom_the_law_asks_nothing(tell):
    """C-21 (000:4867-4883, 4946-4968, 5027-5037): three days in an MFC, two in a creche, and no duty for anybody."""
    story = tell(on=date(2026, 11, 20), name="Hakim", born=date(2023, 5, 5), level="kleuter")
    story.marks("A", date(2026, 9, 1), date(2026, 11, 20))
    for who in ("begeleider", "secretariaat", "clb"):
        asked = story.sees(who, "vraagt").get("vraagt", [])
        assert [regel for regel in asked if REGELS[regel].aard in ("plicht", "fout", "verbod")] == []
    assert {"verzuim.absoluut", "kleuter290"} & set(story.sees("begeleider", "vraagt").get("vraagt", [])) == set()
    track = story.track("begeleider", "mfc", "MFC", since=story.on, goal="Naar de kleuterklas als hij kan praten")
    mfc = {"0vm": "centrum", "0nm": "centrum", "1vm": "centrum", "1nm": "centrum", "2vm": "centrum"}
    creche = {"3vm": "vrij", "3nm": "vrij", "4vm": "vrij", "4nm": "vrij"}
    story.do("begeleider", reviews.set_pattern, track=track, first=story.on, half_days=mfc | creche)
    assert story.sees("begeleider", "casus") == {"casus": [("mfc", "loopt")]}
    assert story.sees("clb", "casus", "leest") == {}
    assert story.sees("ouders") == {}


def test_youngster_of_an_mfc_with_two_days_of_school(tell):
    """C-46 (000:10514-10544): two days at school, three with people who take part. The agreement comes first."""
    story = tell(on=date(2026, 9, 28), name="Milan", born=date(2011, 2, 2))
    story.case()
    record(story, hours=14, first=date(2026, 10, 1), review_on=date(2026, 11, 27), asked_by="leerling")
    track = story.track("begeleider", "mfc", "MFC", since=story.on)
    assert story.sees("begeleider", "casus") == {"casus": [("mfc", "loopt", "doel")]}
    story.do("begeleider", tracks.end_track, track=track, on=story.on, how="vervolg")
    track = story.track("begeleider", "flexibel", "MFC", since=story.on, goal="In maart een dag meer op school")
    places = {
        "0vm": "school", "0nm": "school", "1vm": "school", "1nm": "school", "2vm": "werk", "3vm": "partner",
        "3nm": "partner", "4vm": "centrum", "4nm": "centrum",
    }  # fmt: skip
    words = {"2vm": "fietsenmaker", "3vm": "zorgboerderij", "3nm": "zorgboerderij", "4vm": "lokale artiest"}
    story.do("begeleider", reviews.set_pattern, track=track, first=story.on, half_days=places, words=words)
    shown = track_page(story.by("clb"), track)
    assert [(half.where, half.words) for half in shown.patterns[0][1][3:]] == [
        ("op school", ""), ("op de werkplek", "fietsenmaker"), ("bij de partner", "zorgboerderij"),
        ("bij de partner", "zorgboerderij"), ("in een centrum of voorziening", "lokale artiest"),
        ("in een centrum of voorziening", ""),
    ]  # fmt: skip
    story.day(10, 30)
    story.marks("P", date(2026, 10, 1), date(2026, 10, 30), days=("wo", "do", "vr"))
    # It shows, and nothing is asked: school and CLB agreed before it began.
    assert story.sees("begeleider", "vraagt", "thuis") == {"vraagt": ["patroon.deeltijds", "tempo"]}
    assert story.sees("leerkracht") == {"klas": [("P", 7)]}
    story.day(12, 1)
    assert story.sees("begeleider", "casus", "thuis") == {
        "casus": [("flexibel", "loopt", "bekijken"), ("mfc", "vervolg")], "thuis": ["is niet opnieuw bekeken"],
    }  # fmt: skip


def test_parents_who_get_an_ultimatum(tell):
    """C-45 (000:4909-4927): first help, then back. What should be: never without a day, a way back and the CLB."""
    story = tell(on=date(2026, 11, 9), name="Yara", born=date(2016, 1, 1), level="lager")
    nothing = dict.fromkeys(("pupil_view", "parents_view", "tried", "road_back", "clb_who", "clb_view"), "")
    first = request(story, whole=True, hours=0, why="Eerst begeleiding", review_on=date(2027, 7, 1), **nothing)
    rest = {"pupil": story.pupil, "school_id": story.school.pk}
    assert story.refused("directeur", home.record_home, request=first, **rest) == [
        *["Dit moet erin staan voor het kan beginnen."] * 4, "Kies wat het CLB ervan vindt.",
        "Schrijf met wie van het CLB u overlegde.", "Kies een dag tussen de eerste en de laatste dag.",
    ]  # fmt: skip
    assert ThuisOpVraag.objects.count() == 0
    story.by("ouders")
    kept = record(
        story, "directeur", whole=True, hours=0, last=date(2026, 12, 18), review_on=date(2026, 11, 27),
        parents_view="Een private therapeut kunnen wij niet betalen",
    )  # fmt: skip
    story.track("directeur", "jeugdhulp", "Thuisbegeleiding")
    assert story.sees("ouders") == {"leest": [kept.note.text]}
    story.day(11, 25)
    story.marks("P", date(2026, 11, 9), date(2026, 11, 25))
    assert story.sees("clb", "vraagt") == {"vraagt": ["thuiszitter"]}
    assert story.sees("begeleider", "vraagt", "thuis", "casus") == {
        "vraagt": ["tempo", "thuiszitter"], "casus": [("jeugdhulp", "gevraagd", "niemand")],
    }  # fmt: skip
    story.day(12, 1)
    assert story.sees("directeur", "thuis") == {"thuis": ["is niet opnieuw bekeken"]}
    story.do("directeur", home.stop_home, home=kept)
    assert story.sees("directeur", "thuis") == {}
