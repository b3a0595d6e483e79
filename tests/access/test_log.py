import contextlib
import hashlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from leerrecht.access import acts
from leerrecht.access.domain import checking, log, sealing
from leerrecht.access.models import LogEntry, LogSeal
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal, Seat, command
from leerrecht.access.roles import ROLES
from tests.factories import SYSTEM, TODAY, PupilFactory, SchoolFactory, principal

pytestmark = pytest.mark.django_db
STATEMENTS = {
    "update": "UPDATE {table} SET id = id",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table}",
}
BEHIND = """
INSERT INTO access_logentry (id, actor, act, kind, object_id, organisation_id, why, detail)
VALUES (%s, 'x', 'x', 'x', '', %s, '', '{}')
"""
NUMBERS = "SELECT nextval(pg_get_serial_sequence('access_logentry', 'id')) FROM generate_series(1, 3)"
OTHER = """
INSERT INTO access_logentry (actor, act, kind, object_id, organisation_id, why, detail)
VALUES ('x', 'class.edit', 'x', '', 1, '', '{}')
"""


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


def _last():
    entry = LogEntry.objects.latest("pk")
    return (
        entry.actor_id, entry.actor, entry.act, entry.kind, entry.object_id, entry.pupil_id, entry.organisation_id,
        entry.why, entry.detail, entry.compartments,
    )  # fmt: skip


def test_entry_holds_all_that_it_was_given():
    pupil = PupilFactory.create()
    log.record(
        by=Principal(name="an", user_id=7), act="pupil.view", on=pupil, kind="wordt niet gebruikt", pupil_id=11,
        organisation_id=5, why="toegang", detail={"fields": 2}, compartments=["zorg", "attest"],
    )  # fmt: skip
    assert _last() == (
        7, "an", "pupil.view", "people.pupil", str(pupil.pk), 11, 5, "toegang", {"fields": 2}, ["attest", "zorg"],
    )  # fmt: skip


def test_entry_without_a_record_holds_its_kind_and_the_ground_of_a_command():
    log.record(by=SYSTEM, act="class.edit", kind="enrolment.class")
    assert _last() == (None, "test", "class.edit", "enrolment.class", "", None, None, "test", {}, [])


SCHOOL = Seat(ROLES["secretariaat"], 5, "Sint-Jan", frozenset({5}))
SAME = Seat(ROLES["leerkracht"], 5, "Sint-Jan", frozenset({5}))
OTHER_SCHOOL = Seat(ROLES["secretariaat"], 6, "Sint-Anna", frozenset({6}))


@pytest.mark.parametrize(
    ("seats", "why", "place"),
    [
        ((SCHOOL, OTHER_SCHOOL), "secretariaat van Sint-Anna", 6),
        ((SCHOOL, OTHER_SCHOOL), "toegang", None),
        ((SCHOOL, SAME), "toegang", 5),
        ((), "toegang", None),
    ],
)
def test_place_of_an_entry_is_that_of_the_seat_or_the_only_one(seats, why, place):
    an = Principal(name="an", user_id=7, seats=seats, on=TODAY)
    log.record(by=an, act=acts.PUPIL_VIEW, pupil_id=11, why=why)
    assert _last()[5:8] == (11, place, why)
    log.record(by=an, act=acts.PUPIL_VIEW, why=why)
    assert _last()[5:8] == (None, None, why)
    log.record_list(by=an, act=acts.PUPIL_VIEW, kind="people.pupil", shown=[], compartments=[], why=why)
    assert _last() == (7, "an", "pupil.view", "people.pupil", "", None, place, why, {"shown": 0}, [])


def test_ground_that_is_not_given_is_the_seat_at_that_place():
    an = Principal(name="an", user_id=7, seats=(SCHOOL, OTHER_SCHOOL), on=TODAY)
    log.record(by=an, act=acts.PUPIL_VIEW, pupil_id=11, organisation_id=6)
    assert _last()[5:8] == (11, 6, "secretariaat van Sint-Anna")
    log.record(by=an, act=acts.PUPIL_VIEW, pupil_id=11)
    assert _last()[5:8] == (11, 5, "secretariaat van Sint-Jan")


