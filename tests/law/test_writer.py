"""What is written reads back as the same casus."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from leerrecht.law import Casus, Inschrijving, Leerling, antwoord, parse_casus, read_casus
from leerrecht.law.casus import Attest, Gebeurtenis, Maatregel, Periode, Toah
from leerrecht.law.writer import absence_rows, casus_data, write_casus

PUPIL = Leerling(
    date(2011, 5, 3),
    nationaliteit="NO",
    register_inschrijving=date(2020, 1, 2),
    vrijstellingen=(Periode(date(2020, 1, 1), date(2020, 2, 1)),),
    huisonderwijs=(Periode(date(2019, 1, 1)),),
    afstand_school_km=4.2,
)
CASUS = Casus.of_marks(
    PUPIL,
    [
        Inschrijving(
            date(2025, 9, 1), None, school="S1", niveau="secundair", b_vorige_school=3,
            vrije_dagen=frozenset({date(2025, 11, 10), date(2030, 1, 7)}),
        )
    ],
    [
        (date(2025, 10, 6), "nm", "B"), (date(2025, 10, 7), "vm", "B"), (date(2025, 10, 7), "nm", "B"),
        (date(2025, 10, 8), "vm", "B"), (date(2025, 10, 9), "vm", "B"), (date(2025, 10, 9), "nm", "Z"),
        (date(2025, 10, 10), "vm", "L"), (date(2025, 10, 10), "nm", "Z"),
    ],
    gronden={(date(2025, 10, 9), "nm"): "ziek_medisch"},
    attesten=[Attest(date(2025, 10, 9), date(2025, 10, 10))],
    gebeurtenissen=[Gebeurtenis(date(2025, 10, 7), "melding_agodi", "S1", date(2025, 10, 6))],
    toah=[Toah(date(2026, 1, 5), None)],
    maatregelen=[Maatregel(date(2025, 10, 6), date(2025, 10, 8), school="S1")],
    instellingen={"politie_drempel": None, "tucht_motivering_van": date(2027, 9, 1)},
)  # fmt: skip
DATA = {
    "leerling": {
        "geboortedatum": "2011-05-03",
        "nationaliteit": "NO",
        "register_inschrijving": "2020-01-02",
        "afstand_school_km": 4.2,
        "vrijstellingen": [{"van": "2020-01-01", "tot": "2020-02-01"}],
        "huisonderwijs": [{"van": "2019-01-01"}],
    },
    "inschrijvingen": [{"school": "S1", "niveau": "secundair", "van": "2025-09-01", "b_vorige_school": 3}],
    "vrije_dagen": ["2025-11-10", "2030-01-07"],
    "afwezigheden": [
        {"van": "2025-10-06", "tot": "2025-10-06", "dagdelen": ["nm"], "code": "B"},
        {"van": "2025-10-07", "tot": "2025-10-08", "code": "B"},
        {"van": "2025-10-09", "tot": "2025-10-09", "dagdelen": ["vm"], "code": "B"},
        {"van": "2025-10-09", "tot": "2025-10-09", "dagdelen": ["nm"], "code": "Z", "grond": "ziek_medisch"},
        {"van": "2025-10-10", "tot": "2025-10-10", "dagdelen": ["nm"], "code": "Z"},
    ],
    "attesten": [{"soort": "medisch", "van": "2025-10-09", "tot": "2025-10-10"}],
    "gebeurtenissen": [{"datum": "2025-10-07", "soort": "melding_agodi", "school": "S1", "bij": "2025-10-06"}],
    "toah": [{"van": "2026-01-05", "grond": "langdurig"}],
    "maatregelen": [{"soort": "tijdelijke_uitsluiting", "school": "S1", "van": "2025-10-06", "tot": "2025-10-08"}],
    "instellingen": {"politie_drempel": None, "tucht_motivering_van": "2027-09-01"},
}


def test_casus_data_names_what_differs_from_the_defaults():
    assert casus_data(CASUS) == DATA


def test_casus_data_of_a_pupil_alone_is_the_birth_date():
    assert casus_data(Casus(Leerling(date(2011, 5, 3)))) == {"leerling": {"geboortedatum": "2011-05-03"}}


def test_facts_of_topics_are_written_too():
    data = {
        "leerling": {"geboortedatum": "2011-05-03"},
        "meer": {"toah": {"verlengingen": [{"van": "2026-01-05", "gemeld": "2026-01-12"}]}},
    }
    assert casus_data(parse_casus(data)) == data


def test_casus_written_as_text_gives_the_same_answer():
    op = date(2026, 1, 15)
    assert antwoord(read_casus(write_casus(DATA)), op) == antwoord(CASUS, op)


def test_text_holds_bare_dates_and_no_references():
    free = ["2025-11-10"]
    text = write_casus({"leerling": {"geboortedatum": "2011-05-03", "domicilie": "2011-99-99"}, "a": free, "b": free})
    assert text == (
        "leerling:\n  geboortedatum: 2011-05-03\n  domicilie: '2011-99-99'\na:\n- 2025-11-10\nb:\n- 2025-11-10\n"
    )


DAYS = st.dates(date(2025, 8, 25), date(2026, 9, 10))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "van": DAYS.map(date.isoformat),
            "code": st.sampled_from("BZRPA-"),
            "dagdelen": st.sampled_from([["vm"], ["nm"], ["vm", "nm"]]),
        },
        optional={"tot": st.just("2026-09-15")},
    ),
    max_size=12,
)


def _with_ground(row):
    return {**row, "grond": "ziek_medisch"} if row["code"] == "Z" and row["van"] < "2025-12" else row


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, free=st.lists(DAYS.map(date.isoformat), max_size=4), end=st.none() | DAYS.map(date.isoformat))
def test_rows_written_from_a_strip_read_back_as_the_same_strip(rows, free, end):
    data = {
        "leerling": {"geboortedatum": "2011-05-03"},
        "inschrijvingen": [{"niveau": "secundair", "van": "2024-09-01", "tot": end}],
        "vrije_dagen": free,
        "afwezigheden": [_with_ground(row) for row in rows],
    }
    casus = parse_casus(data)
    again = parse_casus(casus_data(casus))
    years = casus.halve_dagen.keys() | again.halve_dagen.keys()
    assert {year: again.strip(year) for year in years} == {year: casus.strip(year) for year in years}
    assert again.gronden == casus.gronden
    assert again.inschrijvingen[0].vrije_dagen <= casus.inschrijvingen[0].vrije_dagen


def test_a_row_does_not_run_over_the_summer():
    held = [(date(2025, 6, 30), "vm", ("B", None)), (date(2025, 9, 1), "vm", ("B", None))]
    assert absence_rows(held) == [
        {"van": "2025-06-30", "tot": "2025-06-30", "code": "B"},
        {"van": "2025-09-01", "tot": "2025-09-01", "code": "B"},
    ]
