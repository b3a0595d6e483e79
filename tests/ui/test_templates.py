"""Tags, components, forms and tables as they come out."""

import re

import django_tables2
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django_cotton.compiler_regex import CottonCompiler

from leerrecht.access.principal import Principal, Seat
from leerrecht.access.roles import Leerkracht
from leerrecht.ui.forms import DateField
from leerrecht.ui.tables import NumberColumn, Table
from leerrecht.ui.templatetags.leerrecht import can, page_numbers


def flat(html: str) -> str:
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


def drawn(text: str, request=None, **context) -> str:
    """Draws a template that uses components, which only the loader of files compiles."""
    template = Template(CottonCompiler().process(text))
    return flat(template.render(RequestContext(request, context) if request else Context(context)))


TEACHER = Principal(name="t", user_id=1, seats=(Seat(Leerkracht, 1, "School", frozenset({1})),))


def test_can_asks_the_principal_and_is_false_without_one():
    asked = [(TEACHER, "register.take"), (TEACHER, "certificate.view"), (None, "register.take"), ("", "x")]
    assert [can(*each) for each in asked] == [True, False, False, False]


def test_language_is_told_by_its_name_and_a_code_that_nobody_knows_stays():
    assert [drawn("{{ code|language }}", code=code) for code in ("ar", "fr", "zzz", "")] == [
        "Arabisch",
        "Frans",
        "zzz",
        "",
    ]


def test_code_chip_carries_its_meaning_in_title_and_in_hidden_text():
    assert drawn('<c-code mark="B" />') == (
        '<span class="code code-B" title="problematisch afwezig"><span aria-hidden="true">B</span>'
        '<span class="visually-hidden">B: problematisch afwezig</span></span>'
    )


def test_button_with_an_address_is_a_link_and_without_one_a_button():
    assert drawn('<c-button href="/x/" kind="primary">Ga</c-button>') == (
        '<a class="button button-primary" href="/x/" >Ga</a>'
    )
    assert drawn('<c-button type="button" id="k">Doe</c-button>') == (
        '<button class="button" type="button" id="k">Doe</button>'
    )


@pytest.mark.parametrize(
    ("number", "numbers"),
    [(1, [1, 2, 3, None, 20]), (10, [1, None, 8, 9, 10, 11, 12, None, 20]), (20, [1, None, 18, 19, 20])],
)
def test_page_numbers_show_the_ends_and_the_neighbours(number, numbers):
    assert page_numbers(Paginator(range(200), 10).page(number)) == numbers


def test_pagination_keeps_the_rest_of_the_query(rf):
    page = Paginator(range(30), 10).page(2)
    html = drawn('<c-pagination :page="page" />', rf.get("/?zoek=noor&pagina=2"), page=page)
    assert re.findall(r'href="([^"]+)"', html) == [
        "?zoek=noor&amp;pagina=1", "?zoek=noor&amp;pagina=1", "?zoek=noor&amp;pagina=2",
        "?zoek=noor&amp;pagina=3", "?zoek=noor&amp;pagina=3",
    ]  # fmt: skip
    assert "11 tot 20 van 30" in html


class VisitForm(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals op het attest")
    day = DateField(label="Datum", required=False)
    kind = forms.ChoiceField(label="Soort", choices=[("a", "Aa"), ("b", "Bee")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Zeker", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, initial="x")


def test_form_that_came_back_links_each_error_to_its_field_and_keeps_what_was_typed():
    html = flat(str(VisitForm({"name": "", "day": "31/02/2026", "kind": "", "secret": "x"})))
    summary = html[: html.index("</ul></div>")]
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary) == [
        ("id_name", "Naam"), ("id_day", "Datum"), ("id_kind_0", "Soort"),
    ]  # fmt: skip
    assert 'value="31/02/2026"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert html.count('aria-invalid="true"') >= 2


def test_every_link_of_an_error_summary_leads_to_an_element():
    html = str(VisitForm({}))
    for target in re.findall(r'<a href="#([^"]+)">', html):
        assert f'id="{target}"' in html


def test_form_that_is_new_has_no_summary_and_marks_what_is_optional():
    html = flat(str(VisitForm()))
    assert "error-summary" not in html
    assert html.count("(niet verplicht)") == 1
    assert '<input type="hidden" name="secret" value="x" id="id_secret">' in html


def test_date_field_takes_iso_and_belgian_dates():
    field = DateField()
    assert field.clean("2026-11-20") == field.clean("20/11/2026") == field.clean("20-11-2026")


class PupilTable(Table):
    name = django_tables2.Column("Naam")
    count = NumberColumn("Aantal")
    caption = "Leerlingen"


def test_table_has_a_caption_sorts_and_labels_its_cells(rf):
    table = PupilTable([{"name": "Noor", "count": 3}], order_by="-name")
    html = flat(table.as_html(rf.get("/?zoek=n")))
    assert '<caption class="visually-hidden">Leerlingen</caption>' in html
    assert 'aria-sort="descending"' in html
    assert 'href="?zoek=n&amp;sort=name"' in html
    assert 'data-label="Aantal"' in html


def test_table_without_rows_says_so(rf):
    assert "Er is niets om te tonen." in PupilTable([]).as_html(rf.get("/"))


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_error_page_is_drawn_without_a_request(name):
    html = render_to_string(f"{name}.html")
    assert '<html lang="nl">' in html
    assert "Naar de startpagina" in html


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_no_page_has_inline_script_or_style(name):
    html = render_to_string(f"{name}.html")
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", html) == []
