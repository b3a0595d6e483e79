"""Who gets no or not full education, whatever the code: where it begins, what it rests on, and what is none."""

from datetime import date
from decimal import Decimal

import pytest

from leerrecht.law import thuis
from leerrecht.law.casus import Casus
from leerrecht.law.thuis import BRONNEN, EINDES, REDENEN, SPOREN, Grond, Spoor, bevinding, einde
from tests.law.ask import absent, event, make, measure

OCTOBER = "2025-10-17"  # a Friday


def find(op=OCTOBER, sporen=(), **rest):
    return bevinding(make(**rest), date.fromisoformat(op), sporen)


def short(found):
    """reason, since, half-days a week, grounds."""
    if found is None:
        return None
    return f"{found.reden or '?'} {found.sinds} {found.halve_dagen} {' '.join(one.soort for one in found.gronden)}"


def spoor(soort, van="2025-10-01", tot=None, **rest):
    return Spoor(date.fromisoformat(van), tot and date.fromisoformat(tot), soort=soort, **rest)


def mornings(first, last, code="Z"):
    return [absent(first, last, code=code, parts=["nm"])]


# 20 half-days in a row end on 17 October where they begin on 6 October with the afternoon of the third.
RUN = "2025-10-06"


@pytest.mark.parametrize(
    ("absences", "expected"),
    [
        # nineteen, twenty in a row
        ([absent("2025-10-06", OCTOBER), absent("2025-10-03", code="B", parts=["nm"])], None),
        ([absent("2025-10-03", OCTOBER)], "T2 2025-10-03 0.0 reeks"),
        ([absent("2025-10-03", OCTOBER, "Z")], "T3 2025-10-03 0.0 reeks"),
        ([absent("2025-10-03", OCTOBER, "P")], "T3 2025-10-03 0.0 reeks"),
        ([absent("2025-10-03", OCTOBER, "-")], "T2 2025-10-03 0.0 reeks"),
        ([absent("2025-10-03", OCTOBER, "M")], "T5 2025-10-03 0.0 reeks"),
        ([absent("2025-10-03", OCTOBER, "R")], "? 2025-10-03 0.0 reeks"),
        # part of the week: three weeks, four weeks; one half-day a week
        (mornings("2025-09-29", OCTOBER), None),
        (mornings("2025-09-22", OCTOBER), "T3 2025-09-22 5.0 deeltijds"),
        (mornings("2025-09-08", OCTOBER, "B"), "T2 2025-09-08 5.0 deeltijds"),
        (
            [absent(day, code="B", parts=["vm"]) for day in ("2025-09-22", "2025-09-29", "2025-10-06", "2025-10-13")],
            None,
        ),
        # care during lessons in special education, and a kleuter who need not come
        (mornings("2025-09-08", OCTOBER, "H"), None),
        (mornings("2025-09-08", OCTOBER, "A"), None),
        ([], None),
    ],
)
def test_absences_of_any_code(absences, expected):
    if absences and absences[0]["code"] == "Z":
        assert find(afwezigheden=absences) is None or find(afwezigheden=absences).vraag
    assert short(find(afwezigheden=absences)) == expected


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        ("2025-10-09", None),
        ("2025-10-10", "T2 2025-10-10 3.8 tempo"),
        # back for a week, and for two
        ("2025-10-17", "T2 2025-10-10 3.8 tempo"),
        ("2025-10-24", None),
    ],
)
def test_often_away_and_still(op, expected):
    absences = [absent("2025-09-25", "2025-09-30"), absent("2025-10-02", "2025-10-10")]
    assert short(find(op, afwezigheden=absences)) == expected


def test_part_of_the_week_since_a_first_week_that_began_before_the_year():
    # 1 September 2026 is a Tuesday
    gone = mornings("2026-09-01", "2026-09-25")
    found = find("2026-09-25", afwezigheden=gone)
    text = "sinds 1 september 2026 elke schoolweek minstens 2 halve dagen niet op school"
    assert found.gronden == (Grond("deeltijds", date(2026, 9, 1), text, ("000:618-632", "000:2804-2814")),)


GONE = [absent("2025-10-03", OCTOBER)]
RUN_OF_20 = Grond(
    "reeks",
    date(2025, 10, 3),
    "sinds 3 oktober 2025 minstens 20 halve dagen na elkaar niet op school, welke code er ook staat",
    ("000:545-561", "000:648-656"),
)


