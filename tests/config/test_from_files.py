import pytest

from leerrecht.config.from_files import UnreadableError, fill


def test_secret_is_read_from_its_file_unless_it_is_given(tmp_path):
    (tmp_path / "adres").write_text("postgresql://a\n")
    environment = {"DATABASE_URL_FILE": str(tmp_path / "adres"), "DATABASE_APP_URL_FILE": str(tmp_path / "adres")}
    environment["DATABASE_APP_URL"] = "postgresql://b"
    fill(environment)
    assert (environment["DATABASE_URL"], environment["DATABASE_APP_URL"]) == ("postgresql://a", "postgresql://b")


def test_file_that_is_not_there_is_named_and_stops(tmp_path):
    with pytest.raises(UnreadableError, match=r"LEERRECHT_SMTP_PASSWORD_FILE: .*nergens"):
        fill({"LEERRECHT_SMTP_PASSWORD_FILE": str(tmp_path / "nergens")})