@pytest.mark.parametrize("kept", [True, False])
def test_entry_of_what_the_parents_may_not_see_says_so(kept):
    class Note:
        _meta = LogEntry._meta
        pk = "7"
        parents_excluded = kept

    log.record(by=SYSTEM, act=acts.NOTE_VIEW, on=Note(), detail={"fields": 2})
    assert _last()[8] == ({"fields": 2, "parents": False} if kept else {"fields": 2})


@pytest.mark.parametrize(
    ("detail", "compartments"),
    [
        ({"compartment": "zorg"}, ["zorg"]),
        ({"compartments": ["zorg", "attest"]}, ["attest", "zorg"]),
        ({"compartment": "", "compartments": ["team"]}, ["team"]),
        ({}, []),
    ],
)
def test_entry_takes_its_compartments_from_its_details(detail, compartments):
    log.record(by=SYSTEM, act=acts.NOTE_VIEW, detail=detail)
    assert _last()[8:] == (detail, compartments)


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
            by=office, act=acts.CERTIFICATE_VIEW, kind="attendance.certificate", compartments=["zorg", "attest"],
            shown=[(11, school.pk), (12, None), (11, school.pk)],
        )  # fmt: skip
    whole = LogEntry.objects.get(pupil_id=None)
    assert (whole.detail, whole.organisation_id) == ({"shown": 3}, school.pk)
    rows = LogEntry.objects.exclude(pupil_id=None).order_by("pupil_id")
    assert list(rows.values_list("pupil_id", "organisation_id", "detail")) == [
        (11, school.pk, {"list": whole.pk}),
        (12, None, {"list": whole.pk}),
    ]
    same = LogEntry.objects.order_by("pk").values_list(
        "actor_id", "actor", "act", "kind", "object_id", "why", "compartments"
    )
    assert list(same) == [
        (
            office.user_id, office.name, "certificate.view", "attendance.certificate", "",
            f"secretariaat van {school.name}", ["attest", "zorg"],
        )
    ] * 3  # fmt: skip


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
    at = LogSeal.objects.get(organisation_id=2).at
    assert checking.inspect() == checking.Found(
        1, 1, 0, "",
        f"Organisatie 2, nummers 1 tot {entries[1].pk}, verzegeld op {at:%d/%m/%Y %H:%M} (UTC): de regels zijn niet "
        "meer die van toen.",
    )  # fmt: skip


def test_entry_that_came_in_behind_the_seal_is_named():
    _tamper(NUMBERS)
    entries = _sealed(1)
    _tamper(BEHIND, entries[0].pk - 1, 9)
    assert checking.inspect() == checking.Found(
        1, 1, 0, "",
        f"Bij organisatie 9 staan vóór nummer {entries[-1].pk} regels die bij het verzegelen niet bestonden.",
    )  # fmt: skip


def test_entry_of_no_organisation_that_came_in_behind_the_seal_is_named_first():
    _tamper(NUMBERS)
    entries = _sealed(1)
    for number, organisation in enumerate((9, None, 3), 1):
        _tamper(BEHIND, entries[0].pk - number, organisation)
    assert checking.inspect().gap == (
        f"Bij organisatie zonder organisatie staan vóór nummer {entries[0].pk} regels die bij het verzegelen niet "
        "bestonden."
    )