@pytest.mark.parametrize(
    ("op", "rest", "ground", "because"),
    [
        (OCTOBER, {"afwezigheden": GONE}, RUN_OF_20, "meestal afwezig met B (problematisch afwezig): 20 halve dagen"),
        (
            OCTOBER,
            {"afwezigheden": [{**GONE[0], "code": "-"}]},
            RUN_OF_20,
            "meestal afwezig met een code die nog onbekend is: 20 halve dagen",
        ),
        (
            OCTOBER,
            {"afwezigheden": [{**GONE[0], "code": "Z"}]},
            RUN_OF_20,
            "meestal afwezig met Z (ziekte): 20 halve dagen, zonder afspraak met het CLB of medisch attest",
        ),
        (OCTOBER, {"afwezigheden": [{**GONE[0], "code": "R"}]}, RUN_OF_20, "niets zegt nog waarom"),
        (
            OCTOBER,
            {"afwezigheden": GONE, "school": {"stelsel": "duaal"}},
            RUN_OF_20,
            "volgt duaal of deeltijds leren, en is er niet",
        ),
        (
            "2025-10-10",
            {"afwezigheden": [absent("2025-09-25", "2025-09-30"), absent("2025-10-02", "2025-10-10")]},
            Grond("tempo", date(2025, 10, 10), "20 halve dagen of meer afwezig binnen 42 dagen", ("001:2278-2282",)),
            "meestal afwezig met B (problematisch afwezig): 21 halve dagen",
        ),
        (
            OCTOBER,
            {"maatregelen": [measure("definitieve_uitsluiting", "2025-10-06")]},
            Grond(
                "uitsluiting",
                date(2025, 10, 6),
                "definitief uitgesloten op 6 oktober 2025 en nog zonder nieuwe school",
                ("000:1394-1422", "000:2525-2553"),
            ),
            "definitief uitgesloten en nog zonder nieuwe school",
        ),
        (
            OCTOBER,
            {"maatregelen": [measure("preventieve_schorsing", "2025-10-13", OCTOBER)]},
            Grond(
                "maatregel",
                date(2025, 10, 13),
                "door een maatregel van de school niet in de les sinds 13 oktober 2025",
                ("000:2307-2309", "000:7867-7911"),
            ),
            "een maatregel van de school houdt de leerling uit de les",
        ),
    ],
)
def test_ground_and_reason_in_words(op, rest, ground, because):
    found = find(op, **rest)
    assert (found.gronden, found.reden_omdat) == ((ground,), because)


def test_nowhere_enrolled_says_where_that_stands():
    text = "leerplichtig en nergens ingeschreven sinds 1 september 2017"
    assert find(inschrijvingen=[]).gronden == (
        Grond("niet_ingeschreven", date(2017, 9, 1), text, ("000:2360-2373",)),
    )  # fmt: skip


def test_a_week_that_only_began_says_nothing_yet():
    absences = mornings("2025-09-15", "2025-10-17")
    assert short(find("2025-10-20", afwezigheden=absences)).endswith("deeltijds")
    assert short(find("2025-10-22", afwezigheden=absences)).endswith("deeltijds")
    assert find("2025-10-24", afwezigheden=absences, instellingen={"tempo_drempel": None}) is None


def test_days_at_school_in_the_first_week_of_the_year():
    absences = [absent("2025-09-02", "2025-09-03", code="Z")]
    found = find("2025-09-05", [spoor(next(iter(SPOREN)), "2025-09-01")], afwezigheden=absences)
    assert found.halve_dagen == Decimal("6.0")


@pytest.mark.parametrize(
    ("op", "absences", "expected"),
    [
        # the first day of the year is a day already
        ("2025-09-01", [], "9.0"),
        ("2025-09-01", [absent("2025-09-01", parts=["vm"])], "4.5"),
        # 1 September 2026 is a Tuesday: the week begins before the year
        ("2026-09-02", [absent("2026-09-01")], "3.0"),
    ],
)
def test_half_days_at_school_in_the_first_days_of_the_year(op, absences, expected):
    found = find(op, [spoor("thuis_ouders", "2025-09-01")], afwezigheden=absences)
    assert found.halve_dagen == Decimal(expected)


