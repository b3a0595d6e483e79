"""Reading a casus: what is understood, and how a fault is named."""

import json
import time
from contextlib import suppress
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from leerrecht.law.casus import (
    OPEN_END,
    Attest,
    Casus,
    CasusFout,
    Gebeurtenis,
    Inschrijving,
    Leerling,
    Maatregel,
    Periode,
    Toah,
)
from leerrecht.law.command import regelwijzer
from leerrecht.law.reader import load, parse_casus, read_casus
from leerrecht.law.strip import build
from leerrecht.law.tables import INSTELLINGEN

WHOLE = """
leerling:
  geboortedatum: 2011-05-03
  nationaliteit: NO
  register_inschrijving: 2025-01-02
  domicilie: BE
  diploma_secundair: null
  twee_leerjaren_so_beeindigd: 2025-06-30
  vrijstellingen: [{van: 2024-09-01, tot: 2024-10-01, reden: handicap}]
  huisonderwijs: [{tot: 2020-06-30}]
  afstand_school_km: 4.2
inschrijvingen:
- {school: 1, niveau: secundair, soort: gewoon, stelsel: voltijds, van: 2025-09-01, tot: null, b_vorige_school: 3}
vrije_dagen: [2025-11-10]
afwezigheden:
- {van: 2025-10-06, tot: 2025-10-08, dagdelen: [vm], code: B, grond: te_laat}
- {van: 2025-10-07, tot: 2025-10-07, code: "-"}
- {van: 2025-11-10, tot: 2025-11-10, code: Z}
- {van: 2025-10-08, tot: 2025-10-08}
attesten:
- {soort: ouderverklaring, van: 2025-10-13, tot: 2025-10-14}
gebeurtenissen:
- {datum: 2025-10-07, soort: contact_ouders, school: S1, bij: 2025-10-01}
toah:
- {van: 2025-10-01}
maatregelen:
- {soort: preventieve_schorsing, school: S1, van: 2025-12-01, tot: 2025-12-02}
instellingen: {politie_drempel: null, thuiszitter_drempel: 12, tucht_motivering_van: 2027-09-01}
"""


def test_whole_casus_is_read():
    free = frozenset({date(2025, 11, 10)})
    marks = [
        (date(2025, 10, 6), "vm", "B"),
        (date(2025, 10, 7), "vm", "-"),
        (date(2025, 10, 7), "nm", "-"),
        (date(2025, 10, 8), "vm", "-"),
    ]
    assert read_casus(WHOLE) == Casus(
        leerling=Leerling(
            date(2011, 5, 3),
            "NO",
            date(2025, 1, 2),
            "BE",
            None,
            date(2025, 6, 30),
            (Periode(date(2024, 9, 1), date(2024, 10, 1)),),
            (Periode(date(2011, 5, 3), date(2020, 6, 30)),),
            4.2,
        ),
        inschrijvingen=(Inschrijving(date(2025, 9, 1), None, "1", "secundair", "gewoon", "voltijds", 3, free),),
        halve_dagen={2025: build(2025, marks, free)},
        gronden={(date(2025, 10, 6), "vm"): "te_laat"},
        attesten=(Attest(date(2025, 10, 13), date(2025, 10, 14), "ouderverklaring"),),
        gebeurtenissen=(Gebeurtenis(date(2025, 10, 7), "contact_ouders", "S1", date(2025, 10, 1)),),
        toah=(Toah(date(2025, 10, 1), None, "langdurig"),),
        maatregelen=(Maatregel(date(2025, 12, 1), date(2025, 12, 2), "preventieve_schorsing", "S1"),),
        instellingen={"politie_drempel": None, "thuiszitter_drempel": 12, "tucht_motivering_van": date(2027, 9, 1)},
        vrije_dagen=free,
    )


def test_smallest_casus_is_read():
    expected = Casus(leerling=Leerling(date(2011, 5, 3)))
    assert read_casus('{"leerling": {"geboortedatum": "2011-05-03"}}') == expected
    assert parse_casus({"leerling": {"geboortedatum": date(2011, 5, 3)}, "instellingen": None}) == expected


