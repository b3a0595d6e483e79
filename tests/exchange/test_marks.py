"""Import of absences: counts, reasons and their order, what gives way and what stays."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.attendance.models import HalfDay, HalfDayHistory
from leerrecht.enrolment.models import FreeDay
from leerrecht.exchange.domain.mapping import BY_DAY, BY_DURATION, Profile
from leerrecht.facts.models import Change
from tests.exchange.conftest import Imported, block, enrolled
from tests.factories import SchoolFactory, principal

pytestmark = pytest.mark.django_db

EDFI = Profile(
    kind="afwezigheden",
    columns={"leerlingnummer": "Student", "datum": "Event date", "code": "Category", "duur": "Duration (days)"},
    codes={"Excused Absence": "Z", "Unexcused Absence": "B", "Tardy": "L"},
    half_days=BY_DURATION,
    pad={"leerlingnummer": 10},
)


def stored():
    fields = ("pupil__numbers__number", "date", "part", "mark", "ground", "late_minutes", "source", "version")
    return sorted(HalfDay.objects.values_list(*fields))


def test_block_text_is_stored_with_code_ground_and_moment(board, pupils):
    text = block(
        "010926T1", "D", "0000000001", "0000000002", "010926T6", "0000000001", "020926T1", "L", "0000000001",
        "030926T6", "B", "0000000001", "040926T1", "Z", "0000000002", "040926T6", "R", "0000000002",
    )  # fmt: skip
    assert Imported("afwezigheden", text).numbers == (7, 7, 0, 0, {})
    assert stored() == [
        ("0000000001", date(2026, 9, 1), "nm", "-", "", None, "invoer", 1),
        ("0000000001", date(2026, 9, 1), "vm", "Z", "ziek_medisch", None, "invoer", 1),
        ("0000000001", date(2026, 9, 2), "vm", "L", "", None, "invoer", 1),
        ("0000000001", date(2026, 9, 3), "nm", "B", "", None, "invoer", 1),
        ("0000000002", date(2026, 9, 1), "vm", "Z", "ziek_medisch", None, "invoer", 1),
        ("0000000002", date(2026, 9, 4), "nm", "R", "", None, "invoer", 1),
        ("0000000002", date(2026, 9, 4), "vm", "Z", "", None, "invoer", 1),
    ]
    assert set(Change.objects.values_list("pupil_id", flat=True)) == {pupil.pk for pupil in pupils}
    entry = LogEntry.objects.get(act="import.run")
    assert (entry.actor, entry.kind, entry.detail) == (
        "test", "attendance.halfday",
        {"read": 7, "refused": 0, "overtaken": 0, "file": "bestand.txt", "written": 7, "same": 0, "kept": 0},
    )  # fmt: skip


def test_same_file_twice_changes_nothing(board, pupils):
    text = block("010926T1", "D", "0000000001", "010926T1", "Z", "0000000001")
    assert Imported("afwezigheden", text).numbers == (2, 1, 0, 1, {})
    before = stored()
    assert Imported("afwezigheden", text).numbers == (2, 0, 1, 1, {})
    assert stored() == before
    assert HalfDayHistory.objects.count() == 0


def test_last_value_in_the_file_counts(board, pupils):
    text = block("010926T1", "B", "0000000001", "010926T1", "R", "0000000001", "010926T1", "Z", "0000000001")
    assert Imported("afwezigheden", text).numbers == (3, 1, 0, 2, {})
    assert [row[3] for row in stored()] == ["Z"]


def test_refused_mark_never_overtakes_a_good_one(board, pupils):
    text = block("010926T1", "B", "0000000001", "010926T1", "Q", "0000000001")
    assert Imported("afwezigheden", text).numbers == (2, 1, 0, 0, {"onbekende_code": 1})


def test_file_of_which_most_cannot_be_read_is_given_up_at_once(board, pupils):
    rubbish = ["half een rij"] * 19_999
    with pytest.raises(ValidationError, match=r"eerste 20000 regels van bestand\.txt zijn er 19999 niet te lezen"):
        Imported("afwezigheden", block("010926T1", "Z", "0000000001", *rubbish, *rubbish))
    assert stored() == []


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["250826T1", "B", "0000000001"], "buiten_schooljaar"),
        (["010726T1", "B", "9999999999"], "buiten_schooljaar"),
        (["290826T1", "Q", "9999999999"], "buiten_schooljaar"),
        (["031126T1", "B", "0000000001"], "vrije_dag"),
        (["111126T6", "B", "0000000001"], "vrije_dag"),
        (["050926T1", "B", "9999999999"], "vrije_dag"),
        (["041126T6", "B", "0000000001"], "vrije_dag"),
        (["020926T6", "B", "0000000001"], "woensdagnamiddag"),
        (["020926T6", "Q", "9999999999"], "woensdagnamiddag"),
        (["030926T1", "Q", "9999999999"], "onbekende_leerling"),
        (["030925T1", "B", "0000000001"], "onbekende_leerling"),
        (["310226T1", "B", "9999999999"], "onbekende_leerling"),
        (["030926T1", "Q", "0000000001"], "onbekende_code"),
        (["030926T1", "P", "0000000001"], "onbekende_code"),
        (["310226T1", "Q", "0000000001"], "onbekende_code"),
        (["310226T1", "B", "0000000001"], "onleesbaar"),
        (["030926T1", "B", "123"], "onbekende_leerling"),
        (["030926T1", "B", "rommel"], "onleesbaar"),
        (["030926T3", "B", "0000000001"], "onleesbaar"),
        (["231126T1", "B", "0000000001"], "onleesbaar"),
        (["231126T1", "0000000001"], "onleesbaar"),
    ],
)
def test_mark_is_refused_for_the_first_reason_that_applies(board, pupils, lines, reason):
    done = Imported("afwezigheden", block(*lines))
    assert done.numbers == (1, 0, 0, 0, {reason: 1})
    assert [(row.row, row.reason) for row in done.refused] == [(len(lines), reason)]
    assert HalfDay.objects.count() == 0


def test_refused_rows_say_what_is_wrong_and_how_to_mend_it(board, pupils):
    text = block(
        "250826T1", "B", "0000000001", "111126T1", "0000000001", "030926T1", "Q", "0000000001", "030926T3", "B",
        "0000000001", "231126T1", "L", "0000000001", "030926T1", "Z", "0000000077",
    )  # fmt: skip
    assert [tuple(row) for row in Imported("afwezigheden", text).refused] == [
        (3, "buiten_schooljaar", "25/08/2026 valt in juli of augustus: dan zijn er geen halve dagen. Laat de rij weg.",
         "250826T1 B 0000000001"),
        (5, "vrije_dag", "Op 11/11/2026 is er geen les: Wapenstilstand. Verbeter de datum of laat de rij weg.",
         "111126T1 0000000001"),
        (8, "onbekende_code", ("Deze code is niet bekend (030926T1 Q). Vertaal ze in het profiel, of "
                               "verbeter het bestand."),
         "030926T1 Q 0000000001"),
        (11, "onleesbaar", ("Lesmoment 3 is voor deze school voormiddag noch namiddag. Stel de "
                            "lesmomenten van de school in."),
         "030926T3 B 0000000001"),
        (14, "onleesbaar", ("23/11/2026 ligt in de toekomst: code L kan dan nog niet vaststaan. Verbeter "
                            "de datum of laat de "
         "rij weg."), "231126T1 L 0000000001"),
        (17, "onbekende_leerling", ("Er is geen leerling met nummer 0000000077. Kijk het nummer na, of voer eerst de "
         "leerlingen in."), "030926T1 Z 0000000077"),
    ]  # fmt: skip


def test_future_illness_and_right_are_taken(board, pupils):
    assert Imported("afwezigheden", block("231126T1", "D", "0000000001", "231126T6", "R", "0000000001")).numbers == (
        2, 2, 0, 0, {},
    )  # fmt: skip


def test_own_free_day_of_the_school_holds_for_its_pupils_alone(board, school, pupils):
    other = SchoolFactory.create(board=board)
    enrolled(other, 3)
    FreeDay.objects.create(school=school, date=date(2026, 9, 14), part="nm", reason="sportdag")
    text = block("140926T6", "Z", "0000000001", "0000000003", "140926T1", "Z", "0000000001")
    done = Imported("afwezigheden", text)
    assert done.numbers == (3, 2, 0, 0, {"vrije_dag": 1})
    assert "sportdag" in done.refused[0].explanation


def test_moments_are_those_of_the_pupils_school(board, school, pupils):
    enrolled(SchoolFactory.create(board=board, moment_vm=2, moment_nm=5), 3)
    text = block("030926T1", "Z", "0000000001", "030926T2", "Z", "0000000003", "030926T5", "Z", "0000000003")
    assert Imported("afwezigheden", text).numbers == (3, 3, 0, 0, {})
    assert [(row[0], row[2]) for row in stored()] == [("0000000001", "vm"), ("0000000003", "nm"), ("0000000003", "vm")]


def test_code_that_the_level_does_not_have_is_refused_with_why(board, school, pupils):
    table = "Leerlingnummer;Datum;Code;Dagdeel\n1;03/09/2026;H;vm\n1;03/09/2026;A;nm\n1;04/09/2026;M;vm\n"
    done = Imported("afwezigheden", table)
    assert done.numbers == (3, 1, 0, 0, {"onbekende_code": 2})
    assert [row.explanation for row in done.refused] == [
        "Code H bestaat niet in secundair gewoon onderwijs. Verbeter de code in het bestand.",
        "Code A is er alleen voor een kleuter die nog niet leerplichtig is. Verbeter de code in het bestand.",
    ]


def test_kleuter_has_a_until_leerplichtig(board):
    school = SchoolFactory.create(board=board, level="kleuter")
    enrolled(school, 1, born=date(2023, 3, 1), level="kleuter")
    enrolled(school, 2, born=date(2021, 3, 1), level="kleuter")
    table = "Leerlingnummer;Datum;Code;Dagdeel\n1;03/09/2026;A;vm\n2;03/09/2026;A;vm\n"
    assert Imported("afwezigheden", table).numbers == (2, 1, 0, 0, {"onbekende_code": 1})


def test_earlier_import_and_unknown_give_way_and_what_a_person_said_stays(board, pupils):
    text = block("030926T1", "B", "0000000001", "0000000002", "040926T1", "0000000001", "040926T6", "R", "0000000001")
    Imported("afwezigheden", text)
    HalfDay.objects.filter(date=date(2026, 9, 4)).update(source="register")
    HalfDay.objects.filter(date=date(2026, 9, 3), pupil=pupils[1]).update(verification="aanvaard")
    later = block(
        "030926T1", "Z", "0000000001", "0000000002", "040926T1", "D", "0000000001", "040926T6", "B", "0000000001"
    )
    HalfDayHistory.objects.all().delete()
    done = Imported("afwezigheden", later)
    assert (done.numbers, done.counts.kept) == ((4, 2, 2, 0, {}), 2)
    assert [(row[0], row[1].day, row[2], row[3], row[7]) for row in stored()] == [
        ("0000000001", 3, "vm", "Z", 2),
        ("0000000001", 4, "nm", "R", 1),
        ("0000000001", 4, "vm", "Z", 2),
        ("0000000002", 3, "vm", "B", 1),
    ]
    assert sorted(HalfDayHistory.objects.values_list("mark", "change")) == [("-", "U"), ("B", "U")]


def test_late_without_minutes_leaves_the_minutes_that_are_known(board, pupils):
    table = "Leerlingnummer;Datum;Code;Dagdeel;Minuten te laat\n1;03/09/2026;L;vm;12\n"
    assert Imported("afwezigheden", table).numbers == (1, 1, 0, 0, {})
    assert Imported("afwezigheden", block("030926T1", "L", "0000000001")).numbers == (1, 0, 1, 0, {})
    assert [row[5] for row in stored()] == [12]


def test_trial_counts_the_same_and_writes_nothing(board, pupils):
    text = block("010926T1", "D", "0000000001", "0000000002", "020926T6", "B", "0000000001")
    assert Imported("afwezigheden", text, trial=True).numbers == (3, 2, 0, 0, {"woensdagnamiddag": 1})
    assert (HalfDay.objects.count(), LogEntry.objects.count(), Change.objects.count()) == (0, 0, 0)
    assert Imported("afwezigheden", text).numbers == (3, 2, 0, 0, {"woensdagnamiddag": 1})


def test_all_or_nothing_takes_nothing_where_one_is_refused(board, pupils):
    text = block("010926T1", "D", "0000000001", "020926T6", "B", "0000000001")
    Imported("afwezigheden", text, all_or_nothing=True)
    assert HalfDay.objects.count() == 0
    Imported("afwezigheden", block("010926T1", "D", "0000000001"), all_or_nothing=True)
    assert HalfDay.objects.count() == 1


def test_days_with_a_duration_become_half_days(board, pupils):
    table = (
        "Student;School;Event date;Category;Duration (days)\r\n"
        "1;9;01/09/2026;Excused Absence;1\r\n"
        "1;9;02/09/2026;Unexcused Absence;1\r\n"
        "1;9;03/09/2026;Tardy;\r\n"
        "1;9;04/09/2026;Partial;\r\n"
        "2;9;04/09/2026;Excused Absence;\r\n"
        "2;9;25/08/2026;Excused Absence;1\r\n"
    )
    done = Imported("afwezigheden", table, profile=EDFI)
    assert done.numbers == (8, 4, 0, 0, {"buiten_schooljaar": 2, "onbekende_code": 1, "onleesbaar": 1})
    assert [(row[1].day, row[2], row[3]) for row in stored()] == [
        (1, "nm", "Z"), (1, "vm", "Z"), (2, "vm", "B"), (3, "vm", "L"),
    ]  # fmt: skip


def test_pupils_of_a_school_where_one_may_not_import_are_unknown(board, school, pupils):
    other = SchoolFactory.create(board=board)
    enrolled(other, 3)
    secretariat = principal("secretariaat", school)
    text = block("010926T1", "B", "0000000001", "0000000003")
    done = Imported("afwezigheden", text, by=secretariat, schools=[school])
    assert done.numbers == (2, 1, 0, 0, {"onbekende_leerling": 1})
    assert done.refused[0].explanation.startswith("Er is geen leerling met nummer 0000000003.")


def test_unknown_board_is_an_error(pupils):
    with pytest.raises(ValidationError) as error:
        Imported("afwezigheden", block("010926T1", "0000000001"), board_name="Onbekend")
    assert error.value.messages == [
        "Schoolbestuur “Onbekend” bestaat niet. Kijk de naam na, of voer eerst de scholen in."
    ]


def test_file_of_many_pieces_is_counted_whole(board, pupils):
    numbers = [f"{number:010d}" for number in range(1, 9002)]
    done = Imported("afwezigheden", block("030926T1", "B", *numbers))
    assert done.numbers == (9001, 2, 0, 0, {"onbekende_leerling": 8999})
    assert [row.row for row in done.refused] == list(range(5, 9004))


@pytest.mark.parametrize(
    ("row", "explanation"),
    [
        ("1;03/09/2026;B;avond", "Het dagdeel is niet te lezen (1;03/09/2026;B;avond). Gebruik vm of nm."),
        (
            "1;2026-09-03;B;vm",
            "“1;2026-09-03;B;vm” bevat geen bestaande datum. Verbeter de datum (blokformaat: DDMMJJTx).",
        ),
        ("1;03/09/2026;L;vm;veel", "Het aantal minuten te laat is geen getal van 0 tot 300 (1;03/09/2026;L;vm;veel)."),
        (
            "1;03/09/2026;B;vm;;;x",
            "De rij telt meer velden dan er kolomkoppen zijn (1;03/09/2026;B;vm;;;x). Controleer het scheidingsteken.",
        ),
    ],
)
def test_table_row_that_cannot_be_read_is_refused_with_why(board, pupils, row, explanation):
    done = Imported("afwezigheden", f"Leerlingnummer;Datum;Code;Dagdeel;Minuten te laat\n{row}\n")
    assert done.numbers == (1, 0, 0, 0, {"onleesbaar": 1})
    assert done.refused[0].explanation == explanation


def test_half_a_day_needs_its_part(board, pupils):
    head = "Student;Event date;Category;Duration (days);Deel\n"
    profile = replace(EDFI, columns={**EDFI.columns, "dagdeel": "Deel"})
    text = head + "1;03/09/2026;Excused Absence;0,5;nm\n1;04/09/2026;Excused Absence;0,5;\n"
    done = Imported("afwezigheden", text, profile=profile)
    assert done.numbers == (2, 1, 0, 0, {"onleesbaar": 1})
    assert [(row[1].day, row[2]) for row in stored()] == [(3, "nm")]


def test_whole_days_and_strange_signs_and_medical_notes_come_in(board, pupils):
    profile = replace(EDFI, half_days=BY_DAY, columns={**EDFI.columns, "duur": ""}, codes={"ziek\\attest": "D"})
    text = "Student;Event date;Category\n1;03/09/2026;ziek\\attest\n1;04/09/2026;on\\bekend\n"
    done = Imported("afwezigheden", text, profile=profile)
    assert done.numbers == (4, 2, 0, 0, {"onbekende_code": 2})
    assert [(row[2], row[3], row[4]) for row in stored()] == [("nm", "Z", "ziek_medisch"), ("vm", "Z", "ziek_medisch")]
    assert done.refused[0].content == "1;04/09/2026;on\\bekend"


def test_import_at_a_school_without_the_act_is_denied(board, school, pupils):
    with pytest.raises(Denied):
        Imported(
            "afwezigheden", block("010926T1", "B", "0000000001"), by=principal("begeleider", school), schools=[school]
        )
    assert HalfDay.objects.count() == 0
