import pytest

from leerrecht.indicators.places import Place, read
from leerrecht.indicators.store import SnapshotError

HEADER = "instellingsnummer;net;regio;oki\n"


def test_table_of_schools_is_read(tmp_path):
    path = tmp_path / "scholen.csv"
    path.write_text(f"{HEADER}123456;GO;Gent;1,27\n123457;;;\n", encoding="utf-8")
    assert read(path) == {123456: Place("GO", "Gent", 127), 123457: Place()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("instellingsnummer;net\n", "kolom regio, oki ontbreekt"),
        (f"{HEADER}12;GO;;\n", "rij 2: “12” is geen instellingsnummer"),
        (f"{HEADER}123456;XX;;\n", "rij 2: net “XX” bestaat niet"),
        (f"{HEADER}123456;GO;;veel\n", "rij 2: “veel” is geen getal"),
        (f"{HEADER}123456;GO;;7\n", "tussen 0 en 4"),
    ],
)
def test_wrong_table_names_row_and_remedy(tmp_path, text, words):
    path = tmp_path / "scholen.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SnapshotError, match=words):
        read(path)