def test_later_entry_takes_the_ground_away():
    base = {"leerling": {"geboortedatum": "2011-05-03"}}
    entries = [
        {"van": "2025-10-06", "tot": "2025-10-11", "code": "R", "grond": "feestdag"},
        {"van": "2025-10-06", "tot": "2025-10-06", "dagdelen": ["vm"], "code": "Z"},
        {"van": "2025-10-08", "tot": "2025-10-10", "code": "B"},
    ]
    casus = parse_casus({**base, "afwezigheden": entries})
    day = date(2025, 10, 6), date(2025, 10, 7)
    assert casus.gronden == {(day[0], "nm"): "feestdag", (day[1], "vm"): "feestdag", (day[1], "nm"): "feestdag"}


def test_open_absence_is_followed_to_the_end_of_the_enrolment():
    data = {
        "leerling": {"geboortedatum": "2011-05-03"},
        "inschrijvingen": [{"van": "2025-09-01", "tot": "2025-10-07"}],
        "afwezigheden": [{"van": "2025-10-06", "code": "Z"}],
    }
    assert parse_casus(data).halve_dagen[2025].count(b"Z") == 4
    data["inschrijvingen"] = []
    assert sorted(parse_casus(data).halve_dagen) == [2025, 2026, 2027, 2028, 2029, 2030]
    data["inschrijvingen"] = [{"van": "2020-09-01", "tot": "2021-06-30"}]
    assert parse_casus(data).halve_dagen[2025].strip() == b""


def test_enrolments_that_follow_each_other():
    first, second = Inschrijving(date(2025, 9, 1), school="S1"), Inschrijving(date(2026, 1, 5), school="S2")
    casus = Casus(Leerling(date(2011, 5, 3)), (second, first))
    assert casus.perioden == ((date(2025, 9, 1), date(2026, 1, 4), first), (date(2026, 1, 5), OPEN_END, second))
    assert (casus.inschrijving_op(date(2026, 1, 4)), casus.inschrijving_op(date(2025, 8, 31))) == (first, None)


def test_marks_become_strips_per_school_year():
    casus = Casus.of_marks(
        Leerling(date(2011, 5, 3)),
        [Inschrijving(date(2025, 9, 1))],
        [(date(2025, 10, 6), "vm", "B"), (date(2026, 10, 5), "nm", "L"), (date(2025, 6, 2), "nm", "B")],
    )
    assert {year: strip.strip(b" .") for year, strip in casus.halve_dagen.items()} == {
        2025: b"B",
        2026: b"L",
        2024: b"",
    }
    assert casus.strip(2027) == build(2027, [])


def test_marks_without_any_enrolment_leave_out_the_free_days_given():
    day = date(2025, 10, 6)
    casus = Casus.of_marks(Leerling(date(2011, 5, 3)), [], [(day, "vm", "H")], vrije_dagen=frozenset({day}))
    assert casus.strip(2025).count(b"H") == 0