def test_who_came_late_was_at_school():
    marks = [(date(2025, 9, 1), "vm", "L"), (date(2025, 9, 1), "nm", "L"), (date(2025, 9, 2), "vm", "B")]
    known = make()
    casus = Casus.of_marks(known.leerling, known.inschrijvingen, marks)
    found = bevinding(casus, date(2025, 9, 2), [spoor("thuis_ouders", "2025-09-01")])
    # three of the four half-days
    assert found.halve_dagen == Decimal("6.8")


def test_codes_of_the_absences_the_most_first():
    absences = [absent("2025-09-22", "2025-09-22", "B"), absent("2025-09-23", OCTOBER, "Z")]
    assert find(afwezigheden=absences).codes == (("Z", 34), ("B", 2))


def test_part_of_the_week_begins_with_what_was_missed_at_the_school_of_now():
    schools = [
        {"school": "S0", "niveau": "secundair", "van": "2025-09-01", "tot": "2025-09-23"},
        {"school": "S1", "niveau": "secundair", "van": "2025-09-24"},
    ]
    gone = [
        *mornings("2025-09-22", "2025-09-22"),
        absent("2025-09-24", "2025-09-24", "Z"),
        *mornings("2025-09-25", OCTOBER),
    ]
    assert short(find(inschrijvingen=schools, afwezigheden=gone)) == "T3 2025-09-24 4.8 deeltijds"


def test_away_since_before_the_summer():
    absences = [absent("2026-06-01", "2026-06-30", "Z"), absent("2026-09-01", "2026-09-02", "Z")]
    assert short(find("2026-09-02", afwezigheden=absences)) == "T3 2026-06-01 0.0 reeks"
    assert short(find("2026-07-20", afwezigheden=absences)) == "T3 2026-06-01 0.0 reeks"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ({"inschrijvingen": []}, "? 2017-09-01 0.0 niet_ingeschreven"),
        ({"inschrijvingen": [], "pupil": {"domicilie": "NL"}}, None),
        ({"school": {"tot": "2025-10-10"}}, "? 2025-10-11 0.0 niet_ingeschreven"),
        ({"inschrijvingen": [], "pupil": {"huisonderwijs": [{"van": "2017-09-01"}]}}, None),
        ({"inschrijvingen": [], "born": "2005-05-03"}, None),
    ],
)
def test_without_a_school(rest, expected):
    found = find(**rest)
    assert short(found) == expected
    assert found is None or (found.ingeschreven, found.leerplichtig) == (False, True)


def test_a_child_too_young_on_a_list_for_a_place():
    young = {"born": "2022-05-03", "inschrijvingen": []}
    assert find(**young) is None
    found = find(sporen=[spoor("wachtlijst", "2025-03-01"), spoor("wachtlijst", "2025-04-01")], **young)
    assert short(found) == "T1a 2025-03-01 0.0 wacht_zonder_school"
    assert not found.leerplichtig
    assert find(sporen=[spoor("wachtlijst")]) is None


DU = "definitieve_uitsluiting"


@pytest.mark.parametrize(
    ("measures", "rest", "expected"),
    [
        ([measure(DU, "2025-10-06")], {}, "T1b 2025-10-06 0.0 uitsluiting"),
        ([measure(DU, "2025-10-06")], {"school": {"niveau": "lager"}}, "T1b 2025-10-06 0.0 uitsluiting"),
        (
            [measure(DU, "2025-10-06")],
            {"inschrijvingen": [
                {"school": "S1", "niveau": "secundair", "van": "2025-09-01", "tot": "2025-10-12"},
                {"school": "S2", "niveau": "secundair", "van": "2025-10-13"},
            ]},
            None,
        ),
        ([measure("preventieve_schorsing", "2025-10-13", "2025-10-17")], {}, "T3 2025-10-13 0.0 maatregel"),
        ([measure("tijdelijke_uitsluiting", "2025-10-06", "2025-10-10")], {}, None),
    ],
)  # fmt: skip
def test_measures(measures, rest, expected):
    assert short(find(maatregelen=measures, **rest)) == expected


