"""The second wall alone: the database shows each persona no more than the contract, whatever the application asks.

With raw SQL as the persona's connection, and with pages whose policy is switched off.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.utils import timezone
from psycopg import sql

from leerrecht.access import policy, wall
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.models import LogEntry, User
from leerrecht.access.principal import command, principal_of
from leerrecht.access.standing import stand
from leerrecht.enrolment.models import Enrolment
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil, PupilAccount
from tests.demo import at
from tests.test_leaks import EVERYBODY, READS

pytestmark = pytest.mark.django_db
MARKER = re.compile(r"\[\[\w+:[ab]\]\]")
# Who sees pupils by working at a school or a CLB, or one pupil by an account or a grant.
AT_PLACE = {"leerkracht", "secretariaat", "begeleider", "directeur", "clb", "clbarts", "clbhoofd"}
ONE_PUPIL = {"naft", "vertrouwens", "ouder", "leerling"}
# What names no pupil, or says nothing about one: the ground on which the wall itself stands.
OPEN = {
    "letters_lettertemplate": "a letter before it is about anybody",
    "school_forms_form": "a form before it is about anybody",
    "facts_change": "numbers of pupils who wait to be computed, and nothing about them",
    "thuiszitters_change": "numbers of pupils whom a job looks at again, and nothing about them",
}


@pytest.fixture(scope="module", autouse=True)
def demo(demo_database: str, django_db_blocker: Any) -> Iterator[None]:
    """The demo, for this file; each test undoes what it did."""
    with django_db_blocker.unblock(), at(demo_database):
        yield


def _principal(persona, community):
    user = User.objects.get(username=persona.username(community))
    return principal_of(user_id=user.pk, name=user.username, on=timezone.localdate())


def _allowed(persona, community):
    return {f"[[{compartment}:{community}]]" for compartment in READS.get(persona.key, ())}


def _everything(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
        return "\n".join(row for (row,) in cursor.fetchall())


@pytest.mark.parametrize(("persona", "community"), EVERYBODY)
def test_raw_sql_shows_a_persona_no_marker_beyond_the_contract(persona, community):
    principal, allowed = _principal(persona, community), _allowed(persona, community)
    with stand(principal):
        found = {table: set(MARKER.findall(_everything(table))) for table in sorted(wall.guarded())}
    beyond = {table: markers - allowed for table, markers in found.items() if markers - allowed}
    # Whoever divides the cases has the row of each access to them; that its reason stays unread is up to the policy.
    beyond.pop("people_grant" if persona.key == "clbhoofd" else None, None)
    assert beyond == {}
    assert set().union(*found.values()) >= allowed


@pytest.mark.parametrize(("persona", "community"), EVERYBODY)
def test_raw_sql_shows_a_persona_no_pupil_of_elsewhere(persona, community):
    own = dict(PupilAccount.objects.values_list("user__username", "pupil_id")).get(f"leerling-{community}")
    elsewhere = set(Enrolment.objects.exclude(school__in=_schools(community)).values_list("pupil_id", flat=True))
    with stand(_principal(persona, community)):
        seen = set(Pupil.objects.values_list("pk", flat=True))
    if persona.key in AT_PLACE:
        assert (seen & elsewhere, len(seen) > 1) == (set(), True)
    else:
        assert seen == ({own} if persona.key in ONE_PUPIL else set())


def _schools(community):
    return School.objects.filter(board__organisation__memberships__user__username=f"bestuur-{community}")


@pytest.mark.parametrize("key", ["leerkracht", "clb", "ouder", "ouder2", "beheerder"])
def test_pages_without_their_policy_still_show_no_marker_beyond_the_contract(key, monkeypatch):
    """Every scope says yes to everything: what then keeps a record from a page is the database."""
    for model in policy.scoped_models():
        monkeypatch.setitem(policy._scopes, model, lambda _principal, _act: Q())
        monkeypatch.setitem(policy._beyond_roles, model, _Everything())
    persona, community = next(one.values for one in EVERYBODY if one.values[0].key == key)
    client, allowed = Client(), _allowed(persona, community)
    client.force_login(User.objects.get(username=persona.username(community)))
    shown: set[str] = set()
    family = PupilAccount.objects.filter(user__username__startswith="leerling-").select_related("pupil")
    for account in family.order_by("user__username"):
        for page in ("", "dossier/", "attesten/", "toegang/", "overdrachten/", "wie-keek/", "toestemmingen/"):
            response = client.get(f"/leerlingen/{account.pupil_id}/{page}")
            shown |= set(MARKER.findall(response.content.decode()))
    assert shown - allowed == set()


class _Everything(frozenset[str]):
    def __contains__(self, _act: object) -> bool:
        return True


def test_connection_for_whom_nobody_stands_sees_nothing():
    with stand(command("niemand", timezone.localdate())):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT nobody")
        cursor.execute("SELECT set_config('role', %s, true)", [_role()])
        seen = {table: _everything(table) for table in sorted(wall.guarded())}
        cursor.execute("ROLLBACK TO SAVEPOINT nobody")
    assert {table: rows for table, rows in seen.items() if rows} == {}


def _role():
    from django.conf import settings

    return settings.WALL_ROLE


def test_command_sees_facts_of_everybody_and_only_the_compartments_of_its_work():
    with stand(command("proef", timezone.localdate(), vaults={"attest"})):
        markers = set().union(*(MARKER.findall(_everything(table)) for table in wall.guarded()))
        pupils = Pupil.objects.count()
    assert markers == {"[[attest:a]]", "[[attest:b]]"}
    assert pupils == Pupil.objects.count()


def test_role_of_the_application_owns_nothing_and_cannot_go_past_the_wall():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s", [_role()]
        )
        rights = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [_role()])
        (owned,) = cursor.fetchone()
    assert (rights, owned) == ((False, False, False, False), 0)


def test_table_of_ones_own_is_not_taken_for_one_that_the_wall_rests_on():
    with stand(command("proef", timezone.localdate())), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT own")
        columns = "user_id bigint, pupil_id bigint, withdrawn_at date"
        cursor.execute(f"CREATE TEMPORARY TABLE people_pupilaccount ({columns})")
        cursor.execute("INSERT INTO people_pupilaccount VALUES (0, 1, NULL)")
        cursor.execute("SELECT set_config('leerrecht.reader', '0', true)")
        cursor.execute("SELECT wall_pupils()")
        found = cursor.fetchone()
        cursor.execute("ROLLBACK TO SAVEPOINT own")
    assert found == ([],)


@pytest.mark.parametrize("statement", ["UPDATE {} SET act = act", "DELETE FROM {}", "TRUNCATE {}"])
def test_role_of_the_application_cannot_change_the_log(statement):
    with stand(command("proef", timezone.localdate(), vaults=COMPARTMENTS)), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT log")
        with pytest.raises(Exception, match="access_logentry"):
            cursor.execute(statement.format(LogEntry._meta.db_table))
        cursor.execute("ROLLBACK TO SAVEPOINT log")


def test_every_table_about_a_pupil_is_guarded():
    """A table with a pupil or a compartment that no room guards would stand open to a mistake."""
    about = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("leerrecht.")
        if {"pupil_id", "compartment"} & {field.column for field in model._meta.concrete_fields}
    }
    assert sorted(about - wall.guarded() - set(OPEN)) == []


def test_every_guarded_table_and_partition_has_its_policies():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid "
            "WHERE c.relkind IN ('r', 'p') AND (c.relname = ANY(%s) OR i.inhparent::regclass::text = ANY(%s)) "
            "AND NOT (c.relrowsecurity AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 4)",
            [sorted(wall.guarded())] * 2,
        )
        assert cursor.fetchall() == []


def test_wall_stands_as_this_version_says():
    assert wall.stands()
