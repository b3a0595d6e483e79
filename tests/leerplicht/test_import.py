"""The list comes in: each row read, refused with field and remedy, written whole or not at all, and only once."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.documents.domain.tables import recognise
from leerrecht.leerplicht.domain import importing
from leerrecht.leerplicht.domain.reading import Refused, read_list
from leerrecht.leerplicht.models import Check, CheckFile, CheckKind, ListedChild, Territory
from tests.factories import YEAR
from tests.leerplicht.world import csv, row

pytestmark = pytest.mark.django_db


def test_rows_are_read_from_text_and_workbook_alike():
    book = openpyxl.Workbook()
    book.active.append(["Geboren op", "Voornamen", "Familienaam", "Postnummer", "INSZ", "Nationaliteit"])
    book.active.append([date(2015, 3, 4), "Lin  Maria", "Van de  Velde", 9999, 15030499823, "sy"])
    book.active.append([date(2009, 3, 4), "Ann", "Peeters", 9999, None, None])
    stream = io.BytesIO()
    book.save(stream)
    rows, refused = read_list(recognise(stream, "lijst.xlsx"))
    assert refused == []
    assert [(one.place, one.insz, one.last_name, one.first_name, one.birth_date, one.nationality) for one in rows] == [
        (2, "15030499823", "Van de Velde", "Lin Maria", date(2015, 3, 4), "SY"),
        (3, "", "Peeters", "Ann", date(2009, 3, 4), "BE"),
    ]


def test_a_bad_row_is_refused_with_row_field_and_remedy():
    rows, refused = read_list(
        csv(
            row(), "", row(last=""), row(first="Ann", born="31/02/2015"), row(first="Bo", postcode="99"),
            row(first="Cas", insz="15.03.04-998.10"), row(first="Dré", insz="15030499823", born="2015-03-05"),
            "12;Te;kort",
        )
    )  # fmt: skip
    assert [(one.place, one.first_name) for one in rows] == [(2, "Lin")]
    assert [(one.row, one.field, one.content) for one in refused] == [
        (4, "naam", ""), (5, "geboortedatum", "31/02/2015"), (6, "postcode", "99"),
        (7, "rijksregisternummer", "15.03.04-998.10"), (8, "rijksregisternummer", "15030499823"),
        (9, "postcode", ""), (9, "geboortedatum", ""), (9, "rijksregisternummer", "12"),
    ]  # fmt: skip
    assert refused[1].remedy == "Schrijf de datum als 2019-05-03 of 03/05/2019."
    assert all(one.remedy for one in refused)


def test_the_same_child_twice_counts_once_and_is_refused_where_the_rows_differ():
    rows, refused = read_list(csv(row(), row(), row().replace("Dorpsstraat", "Kerkstraat")))
    assert len(rows) == 1
    assert refused == [
        Refused(4, "hele rij", "Peeters", "Dit kind staat al op rij 2, met andere gegevens. Laat er één rij van over.")
    ]


@pytest.mark.parametrize(
    ("head", "rows", "said"),
    [
        ("Naam;Voornaam", ["a;b"], "ontbreekt de kolom geboortedatum, postcode"),
        ("Naam;Voornaam;Geboortedatum;Postcode", [], "bevat geen enkele rij"),
    ],
)
def test_a_file_that_is_no_list_says_what_is_missing(head, rows, said):
    with pytest.raises(ValidationError, match=said):
        read_list(csv(*rows, head=head))


def test_too_many_rows_are_asked_by_municipality(monkeypatch):
    monkeypatch.setattr("leerrecht.leerplicht.domain.reading.MOST_ROWS", 1)
    with pytest.raises(ValidationError, match="gemeente per gemeente"):
        read_list(csv(row(), row(first="Ann")))


def test_a_bad_row_keeps_everything_out_unless_the_good_ones_are_wanted(world):
    bad = (row(), row(first="Ann", postcode="x"))
    taken = world.take(*bad)
    assert (taken.file, taken.good, [one.row for one in taken.refused]) == (None, 1, [3])
    assert (ListedChild.objects.count(), CheckFile.objects.count()) == (0, 0)
    taken = world.take(*bad, good_rows=True)
    assert (taken.file.rows, taken.file.added, taken.file.refused) == (2, 1, 1)
    assert [str(one) for one in ListedChild.objects.all()] == ["Lin Peeters"]


def test_the_same_file_again_changes_nothing_and_a_newer_one_only_what_differs(world):
    world.take(row(), row(first="Ann"))
    before = list(ListedChild.objects.order_by("pk").values())
    again = world.take(row(), row(first="Ann")).file
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    assert list(ListedChild.objects.order_by("pk").values()) == before
    newer = world.take(row(insz="15030499823"), row(first="Ann").replace("Dorpsstraat", "Kerkstraat")).file
    assert (newer.added, newer.changed, newer.unchanged) == (0, 2, 0)
    assert sorted(ListedChild.objects.values_list("first_name", "insz", "address")) == [
        ("Ann", "", "Kerkstraat 1"), ("Lin", "15030499823", "Dorpsstraat 1"),
    ]  # fmt: skip


def test_only_whom_the_check_is_about_is_kept(world):
    rows = (
        row(first="Plichtig", born="2021-12-31"), row(first="Kleuter", born="2022-01-01"),
        row(first="Jongste", born="2024-04-01"), row(first="Baby", born="2024-04-02"),
        row(first="Volwassen", born="2008-12-31"), row(first="Bijna", born="2009-01-01"),
    )  # fmt: skip
    taken = world.take(*rows)
    assert (taken.file.added, taken.file.outside) == (2, 4)
    assert sorted(ListedChild.objects.values_list("first_name", flat=True)) == ["Bijna", "Plichtig"]
    world.take(*rows, check=world.check(CheckKind.TODDLERS))
    names = ListedChild.objects.filter(check_list__kind="kleuters").values_list("first_name", flat=True)
    assert sorted(names) == ["Jongste", "Kleuter"]


def test_a_newcomer_is_on_the_list_from_the_sixtieth_day(world):
    head = "Naam;Voornaam;Geboortedatum;Postcode;Nationaliteit;Registerdatum"
    source = csv("A;Zestig;2015-03-04;9999;SY;2026-08-02", "B;Jonger;2015-03-04;9999;SY;2026-08-03", head=head)
    importing.import_list(by=world.by("agodi"), check=world.check(), source=source)
    assert list(ListedChild.objects.values_list("first_name", flat=True)) == ["Zestig"]


def test_a_check_is_opened_once_a_year_after_its_day_by_who_leads_it(world):
    check = world.check()
    assert (world.check(), check.reference_date, check.certain) == (check, date(2026, 10, 1), 97)
    for more, said in (({"year": YEAR + 1}, "nog niet voorbij"), ({"year": YEAR, "certain": 94}, "van 95 tot 100")):
        with pytest.raises(ValidationError, match=said):
            importing.open_check(by=world.by("agodi"), kind="leerplicht", **more)
    for role in ("gemeente", "clb", "directeur"):
        with pytest.raises(Denied):
            importing.open_check(by=world.by(role), kind="leerplicht", year=YEAR)
        with pytest.raises(Denied):
            importing.import_list(by=world.by(role), check=check, source=csv(row()))
    assert Check.objects.count() == 1
    assert LogEntry.objects.filter(act="leerplicht.open").count() == 1


def test_postcodes_belong_to_one_municipality_and_children_follow(world):
    child = world.child()
    assert child.municipality_id == world.town.pk
    with pytest.raises(ValidationError, match="hoort al bij Voorbeeldstad"):
        importing.keep_territory(by=world.by("agodi"), organisation_id=world.other_town.pk, postcodes=["9999"])
    with pytest.raises(ValidationError, match="vier cijfers"):
        importing.keep_territory(by=world.by("agodi"), organisation_id=world.town.pk, postcodes=["99"])
    importing.keep_territory(by=world.by("agodi"), organisation_id=world.town.pk, postcodes=["9998", " "])
    assert (world.anew(child).municipality_id, Territory.objects.get().postcodes) == (None, ["9998"])
    with pytest.raises(Denied):
        importing.keep_territory(by=world.by("gemeente"), organisation_id=world.town.pk, postcodes=["9999"])
