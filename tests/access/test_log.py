import contextlib
import re

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from leerrecht.access import acts
from leerrecht.access.domain import checking, log, sealing
from leerrecht.access.models import LogCheck, LogEntry, LogSeal
from leerrecht.access.policy import Denied
from leerrecht.access.principal import command
from tests.factories import SYSTEM, TODAY, PupilFactory, SchoolFactory, principal

pytestmark = pytest.mark.django_db
STATEMENTS = {
    "update": "UPDATE {table} SET id = id",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table}",
}


def _entries(*organisations):
    for organisation in organisations:
        log.record(by=SYSTEM, act="class.edit", organisation_id=organisation)
    return list(LogEntry.objects.order_by("-pk")[: len(organisations)])[::-1]


def _sealed(*organisations):
    entries = _entries(*organisations)
    sealing.seal(entries[-1].pk)
    return entries


def _tamper(statement, *params):
    """As somebody who owns the tables and knows the trigger."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_logentry DISABLE TRIGGER log_is_kept")
        cursor.execute("ALTER TABLE access_logseal DISABLE TRIGGER log_is_kept")
        cursor.execute(statement, params)
        cursor.execute("ALTER TABLE access_logentry ENABLE TRIGGER log_is_kept")
        cursor.execute("ALTER TABLE access_logseal ENABLE TRIGGER log_is_kept")


@pytest.mark.parametrize("table", ["access_logentry", "access_logseal", "access_logcheck"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_log_is_never_changed_or_removed(table, statement):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL leerrecht.log_removal = ''")
        with pytest.raises(DatabaseError, match="logboek wordt niet gewijzigd"), transaction.atomic():
            cursor.execute(STATEMENTS[statement].format(table=table))


@pytest.mark.parametrize(
    ("setting", "statement", "allowed"),
    [
        ("delete", "delete", True),
        ("truncate", "delete", False),
        ("update", "update", False),
        ("delete", "update", False),
    ],
)
def test_owner_removes_only_what_the_setting_names(setting, statement, allowed):
    _entries(1)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL leerrecht.log_removal = '{setting}'")
        try:
            with transaction.atomic():
                cursor.execute(STATEMENTS[statement].format(table="access_logentry"))
        except DatabaseError:
            assert not allowed
        else:
            assert allowed
    assert LogEntry.objects.count() == (0 if allowed else 1)


def test_setting_is_worth_nothing_to_a_role_that_does_not_own_the_log():
    _entries(1)
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE log_visitor")
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON access_logentry TO log_visitor")
        cursor.execute("SET LOCAL leerrecht.log_removal = 'delete'")
        cursor.execute("SET LOCAL ROLE log_visitor")
        with pytest.raises(DatabaseError, match="logboek wordt niet gewijzigd"), transaction.atomic():
            cursor.execute("DELETE FROM access_logentry")
        cursor.execute("RESET ROLE")
    assert LogEntry.objects.count() == 1


def test_nothing_fires_for_a_row_that_is_written():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT tgname FROM pg_trigger WHERE tgrelid = 'access_logentry'::regclass
               AND (tgtype & 1 = 1 OR tgtype & 4 = 4)"""
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT count(*) FROM pg_index WHERE indrelid = 'access_logentry'::regclass")
        assert cursor.fetchone() == (3,)


def test_entry_belongs_to_the_place_on_whose_behalf_it_was_done():
    school, pupil = SchoolFactory.create(), PupilFactory.create()
    office = principal("secretariaat", school)
    log.record(by=office, act=acts.PUPIL_EDIT, on=pupil, pupil_id=pupil.pk)
    entry = LogEntry.objects.latest("pk")
    assert (entry.organisation_id, entry.why, entry.compartments) == (school.pk, f"secretariaat van {school.name}", [])


def test_entry_of_a_confidential_record_holds_its_compartment():
    class Note:
        _meta = LogEntry._meta
        pk = "7"
        compartment = "zorg"

    class Grant(Note):
        compartment = ""
        compartments = ("zorg", "clb")

    log.record(by=SYSTEM, act=acts.NOTE_VIEW, on=Note())
    log.record(by=SYSTEM, act=acts.GRANT_GIVE, on=Grant())
    log.record(by=SYSTEM, act=acts.NOTE_VIEW, on=Note(), compartments=["team"])
    found = LogEntry.objects.order_by("pk").values_list("compartments", flat=True)
    assert list(found) == [["zorg"], ["clb", "zorg"], ["team"]]


def test_look_at_a_list_is_one_entry_with_one_for_each_pupil(django_assert_num_queries):
    school = SchoolFactory.create()
    office = principal("secretariaat", school)
    with django_assert_num_queries(1):
        log.record_list(
            by=office, act="certificate.list", kind="attendance.certificate", compartments=["attest"],
            shown=[(11, school.pk), (12, None), (11, school.pk)],
        )  # fmt: skip
    whole = LogEntry.objects.get(pupil_id=None)
    assert (whole.detail, whole.organisation_id, whole.compartments) == ({"shown": 3}, school.pk, ["attest"])
    rows = LogEntry.objects.exclude(pupil_id=None).order_by("pupil_id")
    assert list(rows.values_list("pupil_id", "organisation_id", "detail", "compartments", "actor_id")) == [
        (11, school.pk, {"list": whole.pk}, ["attest"], office.user_id),
        (12, None, {"list": whole.pk}, ["attest"], office.user_id),
    ]