LL = "leerling: {geboortedatum: 2011-05-03}\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "de casus: hier horen sleutels met waarden, geen lege waarde"),
        ("[]", "de casus: hier horen sleutels met waarden, geen lijst"),
        ("3", "de casus: hier horen sleutels met waarden, geen getal"),
        ("tekst", "de casus: hier horen sleutels met waarden, geen tekst"),
        ("true", "de casus: hier horen sleutels met waarden, geen ja of nee"),
        ("{}", "leerling.geboortedatum: ontbreekt"),
        ("leerling: {nationaliteit: BE}", "leerling.geboortedatum: ontbreekt"),
        (
            "leerling: {geboortedatum: 2011-02-30}",
            "leerling.geboortedatum: '2011-02-30' is geen bestaande datum (schrijf jjjj-mm-dd)",
        ),
        (
            "leerling: {geboortedatum: 3-5-2011}",
            "leerling.geboortedatum: '3-5-2011' is geen bestaande datum (schrijf jjjj-mm-dd)",
        ),
        (
            "leerling: {geboortedatum: 20110503}",
            "leerling.geboortedatum: '20110503' is geen bestaande datum (schrijf jjjj-mm-dd)",
        ),
        (
            LL + "adres: x",
            (
                "adres: 'adres' is geen sleutel hier; kies uit leerling, inschrijvingen, vrije_dagen, "
                "afwezigheden, attesten, gebeurtenissen, toah, maatregelen, instellingen, meer"
            ),
        ),
        (
            "leerling: {geboortedatum: 2011-05-03, nationaliteit: true}",
            "leerling.nationaliteit: hier hoort een tekst, geen ja of nee",
        ),
        (
            "leerling: {geboortedatum: 2011-05-03, nationaliteit: [BE]}",
            "leerling.nationaliteit: hier hoort een tekst, geen lijst",
        ),
        (
            "leerling: {geboortedatum: 2011-05-03, nationaliteit: {a: b}}",
            "leerling.nationaliteit: hier hoort een tekst, geen groep sleutels",
        ),
        (
            "leerling: {geboortedatum: 2011-05-03, afstand_school_km: -1}",
            "leerling.afstand_school_km: '-1' is geen afstand in km",
        ),
        (
            "leerling: {geboortedatum: 2011-05-03, afstand_school_km: .inf}",
            "leerling.afstand_school_km: '.inf' is geen afstand in km",
        ),
        (
            "leerling: {geboortedatum: 2011-05-03, afstand_school_km: ver}",
            "leerling.afstand_school_km: 'ver' is geen afstand in km",
        ),
        (
            "leerling: {geboortedatum: 2011-05-03, afstand_school_km: true}",
            "leerling.afstand_school_km: 'True' is geen afstand in km",
        ),
        (
            "leerling: {geboortedatum: 2011-05-03, vrijstellingen: [{van: 2025-09-01, reden: huwelijk}]}",
            (
                "leerling.vrijstellingen[0].reden: 'huwelijk' is geen grond voor vrijstelling; "
                "dat kan alleen om een handicap"
            ),
        ),
        (LL + "inschrijvingen: {school: S1}", "inschrijvingen: hier hoort een lijst, geen groep sleutels"),
        (LL + "inschrijvingen: [S1]", "inschrijvingen[0]: hier horen sleutels met waarden, geen tekst"),
        (
            LL + "inschrijvingen: [{niveau: hoger}]",
            "inschrijvingen[0].niveau: 'hoger' is geen niveau; kies kleuter, lager of secundair",
        ),
        (
            LL + "inschrijvingen: [{soort: bijzonder}]",
            "inschrijvingen[0].soort: 'bijzonder' is geen soort onderwijs; kies gewoon of buitengewoon",
        ),
        (
            LL + "inschrijvingen: [{stelsel: halftijds}]",
            "inschrijvingen[0].stelsel: 'halftijds' is geen stelsel; kies voltijds, deeltijds of duaal",
        ),
        (
            LL + "inschrijvingen: [{van: 2025-09-01, tot: 2025-08-31}]",
            "inschrijvingen[0].tot: 2025-08-31 ligt voor het begin, 2025-09-01",
        ),
        (
            LL + "inschrijvingen: [{b_vorige_school: -1}]",
            "inschrijvingen[0].b_vorige_school: '-1' is geen geheel getal vanaf 0",
        ),
        (
            LL + "inschrijvingen: [{b_vorige_school: true}]",
            "inschrijvingen[0].b_vorige_school: 'True' is geen geheel getal vanaf 0",
        ),
        (
            LL + "inschrijvingen: [{school: S1, van: 2025-09-01, tot: 2026-06-30}, {school: S2, van: 2026-01-05}]",
            "inschrijvingen[1].van: S2 begint op 2026-01-05, maar S1 begon op 2025-09-01 en loopt tot 2026-06-30",
        ),
        (
            LL + "inschrijvingen: [{van: 2025-09-01}, {van: 2025-09-01}]",
            "inschrijvingen[1].van: de school begint op 2025-09-01, maar een andere begon op 2025-09-01",
        ),
        (
            LL + "vrije_dagen: [2025-11-10, 2025-11-31]",
            "vrije_dagen[1]: '2025-11-31' is geen bestaande datum (schrijf jjjj-mm-dd)",
        ),
        (
            LL + "afwezigheden: [{van: 2025-10-06}, {van: 2025-10-06}, {van: 2025-10-06, code: Q}]",
            "afwezigheden[2].code: 'Q' is geen code; kies A, R, Z, M, H, P, B of -",
        ),
        (
            LL + "afwezigheden: [{van: 2025-10-06, code: L}]",
            "afwezigheden[0].code: 'L' is geen code; kies A, R, Z, M, H, P, B of -",
        ),
        (LL + "afwezigheden: [{code: B}]", "afwezigheden[0].van: ontbreekt"),
        (
            LL + "afwezigheden: [{van: 2025-10-06, dagdelen: [voormiddag]}]",
            "afwezigheden[0].dagdelen: 'voormiddag' is geen dagdeel; kies vm of nm",
        ),
        (
            LL + "afwezigheden: [{van: 2005-10-06}]",
            "afwezigheden[0].van: 2005-10-06 ligt buiten de bekende schoolkalenders",
        ),
        (
            LL + "afwezigheden: [{van: 2025-10-06, tot: 2099-10-06}]",
            "afwezigheden[0].van: 2099-10-06 ligt buiten de bekende schoolkalenders",
        ),
        (
            LL + "afwezigheden: [{van: 2025-10-06, code: B, grond: familieraad}]",
            "afwezigheden[0].grond: 'familieraad' hoort bij code R, niet bij B",
        ),
        (LL + "attesten: [{van: 2025-10-06}]", "attesten[0].soort: ontbreekt"),
        (
            LL + "attesten: [{van: 2025-10-06, soort: briefje}]",
            (
                "attesten[0].soort: 'briefje' is geen soort attest; "
                "kies ouderverklaring, medisch, chronisch, type5 of dixit"
            ),
        ),
        (LL + "gebeurtenissen: [{soort: contact_ouders}]", "gebeurtenissen[0].datum: ontbreekt"),
        (
            LL + "gebeurtenissen: [{soort: contact_ouders, datum: 2025-10-06, bij: 2025-10-05}]",
            "gebeurtenissen[0].bij: er begint geen maatregel of TOAH-periode op 2025-10-05",
        ),
        (
            LL + "toah: [{van: 2025-10-06, grond: kort}]",
            "toah[0].grond: 'kort' is geen grond; kies langdurig of chronisch",
        ),
        (LL + "maatregelen: [{van: 2025-10-06}]", "maatregelen[0].soort: ontbreekt"),
        (
            LL + "instellingen: {politiedrempel: 3}",
            ("instellingen.politiedrempel: 'politiedrempel' is geen sleutel hier; kies uit " + ", ".join(INSTELLINGEN)),
        ),
        (
            LL + "instellingen: {politie_drempel: 0}",
            "instellingen.politie_drempel: een drempel is minstens 1, of null om hem uit te zetten",
        ),
        (
            LL + "instellingen: {politie_drempel: veel}",
            "instellingen.politie_drempel: 'veel' is geen geheel getal vanaf 0",
        ),
        (
            '{"leerling": {"geboortedatum": "2011-05-03"}, "inschrijvingen": [{"school": "\\ud83d"}]}',
            "inschrijvingen[0].school: hier staat een half teken, dat niet te lezen is",
        ),
        (LL + LL, "'leerling' staat er twee keer (regel 2)"),
        ('{"leerling": 1, "leerling": 2}', "'leerling' staat er twee keer"),
        ("leerling: &a {geboortedatum: 2011-05-03}", "ankers en verwijzingen (& en *) mogen niet"),
        ("a: *b", "ankers en verwijzingen (& en *) mogen niet"),
        ("leerling: !!python/name:os.system", "soorten (! en !!) mogen niet"),
        ("a: [", "dit is geen geldige YAML of JSON (regel 2, kolom 1)"),
        ("? [a]\n: b", "dit is geen geldige YAML of JSON"),
        ("? {a: b}\n: c", "dit is geen geldige YAML of JSON"),
        ("a: !!int ''", "soorten (! en !!) mogen niet"),
        (
            "leerling: {geboortedatum: 0x" + "f" * 40 + "}",
            "leerling.geboortedatum: '0x" + "f" * 40 + "' is geen bestaande datum (schrijf jjjj-mm-dd)",
        ),
        ("a: \x07", "dit is geen geldige YAML of JSON"),
        ("[" * 40 + "]" * 40 + ",", "de tekst is te diep genest"),
        ("[" * 100_000, "de tekst is te diep genest"),
        ("a" * 1_000_001, "de tekst is groter dan 1 MB"),
        ("a: !!timestamp x", "soorten (! en !!) mogen niet"),
        ('{"leerling": ' + "1" * 5000 + "}", "leerling: hier horen sleutels met waarden, geen tekst"),
        ("- a\n" * 200_000, "de tekst heeft te veel onderdelen"),
        (LL + "toah:\n" + "- {van: 2025-10-06}\n" * 3001, "toah: hier staan 3001 regels, hoogstens 3000 kan"),
        (
            "leerling: {geboortedatum: 2011-05-03, afstand_school_km: 1" + "0" * 400 + "}",
            "leerling.afstand_school_km: '1" + "0" * 400 + "' is geen afstand in km",
        ),
        (
            "leerling: {geboortedatum: 2011-05-03, register_inschrijving: 9999-12-31}",
            "leerling.register_inschrijving: 9999-12-31 ligt niet tussen 1900 en 2199",
        ),
        ("leerling: {geboortedatum: 1899-12-31}", "leerling.geboortedatum: 1899-12-31 ligt niet tussen 1900 en 2199"),
        (
            "leerling: {geboortedatum: 2011-13-01}",
            "leerling.geboortedatum: '2011-13-01' is geen bestaande datum (schrijf jjjj-mm-dd)",
        ),
    ],
)
def test_fault_names_the_word_and_its_place(text, fault):
    with pytest.raises(CasusFout) as error:
        read_casus(text)
    assert str(error.value) == fault


