"""Young children for whom school is too much, or of whom no school has a place: from the first request to the end."""

from datetime import date

from leerrecht.cases.domain import tables, tracks
from leerrecht.discipline.domain import incidents, procedures
from leerrecht.enrolment.domain import enrolments
from leerrecht.guidance.domain import home
from leerrecht.guidance.models import ThuisOpVraag
from leerrecht.organisations.models import Organisation
from leerrecht.people.domain.pupils import link_siblings
from leerrecht.places.domain import waiting
from leerrecht.places.models import Application, Slot
from leerrecht.thuiszitters.domain import keeping
from leerrecht.thuiszitters.models import Thuiszitter
from leerrecht.trajectories.domain import intake
from tests.factories import SYSTEM
from tests.stories.again import ACTORS
from tests.stories.test_part_of_the_week import record, request
from tests.stories.test_talks import takes_up

SEEN = ("vraagt", "thuis", "register")


def test_lukas_who_is_asked_to_stay_at_home_on_two_afternoons(again):
    """C-01 (000:425-505). The months are of the document, the days and the way back are ours."""
    story = again(on=date(2026, 9, 14), name="Lukas", born=date(2018, 5, 5), level="lager", grade=2)
    story.by("ouders")
    # At noon he eats at home, as the school asked: that is no half-day, and stands on the timeline.
    story.writes("begeleider", "gedeeld", "afspraak", "Eet thuis: de refter is te druk", due_on=date(2026, 11, 2))
    story.writes("leerkracht", "team", "woorden", "Ik word moe van al het lawaai")
    story.marks("P", date(2026, 9, 15), date(2026, 10, 16), parts=["nm"], days=("di", "vr"))
    story.day(10, 16)
    assert story.all_see(*SEEN, "klas", who=("directeur", "begeleider", "leerkracht", "clb", "ouders", "leerling")) == {
        "directeur": {
            "vraagt": ["deeltijds.waarborg", "patroon.deeltijds"],
            "thuis": ["blijft op vaste momenten thuis zonder afspraak"],
            "register": [("T3", "2026-09-15", 7.0, "")],
        },
        "begeleider": {
            "vraagt": ["deeltijds.waarborg", "patroon.deeltijds"],
            "thuis": ["blijft op vaste momenten thuis zonder afspraak"],
            "register": [("T3", "2026-09-15", 7.0, "")],
        },
        "leerkracht": {"klas": [("P", 3)]},
        "clb": {
            "vraagt": ["patroon.deeltijds"],
            "thuis": ["blijft op vaste momenten thuis zonder afspraak"],
            "register": [("T3", "2026-09-15", 7.0, "")],
        },
    }  # fmt: skip

    # With the CLB at the table it becomes an agreement: who asked, what was tried, until when, and the way back.
    story.case()
    kept = record(story, hours=22, review_on=date(2026, 11, 27), why="Rust voor Lukas, de juf en de klas")
    farm = story.track("clb", "groene_zorg", "Zorgboerderij", goal="Twee halve dagen, en dan weer naar de klas")
    service = story.track("begeleider", "jeugdhulp", "Gespecialiseerde dienst")
    line = Thuiszitter.objects.get()
    said = keeping.Said(verdict="klopt")
    story.do("begeleider", keeping.judge, record=line, said=said)
    assert story.all_see("thuis", "casus", "register") == {
        "directeur": {
            "casus": [("groene_zorg", "gevraagd", "niemand"), ("jeugdhulp", "gevraagd", "niemand")],
            "register": [("T3", "2026-09-15", 7.0, "")],
        },
        "begeleider": {
            "casus": [("groene_zorg", "gevraagd", "niemand"), ("jeugdhulp", "gevraagd", "niemand")],
            "register": [("T3", "2026-09-15", 7.0, "")],
        },
        "clb": {
            "casus": [("groene_zorg", "gevraagd", "niemand"), ("jeugdhulp", "gevraagd", "niemand")],
            "register": [("T3", "2026-09-15", 7.0, "")],
        },
    }  # fmt: skip
    for asked in (farm, service):
        story.do("begeleider", tracks.take_up_track, track=asked, on=story.on, expected_on=date(2027, 1, 4))

    # Months on: two waiting lists, and the agreement was not looked at again.
    story.marks("P", date(2026, 10, 20), date(2026, 12, 11), parts=["nm"], days=("di", "vr"))
    story.day(12, 11)
    assert story.all_see(*SEEN, "casus") == {
        "directeur": {
            "vraagt": ["patroon.deeltijds"],
            "thuis": ["is niet opnieuw bekeken"],
            "casus": [("groene_zorg", "wacht", "wacht"), ("jeugdhulp", "wacht", "wacht")],
            "register": [("T3", "2026-09-15", 7.0, "")],
        },
        "begeleider": {
            "vraagt": ["patroon.deeltijds"],
            "thuis": ["is niet opnieuw bekeken"],
            "casus": [("groene_zorg", "wacht", "wacht"), ("jeugdhulp", "wacht", "wacht")],
            "register": [("T3", "2026-09-15", 7.0, "")],
        },
        "clb": {
            "vraagt": ["patroon.deeltijds"],
            "thuis": ["is niet opnieuw bekeken"],
            "casus": [("groene_zorg", "wacht", "wacht"), ("jeugdhulp", "wacht", "wacht")],
            "register": [("T3", "2026-09-15", 7.0, "")],
        },
    }  # fmt: skip

    # In January there is room on the farm; in March he is there the whole week.
    story.day(1, 4)
    story.do("begeleider", tracks.end_track, track=service, on=story.on, how="bereikt")
    story.do("clb", tracks.begin_track, track=farm, on=story.on)
    story.do("begeleider", home.review_home, home=kept, review_on=date(2027, 2, 22), text="Op de boerderij lukt het")
    story.day(3, 1)
    story.do("clb", tracks.end_track, track=farm, on=story.on, how="bereikt")
    story.do("begeleider", home.stop_home, home=kept)
    story.day(4, 16)
    # Somebody said that it was so: then somebody says that it is over.
    assert story.all_see("thuis", "register") == {
        "directeur": {"register": [("T3", "2026-09-15", 7.0, "")]},
        "begeleider": {"register": [("T3", "2026-09-15", 7.0, "")]},
        "clb": {"register": [("T3", "2026-09-15", 7.0, "")]},
    }  # fmt: skip
    story.do("begeleider", keeping.close, record=line, how="school", on=story.on)
    assert story.all_see("thuis", "casus", "register") == {
        "directeur": {
            "casus": [("groene_zorg", "bereikt"), ("jeugdhulp", "bereikt")],
            "register": [("T3", "2026-09-15", 7.0, "school")],
        },
        "begeleider": {
            "casus": [("groene_zorg", "bereikt"), ("jeugdhulp", "bereikt")],
            "register": [("T3", "2026-09-15", 7.0, "school")],
        },
        "clb": {
            "casus": [("groene_zorg", "bereikt"), ("jeugdhulp", "bereikt")],
            "register": [("T3", "2026-09-15", 7.0, "school")],
        },
    }  # fmt: skip


