"""A backup is whole and sealed, goes back into an empty place alone, and says clearly what is wrong."""

import io
import os
import resource
import signal
import subprocess
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from leerrecht.cli import build_parser
from leerrecht.operations import backup, commands, contents, programs, restore, sealing
from leerrecht.operations.problems import OperationError


@pytest.fixture
def keys(tmp_path):
    secret = tmp_path / "geheim"
    return SimpleNamespace(public=sealing.new_key(secret), secret=secret)


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database with all tables, and an empty one beside it."""
    from django.db import connection

    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
    server, empty = os.environ["DATABASE_URL"], f"{name}_terug"
    with psycopg.connect(make_conninfo(server, dbname="postgres"), autocommit=True) as owner:
        owner.execute(f"DROP DATABASE IF EXISTS {empty} WITH (FORCE)")
        owner.execute(f"CREATE DATABASE {empty}")
        yield SimpleNamespace(full=make_conninfo(server, dbname=name), empty=make_conninfo(server, dbname=empty))
        with psycopg.connect(make_conninfo(server, dbname=name)) as own:
            # That a backup was made is written down, and stays.
            noted = own.execute("DELETE FROM operations_backupmade RETURNING rows > 0").fetchall()
        assert set(noted) <= {(True,)}
        owner.execute(f"DROP DATABASE {empty} WITH (FORCE)")


def _message(call, *arguments, **named):
    with pytest.raises(OperationError) as caught:
        call(*arguments, **named)
    return str(caught.value)


@pytest.mark.django_db
def test_backup_goes_back_whole_into_an_empty_database_once(places, keys, tmp_path, monkeypatch):
    monkeypatch.delenv(backup.SECRET, raising=False)
    home, there, path = tmp_path / "hier", tmp_path / "daar", tmp_path / "b.age"
    home.mkdir()
    there.mkdir()
    (home / "secret.key").write_text("de sleutel van hier")
    saved = backup.save(path, key=keys.public, conninfo=places.full, home=home)
    assert (saved.size, path.stat().st_mode & 0o777) == (path.stat().st_size, 0o600)
    assert b"access_user" not in path.read_bytes()
    assert "bestaat al" in _message(backup.save, path, key=keys.public, conninfo=places.full, home=home)
    assert "niet leeg" in _message(restore.restore, path, key=keys.secret, conninfo=places.full, home=there)

    (there / "secret.key").write_text("een andere")
    again = {"key": keys.secret, "conninfo": places.empty, "home": there, "finish": lambda: None}
    assert "andere secret.key" in _message(restore.restore, path, **again)
    (there / "secret.key").unlink()
    done = restore.restore(path, **again)
    assert (done.whole, len(done.tables), sum(each.after for each in done.tables)) == (True, saved.tables, saved.rows)
    assert (there / "secret.key").read_text() == "de sleutel van hier"
    assert (there / "secret.key").stat().st_mode & 0o777 == 0o600
    with psycopg.connect(places.empty) as connection:
        # Rights and policies are made anew by what follows, so that their mark may not be there before.
        assert connection.execute("SELECT obj_description('wall_pupils()'::regprocedure, 'pg_proc')").fetchone() == (
            None,
        )
        connection.execute("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)")
    listed = {each.table: [each.before, "1"] for each in done.tables}
    different = [each.table for each in restore._compare(listed, places.empty) if each.before != each.after]
    assert (done.walls, different) == (0, ["django_migrations"])


@pytest.mark.django_db
def test_backup_says_what_is_wrong_and_leaves_nothing(places, keys, tmp_path):
    target = tmp_path / "b.age"
    given = {"key": keys.public, "conninfo": places.full, "home": tmp_path}
    assert "geen publieke sleutel" in _message(backup.save, target, **{**given, "key": "age1bla"})
    assert "kan niet geschreven worden" in _message(backup.save, tmp_path / "weg" / "b.age", **given)
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, former[1]))
    try:
        assert "schijf is vol" in _message(backup.save, target, **given)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    elsewhere = make_conninfo(places.full, dbname="template1")
    assert "leeg: er valt niets te bewaren" in _message(backup.save, target, **{**given, "conninfo": elsewhere})
    with psycopg.connect(places.full, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS kijker")
        owner.execute("CREATE ROLE kijker LOGIN PASSWORD 'kijker'")
    visitor = make_conninfo(places.full, user="kijker", password="kijker")
    try:
        assert "bezit de tabellen niet" in _message(backup.save, target, **{**given, "conninfo": visitor})
    finally:
        with psycopg.connect(places.full, autocommit=True) as owner:
            owner.execute("DROP ROLE kijker")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["geheim"]


def test_dump_that_stops_is_an_error(tmp_path):
    broken = tmp_path / "pg_dump"
    broken.write_text("#!/bin/sh\necho begin; echo kapot >&2; exit 1\n")
    broken.chmod(0o755)
    assert _message(list, backup._dumped(broken, "dbname=x", "1")) == "pg_dump stopte: kapot"


def test_disk_full_is_said_in_both_directions(keys):
    with Path("/dev/full").open("wb", buffering=0) as full:
        assert "schijf is vol" in _message(
            sealing.seal, io.BytesIO(bytes(10**6)), full, sealing.public_key(keys.public)
        )
    sealed = io.BytesIO()
    sealing.seal(io.BytesIO(bytes(10**6)), sealed, sealing.public_key(keys.public))
    sealed.seek(0)
    with Path("/dev/full").open("wb", buffering=0) as full:
        assert "schijf is vol" in _message(sealing.unseal, sealed, full, sealing.secret_key(keys.secret))


def test_wrong_key_and_damage_are_told_apart_before_anything_is_written(keys, tmp_path):
    path, other = tmp_path / "b.age", tmp_path / "andere"
    sealing.new_key(other)
    sealed = io.BytesIO()
    pieces = contents.packed({"tabellen": {}}, {}, [bytes(300_000)])
    sealing.seal(contents.Flow(pieces), sealed, sealing.public_key(keys.public))
    whole = sealed.getvalue()
    # Nobody listens there: a message about the database would mean that it was asked.
    given = {"conninfo": "host=127.0.0.1 port=1", "home": tmp_path}
    assert "bestaat niet" in _message(restore.restore, path, key=keys.secret, **given)
    path.write_bytes(whole)
    assert "past niet" in _message(restore.restore, path, key=other, **given)
    for damaged in (b"", b"geen back-up", whole[:-9], whole[:200_000] + b"xxx" + whole[200_003:]):
        path.write_bytes(damaged)
        assert "beschadigd" in _message(restore.restore, path, key=keys.secret, **given)
    for content, said in (
        (b"geen tar", "geen back-up"),
        (b"".join(contents.packed({"formaat": 9}, {}, [])), "nieuwere"),
    ):
        sealed = io.BytesIO()
        sealing.seal(io.BytesIO(content), sealed, sealing.public_key(keys.public))
        path.write_bytes(sealed.getvalue())
        assert said in _message(restore.restore, path, key=keys.secret, **given)


def test_keys_are_never_overwritten_and_are_read_with_clear_words(keys, tmp_path):
    assert keys.secret.stat().st_mode & 0o777 == 0o600
    assert "bestaat al" in _message(sealing.new_key, keys.secret)
    assert "kan niet geschreven worden" in _message(sealing.new_key, tmp_path / "weg" / "k")
    assert "bestaat niet" in _message(sealing.secret_key, tmp_path / "weg")
    (tmp_path / "leeg").write_text("niets\n")
    assert "geen geheime sleutel" in _message(sealing.secret_key, tmp_path / "leeg")


def test_program_is_the_oldest_that_is_new_enough(tmp_path):
    versions = {Path("a"): 15, Path("b"): 18, Path("c"): 0, Path("d"): 16}
    assert programs.oldest("pg_dump", versions, 16) == (Path("d"), 16)
    assert "postgresql-client-19" in _message(programs.oldest, "pg_dump", versions, 19)
    assert programs.program("pg_dump", 18)[1] >= 18
    assert programs._version(tmp_path / "weg") == 0
    place, hidden = programs.address("host=x password=geheim dbname=y")
    assert (sorted(place.split()), hidden) == (["dbname=y", "host=x"], {"PGPASSWORD": "geheim"})


@pytest.mark.django_db
def test_server_older_than_the_backup_is_refused(places):
    older = SimpleNamespace(listed={"postgresql": 99, "pg_dump": 99})
    assert "deze server is" in _message(restore._fill, older, places.empty)


def _command(*arguments):
    options = build_parser().parse_args(arguments)
    return options.run(options)


@pytest.mark.django_db
def test_commands_say_what_they_did(places, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", places.full)
    monkeypatch.setenv("LEERRECHT_HOME", str(tmp_path))
    monkeypatch.delenv("LEERRECHT_BACKUP_KEY", raising=False)
    secret, path = str(tmp_path / "geheim"), str(tmp_path / "b.age")
    assert _command("backupsleutel", secret) == 0
    public = capsys.readouterr().out.splitlines()[0].rpartition(" ")[2]
    assert (_command("backupsleutel", secret), _command("backup", path)) == (2, 2)
    assert "er is geen sleutel" in capsys.readouterr().err
    assert (_command("backup", path, "--sleutel", public), _command("backup", path, "--sleutel", "x")) == (0, 2)
    said = capsys.readouterr()
    assert ("versleuteld" in said.out, "geen publieke sleutel" in said.err) == (True, True)
    assert _command("herstel", path, "--sleutel", secret) == 2
    assert "niet leeg" in capsys.readouterr().err
    monkeypatch.setenv("DATABASE_URL", "host=127.0.0.1 port=1 connect_timeout=2")
    assert _command("herstel", path, "--sleutel", secret) == 2
    assert _command("backup", path + "2", "--sleutel", public) == 2
    assert capsys.readouterr().err.count("de databank antwoordt niet") == 2
    for same, code in ((True, 0), (False, 1)):
        found = restore.Restored("nu", (restore.Compared("tabel", 3, 3 if same else 2, same),), 157)
        assert commands.tell(found) == code
        assert ("VERSCHILT" in capsys.readouterr().out) is not same


def test_reader_that_has_enough_does_not_end_the_restore():
    former = signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    many = SimpleNamespace(dump=lambda: iter([bytes(4_000_000)] * 3))
    try:
        command = ["sh", "-c", "head -c 3 >/dev/null; echo genoeg"]
        assert restore._run(command, many, subprocess.DEVNULL, {}) == "genoeg\n"
    finally:
        signal.signal(signal.SIGPIPE, former)
