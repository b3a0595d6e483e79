import pytest

from leerrecht.people.domain.names import fold, sort_key
from leerrecht.people.domain.numbers import normalise
from leerrecht.people.domain.queries.pupils import closest


@pytest.mark.parametrize(
    ("last", "first", "key"),
    [
        ("Van de Velde", "Élise", "van de velde elise"),
        ("van de Velde", "Elise", "van de velde elise"),
        ("D'Hondt", "Anne-Sophie", "d hondt anne sophie"),
        ("Øzdemir", "Ayşe", "ozdemir ayse"),
        ("Yıldız", "İpek", "yildiz ipek"),
        ("  De   Smet ", "Jan", "de smet jan"),
        ("Weiß", "Zoë", "weiss zoe"),
    ],
)
def test_sort_key(last, first, key):
    assert sort_key(last, first) == key


def test_fold_of_nothing():
    assert fold(" .-' ") == ""


@pytest.mark.parametrize(
    ("given", "kept"),
    [("604821", "0000604821"), ("0000604821", "0000604821"), (" 12 ", "0000000012"), ("AB-12", "AB-12"), ("", "")],
)
def test_number_is_kept_with_its_leading_zeros(given, kept):
    assert normalise(given) == kept


ROWS = [(1, "van de velde elise"), (2, "vandevelde jan"), (3, "peeters noor"), (4, "pieters nora"), (5, "de smet jan")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("velde", [1, 2]),
        ("van de velde", [1, 2]),
        ("vandevelde", [2, 1]),
        ("Élise", [1]),
        ("peters", [3, 4]),
        ("Noor Peeters", [3]),
        ("jan smet", [5]),
        ("xyzzy", []),
    ],
)
def test_closest(text, found):
    assert closest(ROWS, text) == found