def test_olivia_who_may_come_until_noon_from_monday(again):
    """C-31 (000:7225-7318): seven, in the group of a CKG; a mail on Friday afternoon. What should follow is ours."""
    story = again(on=date(2026, 9, 21), name="Olivia", born=date(2019, 2, 2), level="lager", grade=1)
    story.pupil.residence = "voorziening"
    story.pupil.save()
    story.by("ouders")
    incident = story.incident("vechten", "Ze krabde toen er te dicht gezeten werd")
    story.do("leerkracht", incidents.tell_account, incident=incident, on=story.on, words="Ik wou alleen wat plaats")
    assert story.all_see(*SEEN, "leest") == {
        "directeur": {"leest": ["Ik wou alleen wat plaats", "Ze krabde toen er te dicht gezeten werd"]},
        "begeleider": {"leest": ["Ik wou alleen wat plaats", "Ze krabde toen er te dicht gezeten werd"]},
        "leerkracht": {"leest": ["Ik wou alleen wat plaats", "Ze krabde toen er te dicht gezeten werd"]},
    }  # fmt: skip

    # On Friday the school decides alone: the program says no, with each reason.
    story.day(10, 2)
    nothing = dict.fromkeys(("pupil_view", "parents_view", "tried", "road_back", "clb_who", "clb_view"), "")
    alone = request(story, first=date(2026, 10, 5), review_on=date(2026, 12, 18), hours=15, **nothing)
    rest = {"pupil": story.pupil, "school_id": story.school.pk}
    assert story.refused("directeur", home.record_home, request=alone, **rest) == [
        *["Dit moet erin staan voor het kan beginnen."] * 4, "Kies wat het CLB ervan vindt.",
        "Schrijf met wie van het CLB u overlegde.",
    ]  # fmt: skip
    assert ThuisOpVraag.objects.count() == 0
    # It happens all the same: then it shows, also to the CLB, whom nobody asked.
    story.day(10, 30)
    story.marks("P", date(2026, 10, 5), date(2026, 10, 30), parts=["nm"], days=("ma", "di", "do", "vr"))
    assert story.all_see(*SEEN, "deur") == {
        "directeur": {
            "vraagt": ["deeltijds.waarborg", "patroon.deeltijds"],
            "thuis": ["blijft op vaste momenten thuis zonder afspraak"],
            "register": [("T7", "2026-10-05", 5.0, "")],
        },
        "begeleider": {
            "vraagt": ["deeltijds.waarborg", "patroon.deeltijds"],
            "thuis": ["blijft op vaste momenten thuis zonder afspraak"],
            "register": [("T7", "2026-10-05", 5.0, "")],
        },
        "clb": {
            "vraagt": ["patroon.deeltijds"],
            "thuis": ["blijft op vaste momenten thuis zonder afspraak"],
            "register": [("T7", "2026-10-05", 5.0, "")],
        },
    }  # fmt: skip
    story.case()
    line = Thuiszitter.objects.get()
    story.do("clb", keeping.judge, record=line, said=keeping.Said(verdict="anders", reason="T3"))

    # The CKG asks to wait, and to have the CLB there: a table with all, and she comes the whole day again.
    story.day(11, 9)
    story.consents("overleg")
    story.do(
        "clb", intake.ask, pupil=story.pupil, centre_id=story.centre.pk, source="anderen",
        text="Het CKG vraagt om eerst samen te zitten",
    )  # fmt: skip
    takes_up(story, "vraag")
    table, seats = story.table(
        "clb", "Wat kan, voor Olivia en voor de klas?", ("school", "Directeur"), ("ander", "CKG"), ("clb", "Clb Test"),
    )  # fmt: skip
    decision = story.do("clb", tables.propose, table=table, what="De hele dag, met een rustplek en een vaste persoon")
    for seat in seats:
        story.do("clb", tables.take_position, decision=decision, invitation=seat, view="akkoord")
    assert story.decisions("directeur", table) == [("De hele dag, met een rustplek en een vaste persoon", True, [])]
    story.writes("begeleider", "gedeeld", "aanpassing", "Een rustplek, die geen straf is", due_on=date(2026, 11, 30))
    story.day(12, 14)
    assert story.all_see(*SEEN, "leest") == {
        "directeur": {
            "vraagt": ["deeltijds.waarborg"],
            "thuis": ["bleef op vaste momenten thuis zonder afspraak"],
            "leest": [
                "Een rustplek, die geen straf is", "Ik wou alleen wat plaats",
                "Ze krabde toen er te dicht gezeten werd",
            ],
            "register": [("T3", "2026-10-05", 5.0, "")],
        },
        "begeleider": {
            "vraagt": ["deeltijds.waarborg"],
            "thuis": ["bleef op vaste momenten thuis zonder afspraak"],
            "leest": [
                "Een rustplek, die geen straf is", "Ik wou alleen wat plaats",
                "Ze krabde toen er te dicht gezeten werd",
            ],
            "register": [("T3", "2026-10-05", 5.0, "")],
        },
        "leerkracht": {"leest": ["Ik wou alleen wat plaats", "Ze krabde toen er te dicht gezeten werd"]},
        "clb": {
            "leest": ["Een rustplek, die geen straf is", "Het CKG vraagt om eerst samen te zitten"],
            "register": [("T3", "2026-10-05", 5.0, "")],
        },
        "ouders": {"leest": ["Een rustplek, die geen straf is"]},
    }  # fmt: skip
    story.do("begeleider", keeping.close, record=line, how="school", on=story.on)
    assert story.all_see(*SEEN) == {
        "directeur": {
            "vraagt": ["deeltijds.waarborg"],
            "thuis": ["bleef op vaste momenten thuis zonder afspraak"],
            "register": [("T3", "2026-10-05", 5.0, "school")],
        },
        "begeleider": {
            "vraagt": ["deeltijds.waarborg"],
            "thuis": ["bleef op vaste momenten thuis zonder afspraak"],
            "register": [("T3", "2026-10-05", 5.0, "school")],
        },
        "clb": {"register": [("T3", "2026-10-05", 5.0, "school")]},
    }  # fmt: skip


