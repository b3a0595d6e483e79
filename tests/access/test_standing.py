"""For whom a transaction reads: begun with settings, kept or undone as a whole, and nothing left behind."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection
from django.db.transaction import atomic
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone
from psycopg.errors import DivisionByZero, UndefinedTable

from leerrecht.access import standing, wall
from leerrecht.access.middleware import PrincipalMiddleware
from leerrecht.access.models import LogEntry, User
from leerrecht.access.principal import NOBODY, Principal, Seat, command
from leerrecht.access.roles import ROLES
from leerrecht.access.sql import ask
from leerrecht.access.standing import stand, stand_for_good, texts_of
from leerrecht.organisations.domain.memberships import appoint
from leerrecht.people.models import Pupil
from tests.factories import TODAY, EnrolmentFactory, PupilFactory, SchoolFactory, UserFactory, principal

SHOWN = "SELECT json_build_array(current_setting('leerrecht.reader', true), current_user)::text"
ANYBODY = command("proef", TODAY)
ROLE = settings.WALL_ROLE


committed = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)


def shown():
    with connection.cursor() as cursor:
        cursor.execute(SHOWN)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_settings_of_a_teacher_name_the_school_and_the_compartments():
    school = SchoolFactory.create()
    asker = principal("leerkracht", school)
    assert texts_of(asker) == (
        str(asker.user_id), "", f"{{{school.pk}}}", "{}", f"{{team:{school.pk}}}", "{}", TODAY.isoformat(),
        settings.WALL_ROLE,
    )  # fmt: skip


@pytest.mark.django_db
def test_settings_of_a_role_without_reach_name_no_place():
    asker = principal("vertrouwenspersoon", SchoolFactory.create())
    assert texts_of(asker)[2:6] == ("{}", "{}", "{}", "{}")


@pytest.mark.django_db
def test_settings_of_a_command_name_its_compartments():
    assert texts_of(command("proef", TODAY, vaults={"zorg", "attest"}))[:6] == (
        "", "on", "{}", "{}", "{}", "{attest,zorg}",
    )  # fmt: skip


def test_settings_of_the_head_of_a_clb_name_the_schools_that_it_serves_and_the_cases():
    seats = tuple(
        Seat(ROLES[role], place, "x", frozenset(schools))
        for role, place, schools in (("clbhoofd", 5, {2, 31}), ("clb", 6, {4}), ("secretariaat", 9, {9}))
    )
    who = Principal(name="an", user_id=7, seats=seats, on=TODAY)
    assert texts_of(who) == (
        "7", "", "{2,31,4,5,6,9}", "{2,31,4}", "{attest:9,zaken:5}", "{}", "2026-11-20", settings.WALL_ROLE,
    )  # fmt: skip


def test_role_is_not_taken_where_the_connection_has_it_already(monkeypatch):
    monkeypatch.setattr(standing, "_process", [])
    other = (texts_of(ANYBODY)[-1], standing._before())
    monkeypatch.setattr(settings, "WALL_ROLE", settings.DATABASES["default"]["USER"])
    assert other == (ROLE, ("",) * 7 + ("none",))
    assert (texts_of(ANYBODY)[-1], standing._before()) == ("", ("",) * 8)


def test_process_for_one_command_goes_back_to_its_own_settings(monkeypatch):
    monkeypatch.setattr(standing, "_process", [("1", "2", "3", "4", "5", "6", "7", "")])
    assert standing._before() == ("1", "2", "3", "4", "5", "6", "7", "none")
    monkeypatch.setattr(standing, "_process", [("1", "2", "3", "4", "5", "6", "7", "rol")])
    assert standing._before() == ("1", "2", "3", "4", "5", "6", "7", "rol")


def test_statement_sets_each_setting_and_the_role_in_its_place():
    assert (standing._statement("true"), standing._statement("false")) == (standing.BEGIN, standing._FOR_GOOD)
    assert standing.BEGIN == (
        "SELECT set_config('leerrecht.reader', $1, true), set_config('leerrecht.everywhere', $2, true), "
        "set_config('leerrecht.places', $3, true), set_config('leerrecht.served', $4, true), "
        "set_config('leerrecht.keys', $5, true), set_config('leerrecht.vaults', $6, true), "
        "set_config('leerrecht.day', $7, true), CASE WHEN $8 <> '' THEN set_config('role', $8, true) END"
    )


@pytest.mark.django_db
def test_page_lends_its_transaction_to_a_command_and_a_job_keeps_its_own():
    one = principal("directeur", SchoolFactory.create())
    with standing.lend(ANYBODY):
        assert standing.present() is None
    with stand(one), standing.lend(ANYBODY):
        assert (standing.present(), shown()) == (texts_of(ANYBODY), f'["", "{ROLE}"]')
    assert standing.present() is None


@pytest.mark.django_db
def test_inside_a_transaction_the_former_settings_come_back():
    one = principal("directeur", SchoolFactory.create())
    before = shown()
    with stand(one):
        with stand(ANYBODY):
            inner = shown()
        outer = shown()
    assert (inner, outer, shown()) == (
        f'["", "{settings.WALL_ROLE}"]', f'["{one.user_id}", "{settings.WALL_ROLE}"]', before.replace("null", '""'),
    )  # fmt: skip


@pytest.mark.django_db
def test_a_transaction_of_somebody_else_is_not_undone():
    with stand(ANYBODY) as transaction:
        transaction.undo()
        assert Pupil.objects.count() == 0


@pytest.mark.django_db
def test_a_transaction_that_failed_is_left_alone():
    with pytest.raises(DatabaseError), atomic(), stand(ANYBODY), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert Pupil.objects.count() == 0


@pytest.mark.django_db
def test_question_goes_on_to_whoever_else_looks_at_it_as_it_was_asked():
    asked = ("SELECT %s", [1], True, {"connection": connection})
    assert standing._Lazy()(lambda *given: given, *asked) == asked


@pytest.mark.django_db
def test_settings_are_told_by_a_statement_that_the_server_keeps():
    with stand(ANYBODY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement = %s", [standing.BEGIN])
        assert cursor.fetchone() == (1,)


@committed
def test_a_page_without_queries_begins_no_transaction():
    with stand(ANYBODY) as transaction:
        assert not connection.in_atomic_block
        transaction.undo()


@committed
def test_standing_asks_nothing_by_itself(django_assert_num_queries):
    with django_assert_num_queries(0), stand(ANYBODY):
        assert standing.present() == texts_of(ANYBODY)
    assert standing.present() is None
    with stand(ANYBODY):
        shown()
        with django_assert_num_queries(0), stand(ANYBODY):
            pass


@committed
def test_everything_of_a_page_is_in_one_transaction_that_is_kept():
    with stand(command("proef", TODAY)):
        PupilFactory.create()
        assert connection.in_atomic_block
    assert (connection.in_atomic_block, Pupil.objects.count()) == (False, 1)


@committed
def test_an_exception_undoes_what_was_done():
    def page():
        with stand(ANYBODY):
            PupilFactory.create()
            raise Http404

    with pytest.raises(Http404):
        page()
    assert Pupil.objects.count() == 0


@committed
def test_what_follows_after_undoing_begins_anew():
    with stand(ANYBODY) as transaction:
        PupilFactory.create()
        transaction.undo()
        kept = PupilFactory.create()
    assert list(Pupil.objects.all()) == [kept]


@committed
def test_whoever_stands_within_begins_in_the_transaction_of_the_other():
    with stand(principal("directeur", SchoolFactory.create())):
        with stand(ANYBODY):
            inner = shown()
        outer = shown()
    assert inner != outer


@committed
def test_one_statement_by_itself_goes_with_its_settings():
    one = EnrolmentFactory.create()
    asker = principal("directeur", one.school)
    with stand(asker):
        assert ask(SHOWN) == [str(asker.user_id), settings.WALL_ROLE]
        assert ask("SELECT json_agg(id)::text FROM people_pupil") == [one.pupil_id]
        # The long way, where the server forgot the short one.
        connection.connection.execute("DEALLOCATE ALL")
        assert ask("SELECT json_agg(id)::text FROM people_pupil") == [one.pupil_id]
        assert not connection.in_atomic_block
    with stand(principal("directeur", SchoolFactory.create())):
        assert ask("SELECT json_agg(id)::text FROM people_pupil") is None


@committed
def test_one_statement_that_is_refused_raises_the_error_and_leaves_the_connection_well():
    with stand(ANYBODY):
        for _again in range(2):
            with pytest.raises(DivisionByZero):
                ask("SELECT (1 / ($1::int - 1))::text", "1")
        with pytest.raises(UndefinedTable):
            ask("SELECT id::text FROM no_such_table")
        assert ask("SELECT json_build_array(1)::text") == [1]


@pytest.fixture
def for_good(monkeypatch):
    monkeypatch.setattr(standing, "_process", [])
    yield
    # Before anything connects again, to empty the tables.
    standing._process.clear()
    connection.close()


@committed
@pytest.mark.usefixtures("for_good")
def test_process_for_one_command_stands_on_each_connection():
    EnrolmentFactory.create()
    stand_for_good(ANYBODY)
    first = (shown(), Pupil.objects.count())
    connection.close()
    assert first == (shown(), Pupil.objects.count()) == (f'["", "{settings.WALL_ROLE}"]', 1)


@committed
@pytest.mark.usefixtures("for_good")
def test_process_that_stands_for_one_command_makes_no_connection_for_it():
    connection.close()
    stand_for_good(ANYBODY)
    assert connection.connection is None


@committed
@pytest.mark.usefixtures("for_good")
def test_in_a_process_for_one_command_its_settings_come_back():
    stand_for_good(ANYBODY)
    other = Principal(name="iemand", user_id=7, on=TODAY)
    with atomic():
        with stand(other):
            inner = shown()
        assert (inner, shown()) == (f'["7", "{settings.WALL_ROLE}"]', f'["", "{settings.WALL_ROLE}"]')


@pytest.mark.django_db
def test_long_answer_reads_on_for_the_same_principal():
    one = EnrolmentFactory.create()
    user = UserFactory.create()
    appoint(by=ANYBODY, user=user, organisation=one.school.organisation, role="directeur", first=TODAY)
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=user.pk)

    def answer(_request):
        return StreamingHttpResponse(f"{pupil.pk}" for pupil in Pupil.objects.order_by("pk").iterator())

    response = PrincipalMiddleware(answer)(request)
    assert b"".join(response) == str(one.pupil_id).encode()


@committed
def test_page_that_ends_in_an_error_keeps_nothing():
    request = RequestFactory().get("/")
    request.user = UserFactory.create()
    middleware = PrincipalMiddleware(lambda _request: HttpResponse())

    def answer(page):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO access_logentry (actor, act, kind, object_id, why, detail) VALUES ('x','x','x','','','{}')"
            )
        middleware.process_exception(page, Http404())
        return HttpResponse(status=404)

    PrincipalMiddleware(answer)(request)
    assert LogEntry.objects.filter(actor="x").count() == 0


def test_table_is_guarded_once():
    with pytest.raises(RuntimeError, match="people_pupil is guarded already"):
        wall.guard(Pupil, "true")


def _asked_by(user):
    request = RequestFactory().get("/")
    request.user, request.session = user, {}
    PrincipalMiddleware(lambda _request: HttpResponse())(request)
    return request.principal


@pytest.mark.django_db
def test_page_is_asked_by_the_account_with_its_seats_of_today():
    user, today = UserFactory.create(), timezone.localdate()
    read = [["directeur", 1, "Sint-Jan", [1]]]
    director = Principal(
        name=user.username, user_id=user.pk, seats=(Seat(ROLES["directeur"], 1, "Sint-Jan", frozenset({1})),), on=today
    )
    without = Principal(name=user.username, user_id=user.pk, on=today)
    found = []
    for seats_on in ((today, read), (today - timedelta(days=1), read), None):
        user.seats_on = seats_on
        found.append(_asked_by(user))
    assert found == [director, without, without]
    assert _asked_by(AnonymousUser()) == NOBODY


@pytest.mark.django_db
def test_account_that_owes_the_second_step_has_no_seats_until_then(settings):
    settings.DEMO = False
    user, today = UserFactory.create(), timezone.localdate()
    user.seats_on = (today, [["directeur", 1, "Sint-Jan", [1]]])
    assert _asked_by(user) == Principal(name=user.username, user_id=user.pk, on=today)