@pytest.mark.parametrize(
    ("sporen", "absences", "expected"),
    [
        (["thuis_school"], [], "T3 2025-10-01 9.0 thuis_school"),
        (["thuis_ouders"], [], "T2 2025-10-01 9.0 thuis_ouders"),
        (["thuis_arts"], [], "T4 2025-10-01 9.0 thuis_arts"),
        (["zoektocht"], [], "T1a 2025-10-01 9.0 zoektocht"),
        (["zoektocht_na_uitsluiting", "verblijf_voorziening"], [], "T1b 2025-10-01 9.0 zoektocht_na_uitsluiting"),
        (["ziek"], [], "T4 2025-10-01 9.0 ziek"),
        (["werk"], [], "T5 2025-10-01 9.0 werk"),
        (["buiten_school", "voorziening"], [], "T7 2025-10-01 9.0 buiten_school voorziening"),
        (["genoteerd"], [], "? 2025-10-01 9.0 genoteerd"),
        (["verblijf_voorziening", "verblijf_trekkend"], [], None),
        (["verblijf_voorziening"], [absent("2025-10-03", OCTOBER, "B")], "T7 2025-10-03 0.0 reeks"),
        (["verblijf_trekkend"], [absent("2025-10-03", OCTOBER, "B")], "T8 2025-10-03 0.0 reeks"),
        (["wachtlijst"], [absent("2025-10-03", OCTOBER, "P")], "T1a 2025-10-03 0.0 reeks"),
        (["wachtlijst", "thuis_school"], [absent("2025-10-03", OCTOBER, "Z")], "T3 2025-10-01 0.0 thuis_school reeks"),
    ],
)
def test_what_other_rooms_know(sporen, absences, expected):
    assert short(find(sporen=[spoor(soort) for soort in sporen], afwezigheden=absences)) == expected


def test_home_altogether_is_no_half_day_whatever_the_register_says():
    assert short(find(sporen=[spoor("thuis_arts", niets=True)])) == "T4 2025-10-01 0.0 thuis_arts"


def test_what_began_later_or_ended_counts_no_more():
    assert find(sporen=[spoor("ziek", "2025-10-18"), spoor("ziek", "2025-09-01", "2025-10-16")]) is None


def test_home_education_by_want_of_something_that_fits():
    found = find(sporen=[spoor("huisonderwijs")], inschrijvingen=[], pupil={"huisonderwijs": [{"van": "2017-09-01"}]})
    assert short(found) == "T6 2025-10-01 0.0 huisonderwijs"


def test_alternatives_and_their_hours():
    many = [
        spoor("ziek", naam="TOAH", uren=Decimal(4)), spoor("buiten_school", naam="NAFT", uren=Decimal("6.5")),
        spoor("voorziening"),
    ]  # fmt: skip
    found = find(sporen=many)
    assert (found.alternatief, found.uren) == (("NAFT", "TOAH", SPOREN["voorziening"]), Decimal("10.5"))
    assert [one.tekst for one in found.gronden if one.soort == "ziek"] == ["krijgt onderwijs als zieke leerling: TOAH"]
    assert find(sporen=[spoor("werk")]).uren is None


AGREED = [event("2025-09-20", "deeltijds_akkoord_clb")]
ILL = mornings("2025-09-15", OCTOBER)


@pytest.mark.parametrize(
    ("rest", "sporen", "asked", "reason"),
    [
        ({}, [], True, "T3"),
        ({"gebeurtenissen": AGREED}, [], False, "T4"),
        ({"attesten": [{"soort": "medisch", "van": "2025-09-15", "tot": "2025-10-31"}]}, [], False, "T4"),
        ({"attesten": [{"soort": "medisch", "van": "2025-09-01", "tot": "2025-09-05"}]}, [], True, "T3"),
        ({"attesten": [{"soort": "ouderverklaring", "van": "2025-09-15", "tot": "2025-10-31"}]}, [], True, "T3"),
        ({}, ["ziek"], False, "T4"),
        ({}, ["thuis_arts"], False, "T4"),
        ({"afwezigheden": mornings("2025-09-15", OCTOBER, "P"),
          "attesten": [{"soort": "medisch", "van": "2025-09-15", "tot": "2025-10-31"}]}, [], True, "T3"),
        ({"afwezigheden": mornings("2025-09-15", OCTOBER, "B")}, [], False, "T2"),
    ],
)  # fmt: skip
def test_guard_on_home_at_the_request_of_the_school(rest, sporen, asked, reason):
    found = find(**{"afwezigheden": ILL, **rest}, sporen=[spoor(soort, "2025-10-15") for soort in sporen])
    assert (found.vraag, found.reden) == (asked, reason)