def test_seals_of_each_organisation_form_a_chain():
    first = _sealed(1, 2, 1)
    second = _sealed(2, None)
    seals = LogSeal.objects.order_by("organisation_id", "last_id")
    one, two, two_more, nowhere = seals
    bound, last = first[-1].pk, second[-1].pk
    assert [(seal.organisation_id, seal.first_id, seal.last_id, seal.count) for seal in seals] == [
        (1, 1, bound, 2), (2, 1, bound, 1), (2, bound + 1, last, 1), (None, 1, last, 1),
    ]  # fmt: skip
    assert [seal.previous for seal in seals] == ["", "", two.hash, ""]
    assert [seal.hash for seal in seals] == [sealing.hash_of(seal) for seal in (one, two, two_more, nowhere)]


def test_sealing_again_without_new_entries_makes_nothing():
    entries = _sealed(1, 2)
    assert (sealing.seal(entries[-1].pk), LogSeal.objects.count()) == (0, 2)


def test_sealing_a_long_log_goes_in_parts(monkeypatch):
    monkeypatch.setattr(sealing, "CHUNK", 2)
    monkeypatch.setattr(checking, "_CHUNK", 2)
    entries = _entries(*[1] * 7)
    sealing.seal(entries[-1].pk)
    assert sum(LogSeal.objects.values_list("count", flat=True)) == 7
    assert (checking.inspect().gap, checking.inspect().entries) == ("", 7)


def test_number_of_an_act_that_did_not_go_through_is_no_gap():
    _entries(1)
    with transaction.atomic():
        _entries(1)
        transaction.set_rollback(True)
    entries = _sealed(1)
    found = checking.inspect()
    assert (found.gap, found.seals, found.entries, found.waiting) == ("", 1, 2, 0)
    assert entries[0].pk - LogEntry.objects.order_by("pk")[0].pk == 2


def test_entry_after_the_last_seal_waits():
    _sealed(1)
    _entries(1, 2)
    assert (checking.inspect().gap, checking.inspect().waiting) == ("", 2)


def test_empty_log_is_whole():
    assert checking.inspect() == checking.Found(0, 0, 0, "", "")


def test_entry_that_disappeared_is_named():
    first = _sealed(1, 2, 1)
    second = _sealed(1, 1)
    _tamper("DELETE FROM access_logentry WHERE id = %s", second[0].pk)
    at = LogSeal.objects.get(last_id=second[-1].pk).at
    assert checking.inspect().gap == (
        f"Organisatie 1, nummers {first[-1].pk + 1} tot {second[-1].pk}, verzegeld op {at:%d/%m/%Y %H:%M} (UTC): "
        "er horen 2 regels te staan, er staan er 1."
    )


def test_entry_that_changed_is_named():
    entries = _sealed(1, 2)
    _tamper("UPDATE access_logentry SET actor = 'iemand anders' WHERE id = %s", entries[1].pk)
    assert re.match(r"Organisatie 2, nummers 1 tot \d+, .* niet meer die van toen\.", checking.inspect().gap)


def test_entry_that_came_in_behind_the_seal_is_named():
    entries = _sealed(1, 1)
    _tamper(
        """INSERT INTO access_logentry (id, actor, act, kind, object_id, organisation_id, why, detail)
           VALUES (%s, 'x', 'x', 'x', '', 9, '', '{}')""",
        entries[0].pk - 1,
    )
    assert checking.inspect().gap == (
        f"Bij organisatie 9 staan vóór nummer {entries[-1].pk} regels die bij het verzegelen niet bestonden."
    )


def test_seal_that_disappeared_is_named():
    first = _sealed(1)
    _sealed(1)
    third = _sealed(1)
    _tamper("DELETE FROM access_logseal WHERE first_id > %s AND last_id < %s", first[0].pk, third[0].pk)
    assert checking.inspect().gap.endswith("ontbreekt een zegel van organisatie 1.")


def test_seal_that_changed_is_named():
    entries = _sealed(1)
    _tamper("UPDATE access_logseal SET count = 2")
    assert checking.inspect().gap == f"Een zegel werd gewijzigd: organisatie 1, nummers 1 tot {entries[0].pk}."


def test_state_changes_with_each_seal_and_is_found_again():
    _sealed(1)
    operator = command("test", TODAY)
    one = checking.check_log(by=operator)
    _sealed(2)
    two = checking.check_log(by=operator)
    assert (one.state != two.state, checking.was_state(one.state), checking.was_state("0" * 64)) == (True, True, False)
    assert list(LogCheck.objects.values_list("by", "seals", "entries", "gap")) == [
        ("test", 2, 2, ""),
        ("test", 1, 1, ""),
    ]


def test_check_by_somebody_who_may_not_is_refused():
    with pytest.raises(Denied):
        checking.check_log(by=principal("directeur", SchoolFactory.create()))


def test_hash_does_not_depend_on_the_time_zone_of_the_session():
    (entry,) = _entries(1)
    before = sealing._batches(0, entry.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Asia/Tokyo'")
    assert sealing._batches(0, entry.pk) == before


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_sealing_leaves_what_somebody_is_still_writing():
    other = connection.copy()
    with contextlib.closing(other), other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            """INSERT INTO access_logentry (actor, act, kind, object_id, organisation_id, why, detail)
               VALUES ('x', 'class.edit', 'x', '', 1, '', '{}')"""
        )
        _entries(1)
        assert sealing.seal_settled(patience=0.2, wait=lambda _seconds: None) == 0
        cursor.execute("COMMIT")
    assert sealing.seal_settled(patience=0) == 1
    assert (LogSeal.objects.get().count, checking.inspect().gap) == (2, "")