def test_nabil_who_may_not_be_suspended_and_needs_290_half_days(again):
    """C-09 (000:2737-2802): five, four half-days a week at the request of the school; next year no. The end is ours."""
    story = again(on=date(2026, 9, 7), name="Nabil", born=date(2021, 3, 3), level="kleuter")
    special, outside = (story.other_school(level="basis", school_kind="buitengewoon") for _n in range(2))
    story.region(special)
    story.by("ouders")
    incident = story.incident("vechten", "Hij duwde toen het te druk werd")
    begun = procedures.Begun(
        kind="preventieve_schorsing", words="Te gevaarlijk", incident=incident, danger="geweld", first_day=story.on,
        last_day=story.on,
    )  # fmt: skip
    assert story.refused(
        "directeur", procedures.open_procedure, pupil=story.pupil, school_id=story.school.pk, begun=begun
    ) == ["Een kleuter kan niet geschorst of uitgesloten worden. Zoek met ouders en CLB wat wel helpt."]
    # At home at the request of the school, which nobody agreed to: then it does not count as having been there.
    story.day(10, 30)
    missed(story, "B", date(2026, 9, 7), date(2026, 10, 30))
    assert story.all_see(*SEEN, "wacht", who=(*ACTORS, "secretariaat")) == {
        "directeur": {
            "vraagt": [
                "b.begeleiding", "b1.contact", "b10.politie", "b30.problematisch", "b5.begeleidingsdossier",
                "b5.melding_clb", "kleuter290", "onthechting", "tempo",
            ],
            "register": [("T2", "2026-09-07", 4.0, "")],
        },
        "begeleider": {
            "vraagt": [
                "b.begeleiding", "b1.contact", "b10.politie", "b30.problematisch", "b5.begeleidingsdossier",
                "b5.melding_clb", "kleuter290", "onthechting", "tempo",
            ],
            "register": [("T2", "2026-09-07", 4.0, "")],
        },
        "secretariaat": {
            "vraagt": [
                "b.begeleiding", "b1.contact", "b10.politie", "b30.problematisch", "b5.begeleidingsdossier",
                "b5.melding_clb", "kleuter290", "onthechting", "tempo",
            ],
        },
        "clb": {"vraagt": ["clb.traject"], "register": [("T2", "2026-09-07", 4.0, "")]},
    }  # fmt: skip
    story.day(11, 9)
    story.case()
    record(story, hours=12, review_on=date(2026, 12, 18), why="De klas van vijfentwintig is te veel")

    # "Next year it will not work any more": with the CLB the parents ask a place, and there is none.
    story.day(2, 22)
    asked = story.waits("clb", story.places(special, 0, kind="bubao", buo_type="basisaanbod", school_year=2027))
    missed(story, "P", date(2026, 11, 9), date(2027, 2, 19))
    assert story.all_see(*SEEN, "wacht") == {
        "directeur": {
            "vraagt": [
                "b.begeleiding", "b1.contact", "b10.politie", "b30.problematisch", "b5.begeleidingsdossier",
                "b5.melding_clb", "kleuter290", "p30.aandacht", "tempo",
            ],
            "thuis": ["is niet opnieuw bekeken"],
            "register": [("T3", "2026-09-07", 4.3, "")],
        },
        "begeleider": {
            "vraagt": [
                "b.begeleiding", "b1.contact", "b10.politie", "b30.problematisch", "b5.begeleidingsdossier",
                "b5.melding_clb", "kleuter290", "p30.aandacht", "tempo",
            ],
            "thuis": ["is niet opnieuw bekeken"],
            "register": [("T3", "2026-09-07", 4.3, "")],
        },
        "clb": {
            "vraagt": ["clb.traject", "p30.aandacht"],
            "thuis": ["is niet opnieuw bekeken"],
            "wacht": [("bubao", "wacht", 1)],
            "register": [("T3", "2026-09-07", 4.3, "")],
        },
        "ouders": {"wacht": [("bubao", "wacht", 1)]},
    }  # fmt: skip
    kept = ThuisOpVraag.objects.get()
    story.do("begeleider", home.review_home, home=kept, review_on=date(2027, 5, 28), text="Nog steeds te druk")
    # After Easter the search goes beyond the province: another school, of the region to which they may move.
    story.day(4, 12)
    missed(story, "P", date(2027, 2, 22), date(2027, 4, 12))
    story.near.members.add(Organisation.objects.get(pk=outside.pk))
    other = story.waits("clb", story.places(outside, 3, kind="bubao", buo_type="basisaanbod", school_year=2027))
    assert story.all_see("thuis", "wacht", "register") == {
        "directeur": {"register": [("T3", "2026-09-07", 4.0, "")]},
        "begeleider": {"register": [("T3", "2026-09-07", 4.0, "")]},
        "clb": {"wacht": [("bubao", "wacht", 1), ("bubao", "wacht", 1)], "register": [("T3", "2026-09-07", 4.0, "")]},
        "ouders": {"wacht": [("bubao", "wacht", 1), ("bubao", "wacht", 1)]},
    }  # fmt: skip
    desk = story.named("buo", "secretariaat", outside)
    story.do(desk, waiting.offer_place, application=other, on=story.on)
    story.day(6, 14)
    desk = story.named("buo", "secretariaat", outside)
    story.do(desk, waiting.enrol_from_list, application=other, on=story.on)
    story.do("clb", waiting.withdraw, application=asked, on=story.on)
    missed(story, "P", date(2027, 4, 13), story.on)
    story.do("begeleider", home.stop_home, home=kept)
    assert story.finds(desk, "wacht") == {"wacht": [("bubao", "ingeschreven", 1)]}
    enrolments.enrol(
        by=SYSTEM, pupil=story.pupil, school=outside, first_day=date(2027, 9, 1), level="lager", kind="buitengewoon"
    )
    story.later(date(2027, 9, 10))
    assert story.all_see("vraagt", "thuis", "wacht", "register") == {
        "directeur": {"register": [("T3", "2026-09-07", 4.0, "ingeschreven")]},
        "begeleider": {"register": [("T3", "2026-09-07", 4.0, "ingeschreven")]},
        "clb": {
            "wacht": [("bubao", "ingeschreven", 1), ("bubao", "stopgezet", 1)],
            "register": [("T3", "2026-09-07", 4.0, "ingeschreven")],
        },
        "ouders": {"wacht": [("bubao", "ingeschreven", 1), ("bubao", "stopgezet", 1)]},
    }  # fmt: skip


