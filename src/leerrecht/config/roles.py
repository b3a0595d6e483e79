"""Two roles in the database: the owner, who makes the tables, and the one that the application works with.

The second owns nothing and cannot go past the policies (``access.wall``).
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from psycopg import Connection, OperationalError, connect, errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier, Literal

# Roles are shared by all databases of a server: two commands may make the same one.
_CREATE = """
DO $$ BEGIN
    CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""


class NoRoleError(Exception):
    """The role of the application is not there, or may more than it should; the message says in Dutch what to do."""


def name_of(application: str, owner: str) -> str:
    """The role of the application: the one of its address, else named after the database."""
    parts = conninfo_to_dict(application)
    return str(parts.get("user") or f"{conninfo_to_dict(owner).get('dbname', 'leerrecht')}_app")


def ensure(owner: str, folder: Path) -> str:
    """The address for the application at the database of ``owner``; makes the role where it is missing.

    Its password is made once and kept in ``folder``. Raises :class:`NoRoleError` where the owner may make none.
    """
    role = name_of("", owner)
    password = _password(folder / f"{role}.password")
    application = make_conninfo(owner, user=role, password=password)
    if _lets_in(application):
        return application
    try:
        with connect(owner, autocommit=True) as connection:
            connection.execute(SQL(_CREATE).format(role=Identifier(role)))
            connection.execute(SQL("ALTER ROLE {} PASSWORD {}").format(Identifier(role), Literal(password)))
    except errors.InsufficientPrivilege as error:
        raise NoRoleError(
            f"De gebruiker van DATABASE_URL mag geen rollen maken. Laat de beheerder van de databank een rol maken "
            f"zonder bijzondere rechten, bijvoorbeeld {role}, en zet haar adres in DATABASE_APP_URL."
        ) from error
    if not _lets_in(application):
        raise NoRoleError(
            f"De databank laat de rol {role} niet binnen met een wachtwoord. Kijk pg_hba.conf na, "
            f"of zet het adres van een rol die wel binnen mag in DATABASE_APP_URL."
        )
    return application


@dataclass(frozen=True, slots=True)
class Addresses:
    """The address of the owner, for bringing tables up to date and for backups, and that of the application."""

    owner: str
    application: str


def make_both(admin: str, *, database: str, place: str, owner: Path | None, application: Path | None) -> Addresses:
    """Make database and both roles as the administrator of a server at ``admin``; may be run again.

    ``place`` is host and port in the addresses. They are kept in the files ``owner`` and ``application``, readable by
    their user alone, where those are given: a role keeps the password of its file. Raises :class:`NoRoleError`.
    """
    names = {"owner": f"{database}_owner", "application": f"{database}_app"}
    files = {"owner": owner, "application": application}
    with connect(admin, autocommit=True) as connection:
        there = {
            name
            for (name,) in connection.execute(
                "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", [list(names.values())]
            ).fetchall()
        }
        lost = sorted(names[key] for key in names if names[key] in there and not _kept(files[key]))
        if lost:
            raise NoRoleError(
                f"De rol {' en '.join(lost)} bestaat al, en haar wachtwoord staat niet in een bestand dat hier genoemd "
                f"is. Geef dat bestand, of wis de rol eerst: DROP ROLE {lost[0]}"
            )
        found = {key: _address(files[key], names[key], place, database) for key in names}
        for key, name in names.items():
            role, password = Identifier(name), Literal(conninfo_to_dict(found[key])["password"])
            connection.execute(SQL(_CREATE).format(role=role))
            connection.execute(SQL("ALTER ROLE {} PASSWORD {}").format(role, password))
        _make_database(connection, database, names["owner"], names["application"])
    return Addresses(found["owner"], found["application"])


def _make_database(connection: "Connection[tuple[object, ...]]", name: str, owner: str, application: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    parts = {"name": Identifier(name), "owner": Identifier(owner), "application": Identifier(application)}
    if known is None:
        connection.execute(
            SQL("CREATE DATABASE {name} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0").format(**parts)
        )
    connection.execute(SQL("REVOKE ALL ON DATABASE {name} FROM PUBLIC").format(**parts))
    connection.execute(SQL("GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {application}").format(**parts))


def _kept(path: Path | None) -> bool:
    return path is not None and path.exists()


def _address(path: Path | None, role: str, place: str, database: str) -> str:
    """The address of a file, else a new one with a new password, kept in it."""
    if path is not None and path.exists():
        return path.read_text().strip()
    made = f"postgresql://{role}:{secrets.token_urlsafe(32)}@{place}/{database}"
    if path is not None:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{made}\n")
    return made


def check(application: str) -> None:
    """Raise :class:`NoRoleError` where the role of the application could go past the policies."""
    with connect(application) as connection:
        found = connection.execute(
            "SELECT rolsuper OR rolbypassrls, (SELECT count(*) FROM pg_class WHERE relowner = r.oid) "
            "FROM pg_roles r WHERE rolname = current_user"
        ).fetchone()
    if found is not None and (found[0] or found[1]):
        raise NoRoleError(
            "De rol van DATABASE_APP_URL is te machtig: ze bezit tabellen of mag voorbij de afscherming van rijen. "
            "Geef een rol zonder bijzondere rechten en zonder eigen tabellen."
        )


def _password(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text()


def _lets_in(conninfo: str) -> bool:
    try:
        connect(conninfo).close()
    except OperationalError:
        return False
    return True