def test_first_seal_that_is_wrong_is_that_of_the_oldest_sealing_and_the_lowest_organisation():
    first = _sealed(2, None, 1)[-1].pk
    second = _sealed(1)[-1].pk
    _tamper("UPDATE access_logseal SET count = count + 1")
    gap = "Een zegel werd gewijzigd: organisatie %s, nummers %s tot %s."
    gaps = []
    for organisation, after, last in ((None, 0, first), (1, 0, first), (2, 0, first), (1, first, second)):
        found = checking.inspect()
        assert found == checking.Found(len(gaps), len(gaps), 0, "", found.gap)
        gaps.append((found.gap, gap % (organisation or "zonder organisatie", after + 1, last)))
        seal = LogSeal.objects.get(organisation_id=organisation, last_id=last)
        _tamper("UPDATE access_logseal SET count = count - 1 WHERE id = %s", seal.pk)
    assert [found for found, _expected in gaps] == [expected for _found, expected in gaps]
    assert checking.inspect().gap == ""


@pytest.mark.parametrize(("changed", "value"), [("previous", "0" * 64), ("first_id", 2)])
def test_seal_that_no_longer_joins_the_one_before_it_is_named(changed, value):
    _sealed(1, 1)
    seal = LogSeal.objects.get()
    setattr(seal, changed, value)
    _tamper(f"UPDATE access_logseal SET {changed} = %s, hash = %s", value, sealing.hash_of(seal))
    assert checking.inspect().gap == f"Vóór nummer {seal.first_id} ontbreekt een zegel van organisatie 1."


def test_seal_that_disappeared_is_named():
    first = _sealed(1)
    _sealed(1)
    third = _sealed(1)
    _tamper("DELETE FROM access_logseal WHERE first_id > %s AND last_id < %s", first[0].pk, third[0].pk)
    number = LogSeal.objects.latest("last_id").first_id
    assert checking.inspect().gap == f"Vóór nummer {number} ontbreekt een zegel van organisatie 1."


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
    assert [checking.was_state(seal.hash) for seal in LogSeal.objects.all()] == [True, True]
    assert list(checking.checks(operator).values_list("by", "seals", "entries", "waiting", "state", "gap")) == [
        ("test", 2, 2, 0, two.state, ""),
        ("test", 1, 1, 0, one.state, ""),
    ]


def test_state_is_one_hash_of_the_last_seal_of_each_organisation():
    assert checking.state_of() == ""
    _sealed(2, None)
    _sealed(2, 1)
    last = LogSeal.objects.latest("last_id").last_id
    heads = [
        *(f"{number}:{LogSeal.objects.get(organisation_id=number, last_id=last).hash}" for number in (1, 2)),
        f"None:{LogSeal.objects.get(organisation_id=None).hash}",
    ]
    assert checking.state_of() == hashlib.sha256("\n".join(heads).encode()).hexdigest()


@pytest.mark.parametrize("ask", [lambda by: checking.check_log(by=by), checking.checks, checking.ask])
def test_check_by_somebody_who_may_not_is_refused(ask):
    with pytest.raises(Denied) as denied:
        ask(principal("directeur", SchoolFactory.create()))
    assert str(denied.value) == "Uw functie laat dit niet toe."


@pytest.mark.parametrize("zone", ["Europe/Brussels", "UTC"])
def test_hash_of_a_seal_is_of_all_that_it_says_in_universal_time(zone):
    at = datetime(2026, 11, 20, 8, 5, tzinfo=UTC).astimezone(ZoneInfo(zone))
    seal = LogSeal(
        organisation_id=7, first_id=3, last_id=9, count=4, entries="ab", previous="cd", hash="ef", at=at
    )  # fmt: skip
    said = '[7, 3, 9, 4, "ab", "cd", "2026-11-20T08:05:00.000000+00:00"]'
    assert sealing.hash_of(seal) == hashlib.sha256(said.encode()).hexdigest()


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
        cursor.execute(OTHER)
        _entries(1)
        waits = []
        assert (sealing.seal_settled(patience=0.2, wait=waits.append), set(waits)) == (0, {0.2})
        # It ends while the sealing waits for it, and another begins, which that need not wait for.
        assert sealing.seal_settled(wait=lambda _seconds: cursor.execute("COMMIT; BEGIN; " + OTHER)) == 1
        cursor.execute("ROLLBACK")
    assert (LogSeal.objects.get().count, checking.inspect().gap) == (2, "")