def missed(story, mark, first, last):
    """He comes on four mornings: Monday, Tuesday, Thursday and Friday."""
    story.marks(mark, first, last, parts=["nm"], days=("ma", "di", "do", "vr"))
    story.marks(mark, first, last, parts=["vm"], days=("wo",))


def test_alvin_who_waits_for_the_third_year(again):
    """C-02 (000:1331-1386): six, enrolled in a school where he never comes, three years on the lists. The end: ours."""
    story = again(on=date(2026, 9, 1), name="Alvin", born=date(2020, 4, 4), level="lager", grade=1)
    special = story.other_school(level="basis", school_kind="buitengewoon")
    story.region(special)
    story.by("ouders")
    earlier = None
    for year in (2024, 2025):
        slot = Slot.objects.create(school=special, school_year=year, kind="bubao", buo_type="9")
        earlier = Application.objects.create(
            pupil=story.pupil, slot=slot, school=special, school_year=year, asked_on=date(year, 3, 1), channel="ouders",
            state="meegenomen", state_on=date(year, 9, 1), since_year=2024, carried_from=earlier, kept_by=special,
        )  # fmt: skip
    story.case()
    line = story.waits("clb", story.places(special, 0, kind="bubao", buo_type="9"), asked_on=date(2026, 9, 1))
    assert line.years == 3
    story.day(10, 16)
    story.marks("P", date(2026, 9, 2), date(2026, 10, 16))
    # Nobody reported him: the register finds him, and says why.
    assert story.all_see(*SEEN, "wacht") == {
        "directeur": {
            "vraagt": ["p30.aandacht", "tempo", "thuiszitter"],
            "register": [("T3", "2026-09-02", 0.0, "")],
        },
        "begeleider": {
            "vraagt": ["p30.aandacht", "tempo", "thuiszitter"],
            "register": [("T3", "2026-09-02", 0.0, "")],
        },
        "clb": {
            "vraagt": ["p30.aandacht", "thuiszitter"],
            "wacht": [("bubao", "wacht", 3), ("bubao", "meegenomen", 2), ("bubao", "meegenomen", 1)],
            "register": [("T3", "2026-09-02", 0.0, "")],
        },
        "ouders": {"wacht": [("bubao", "wacht", 3), ("bubao", "meegenomen", 2), ("bubao", "meegenomen", 1)]},
    }  # fmt: skip
    found = Thuiszitter.objects.get()
    assert (found.enrolled, found.asked, found.reported) == (True, True, False)

    # A doctor of a CAR brings it to the CLB. A day centre refuses, another has a list; the brother has the same needs.
    story.day(10, 23)
    story.marks("P", date(2026, 10, 19), date(2026, 10, 23))
    brother = story.beside("Milo")
    link_siblings(by=SYSTEM, pupil=story.pupil, sibling=brother.pupil)
    story.do(
        "clb", intake.ask, pupil=story.pupil, centre_id=story.centre.pk, source="anderen",
        text="Al drie jaar thuis, zegt de arts van het CAR",
    )  # fmt: skip
    takes_up(story, "vraag")
    corrected = keeping.Said(verdict="anders", reason="T1a", since=date(2024, 9, 1))
    story.do("clb", keeping.judge, record=Thuiszitter.objects.get(), said=corrected)
    refused = story.track("clb", "dagactiviteit", "Dagcentrum A")
    story.do("clb", tracks.end_track, track=refused, on=story.on, how="geweigerd")
    story.track("clb", "dagactiviteit", "Dagcentrum B")
    much = "54 afwezige halve dagen in zes weken, alle codes samen"
    young = "6 jaar: nog veel ruimte om de band met de school te herstellen"
    assert story.all_see("casus", "register", "wacht", "deur", "leest") == {
        "directeur": {
            "casus": [("dagactiviteit", "gevraagd", "niemand", "doel"), ("dagactiviteit", "geweigerd")],
            "register": [("T1a", "2024-09-01", 0.0, "")],
        },
        "begeleider": {
            "casus": [("dagactiviteit", "gevraagd", "niemand", "doel"), ("dagactiviteit", "geweigerd")],
            "register": [("T1a", "2024-09-01", 0.0, "")],
        },
        "clb": {
            "deur": [("verzuim", "nieuw", young, much, "duurt 36 dagen")],
            "casus": [("dagactiviteit", "gevraagd", "niemand", "doel"), ("dagactiviteit", "geweigerd")],
            "leest": ["Al drie jaar thuis, zegt de arts van het CAR"],
            "wacht": [("bubao", "wacht", 3), ("bubao", "meegenomen", 2), ("bubao", "meegenomen", 1)],
            "register": [("T1a", "2024-09-01", 0.0, "")],
        },
        "ouders": {"wacht": [("bubao", "wacht", 3), ("bubao", "meegenomen", 2), ("bubao", "meegenomen", 1)]},
    }  # fmt: skip
    assert brother.finds("clb") == {}

    # A place comes free in January: who waits longest gets it.
    story.day(12, 18)
    story.marks("P", date(2026, 11, 9), date(2026, 12, 18))
    story.places(special, 1, kind="bubao", buo_type="9")
    desk = story.named("buo", "secretariaat", special)
    story.do(desk, waiting.offer_place, application=line, on=story.on)
    story.do("secretariaat", enrolments.deregister, enrolment=story.placement.enrolment, last_day=date(2027, 1, 3))
    story.day(1, 4)
    desk = story.named("buo", "secretariaat", special)
    story.do(desk, waiting.enrol_from_list, application=line, on=story.on)
    enrolments.enrol(
        by=SYSTEM, pupil=story.pupil, school=special, first_day=story.on, level="lager", kind="buitengewoon"
    )
    story.ask()
    assert story.all_see(*SEEN, "wacht", "casus") == {
        "directeur": {
            "casus": [("dagactiviteit", "gevraagd", "niemand", "doel"), ("dagactiviteit", "geweigerd")],
            "register": [("T1a", "2024-09-01", 0.0, "ingeschreven")],
        },
        "begeleider": {
            "casus": [("dagactiviteit", "gevraagd", "niemand", "doel"), ("dagactiviteit", "geweigerd")],
            "register": [("T1a", "2024-09-01", 0.0, "ingeschreven")],
        },
        "clb": {
            "casus": [("dagactiviteit", "gevraagd", "niemand", "doel"), ("dagactiviteit", "geweigerd")],
            "wacht": [("bubao", "ingeschreven", 3)],
            "register": [("T1a", "2024-09-01", 0.0, "ingeschreven")],
        },
        "ouders": {"wacht": [("bubao", "ingeschreven", 3), ("bubao", "meegenomen", 2), ("bubao", "meegenomen", 1)]},
    }  # fmt: skip