@pytest.mark.parametrize(
    "text",
    [
        "a: 1" + ":59" * 300_000,
        "a: 1" + ":59" * 300_000 + ".5",
        "{" + ",".join(f'"k{number}":0' for number in range(80_000)) + ',"z":0,"z":0}',
    ],
)
def test_text_that_is_slow_to_read_elsewhere_is_read_or_refused_at_once(text):
    begun = time.process_time()
    with pytest.raises(CasusFout):
        read_casus(text)
    assert time.process_time() - begun < 5


def test_number_is_written_in_digits_alone():
    assert load("{a: 012345, b: 1_000, c: 1:30, d: 0x1F, e: 12, f: -3.5, g: 1.0e-05}") == {
        "a": "012345", "b": "1_000", "c": "1:30", "d": "0x1F", "e": 12, "f": -3.5, "g": 0.00001,
    }  # fmt: skip


def test_other_kind_of_value_has_a_name_too():
    with pytest.raises(CasusFout, match="geen waarde van die soort"):
        parse_casus(("leerling",))


def test_every_kind_of_yaml_trouble_is_a_casus_fout():
    for text in (
        "--- a\n--- b",
        "a: 'b",
        "%TAG x",
        "{a: b}}",
        "\ud800",
        "key: [1, 2",
        "a:\n\t- b",
        "!!set {a}",
        "!!binary x",
        "<<: {a: b}",
    ):
        with pytest.raises(CasusFout):
            read_casus(text)
    assert yaml.__with_libyaml__


