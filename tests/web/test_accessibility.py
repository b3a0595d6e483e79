"""The statement on accessibility: for everybody, and led to from every page."""

from django.test import Client


def test_statement_is_open_to_everybody_and_led_to_from_the_door(db):
    door = Client().get("/aanmelden/").content.decode()
    assert 'href="/toegankelijkheid/"' in door
    page = Client().get("/toegankelijkheid/")
    assert page.status_code == 200
    assert "Hoe ver staat het?" in page.content.decode()