MOVED = [
    {"school": "S1", "niveau": "secundair", "van": "2025-09-01", "tot": "2025-10-05"},
    {"school": "S2", "niveau": "secundair", "van": "2025-10-06"},
]


@pytest.mark.parametrize(
    ("op", "absences", "expected"),
    [
        # twenty in a row over two schools, ten weeks of it at the former: the new one counts its own alone
        ("2025-10-17", [absent("2025-10-01", OCTOBER)], None),
        ("2025-10-20", [absent("2025-10-01", "2025-10-20")], "T2 2025-10-06 0.0 reeks"),
        ("2025-10-17", mornings("2025-09-08", OCTOBER, "B"), None),
        ("2025-10-31", mornings("2025-09-08", "2025-10-31", "B"), None),
        ("2025-11-14", mornings("2025-09-08", "2025-11-14", "B"), "T2 2025-10-06 5.0 deeltijds"),
        ("2025-10-10", [absent("2025-09-25", "2025-09-30"), absent("2025-10-02", "2025-10-10")], None),
    ],
)
def test_a_new_school_learns_nothing_of_the_former(op, absences, expected):
    assert short(find(op, afwezigheden=absences, inschrijvingen=MOVED)) == expected


@pytest.mark.parametrize("stelsel", ["duaal", "deeltijds"])
def test_away_from_work_and_learning(stelsel):
    found = find(afwezigheden=[absent("2025-10-03", OCTOBER, "B")], school={"stelsel": stelsel})
    assert (found.reden, found.codes) == ("T5", (("B", 20),))


def test_nothing_held_yet_in_the_school_year():
    found = find("2025-09-06", sporen=[spoor("thuis_school", "2025-09-06")])
    assert (found.halve_dagen, found.kenmerk) == (None, ("thuis_school 2025-09-06",))
    # In 2024 school began on Monday the second.
    early = make(school={"van": "2024-09-01"})
    assert bevinding(early, date(2024, 9, 1), [Spoor(date(2024, 9, 1), soort="thuis_school")]).halve_dagen is None


def test_the_threshold_of_the_run_may_be_switched_off():
    absences = [absent("2025-10-03", OCTOBER)]
    assert find(afwezigheden=absences, instellingen={"thuiszitter_drempel": None, "tempo_drempel": None}) is None
    assert short(find(afwezigheden=absences, instellingen={"thuiszitter_drempel": None})).endswith("tempo")


EXEMPT = [{"van": "2025-09-01", "reden": "handicap"}]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ({}, "school"),
        ({"school": {"school": "S2"}}, "ingeschreven"),
        ({"inschrijvingen": [], "pupil": {"domicilie": "NL"}}, "buitenland"),
        ({"inschrijvingen": [], "pupil": {"diploma_secundair": "2025-06-30"}}, "diploma"),
        ({"inschrijvingen": [], "pupil": {"diploma_secundair": "2025-10-17"}}, "diploma"),
        ({"inschrijvingen": [], "pupil": {"diploma_secundair": "2025-10-18"}}, "anders"),
        ({"inschrijvingen": [], "pupil": {"vrijstellingen": EXEMPT}}, "vrijstelling"),
        ({"inschrijvingen": [], "pupil": {"huisonderwijs": [{"van": "2025-09-01"}]}}, "huisonderwijs"),
        ({"inschrijvingen": [], "born": "2005-05-03"}, "leerplicht"),
        ({"inschrijvingen": [], "pupil": {"diploma_secundair": "2025-12-30"}}, "anders"),
    ],
)  # fmt: skip
def test_how_it_ended(rest, expected):
    assert einde(make(**rest), date(2025, 10, 17), "S1") == expected


def test_whoever_had_no_school_is_enrolled_now():
    assert einde(make(), date(2025, 10, 17), None) == "ingeschreven"


def test_each_reason_and_kind_has_words():
    assert (set(REDENEN), set(BRONNEN) - set(REDENEN), "school" in EINDES) == (set(BRONNEN), set(), True)
    assert {kind for _reason, kinds in thuis._VOLGORDE for kind in kinds} - set(SPOREN) == {"uitsluiting"}
    assert set(SPOREN) >= (thuis.ACHTERGROND | thuis.ALTERNATIEF | thuis.OP_VRAAG)
