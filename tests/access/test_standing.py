"""For whom a transaction reads: begun with settings, kept or undone as a whole, and nothing left behind."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.transaction import atomic
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from psycopg.errors import DivisionByZero, UndefinedTable

from leerrecht.access import standing, wall
from leerrecht.access.middleware import PrincipalMiddleware
from leerrecht.access.models import LogEntry, User
from leerrecht.access.principal import Principal, command
from leerrecht.access.sql import ask
from leerrecht.access.standing import stand, stand_for_good, texts_of
from leerrecht.organisations.domain.memberships import appoint
from leerrecht.people.models import Pupil
from tests.factories import TODAY, EnrolmentFactory, PupilFactory, SchoolFactory, UserFactory, principal

SHOWN = "SELECT json_build_array(current_setting('leerrecht.reader', true), current_user)::text"
ANYBODY = command("proef", TODAY)


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


@committed
def test_a_page_without_queries_begins_no_transaction():
    with stand(ANYBODY) as transaction:
        assert not connection.in_atomic_block
        transaction.undo()


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