def test_end_beyond_all_reckoning_is_an_open_one():
    casus = read_casus(LL + "inschrijvingen: [{van: 2025-09-01, tot: 9999-12-31}]")
    assert casus.inschrijvingen == (Inschrijving(date(2025, 9, 1), None),)


BOMB = "a0: [lol, lol]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "[" * 500_000,
        '{"a":' * 150_000,
        "- - - - - - - - - - - - - a\n" * 30_000,
        "a: " + "x" * 100_000_000,
    ],
    ids=["aliases", "brackets", "braces", "dashes", "huge"],
)
def test_text_that_would_take_long_is_refused_at_once(text):
    start = time.perf_counter()
    with pytest.raises(CasusFout):
        read_casus(text)
    # the bound is wide, because the machine may be busy
    assert time.perf_counter() - start < 3


PLAIN = json.dumps(
    {
        "leerling": {
            "geboortedatum": "2011-05-03", "nationaliteit": "MA", "register_inschrijving": "2025-01-02",
            "domicilie": "BE", "diploma_secundair": None, "twee_leerjaren_so_beeindigd": "2025-06-30",
            "vrijstellingen": [{"van": "2024-09-01", "tot": "2024-10-01", "reden": "handicap"}],
            "huisonderwijs": [{"tot": "2020-06-30"}], "afstand_school_km": 4.2,
        },
        "inschrijvingen": [
            {"school": "S1", "niveau": "secundair", "van": "2025-09-01", "tot": "2025-12-01", "b_vorige_school": 3},
            {"school": "S2", "niveau": "lager", "soort": "gewoon", "stelsel": "voltijds", "van": "2025-12-05"},
        ],
        "vrije_dagen": ["2025-11-10"],
        "afwezigheden": [
            {"van": "2025-10-06", "tot": "2025-10-08", "dagdelen": ["vm"], "code": "B", "grond": "te_laat"},
            {"van": "2025-11-10", "code": "Z"},
        ],
        "attesten": [{"soort": "medisch", "van": "2025-11-10", "tot": "2025-12-14"}],
        "gebeurtenissen": [{"datum": "2025-10-07", "soort": "contact_ouders", "school": "S1", "bij": "2025-10-01"}],
        "toah": [{"van": "2025-10-01", "tot": "2025-10-14", "grond": "chronisch"}],
        "maatregelen": [{"soort": "definitieve_uitsluiting", "school": "S1", "van": "2025-11-01", "tot": None}],
        "instellingen": {"politie_drempel": None, "thuiszitter_drempel": 12, "tucht_motivering_van": "2027-09-01"},
    }
)  # fmt: skip
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
    st.sampled_from(["9999-12-31", "0001-01-01", "2024-02-29", "2026-02-29", "2098-08-31", "-", "B", "S1", [], {}]),
    st.dates(date(1990, 1, 1), date(2110, 1, 1)).map(date.isoformat),
    st.lists(st.none(), max_size=2), st.dictionaries(st.sampled_from(["van", "tot", "x"]), st.none(), max_size=2),
)  # fmt: skip


def places(node, path=()):
    """The path of every value in plain data."""
    keys = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield (*path, key)
        yield from places(node[key], (*path, key))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_casus_with_odd_values_is_answered_or_refused(data):
    casus = json.loads(PLAIN)
    for _ in range(data.draw(st.integers(0, 3))):
        found = list(places(casus))
        *way, last = data.draw(st.sampled_from(found)) if found else (None,)
        if last is None:
            break
        node = casus
        for key in way:
            node = node[key]
        node[last] = data.draw(ODD)
    op = data.draw(st.sampled_from([date(2025, 11, 20), date(2026, 8, 31), date(2098, 9, 1), date(2025, 9, 1)]))
    with suppress(CasusFout):
        assert regelwijzer(json.dumps(casus), op).startswith("{")


def test_unknown_ground_of_an_absence_is_named():
    with pytest.raises(CasusFout, match=r"afwezigheden\[0\]\.grond: 'kermis' is geen grond; kies "):
        read_casus(LL + "afwezigheden: [{van: 2025-10-06, code: P, grond: kermis}]")


def test_text_as_long_as_may_be_is_read():
    assert load(" " * 999_998 + "{}") == {}
