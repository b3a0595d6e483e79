import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from leerrecht.config.identity import read_providers

GIVEN = {
    "key": "sint-jan", "name": "Sint-Jan", "issuer": "https://login.sintjan.example/", "client_id": "a",
    "client_secret": "b", "email_domains": ["SintJan.example"],
}  # fmt: skip
READ = {
    "provider_id": "sint-jan",
    "name": "Sint-Jan",
    "client_id": "a",
    "secret": "b",
    "settings": {
        "server_url": "https://login.sintjan.example",
        "email_domains": ["sintjan.example"],
        "fetch_userinfo": False,
        "oauth_pkce_enabled": True,
    },
}


def test_no_provider_where_none_is_named():
    assert read_providers("") == []


def test_providers_are_read_from_text_and_from_a_file(tmp_path):
    text = json.dumps([GIVEN])
    file = tmp_path / "oidc.json"
    file.write_text(text)
    assert (read_providers(text), read_providers(str(file))) == ([READ], [READ])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[{"client_secret": "geheim",', r"geen JSON \(regel 1, teken 29\)$"),
        ("/bestaat/niet.json", "bestaat niet of kan niet gelezen worden"),
        ('{"client_secret": "geheim"}', "geen lijst van aanbieders"),
        ("[1]", "geen lijst van aanbieders"),
        (json.dumps([{**GIVEN, "client_secret": ""}]), "ontbreekt client_secret"),
        (json.dumps([{**GIVEN, "key": "Sint Jan"}]), "mag alleen a-z"),
        (json.dumps([{**GIVEN, "issuer": "http://login.sintjan.example"}]), "moet met https:// beginnen"),
        (json.dumps([GIVEN, GIVEN]), "dezelfde key"),
    ],
)
def test_provider_that_cannot_be_right_stops_the_start(text, says):
    with pytest.raises(ImproperlyConfigured, match=says) as error:
        read_providers(text)
    # What is shown or logged holds no secret.
    assert "geheim" not in str(error.value)


def test_provider_may_be_asked_for_less_than_usual():
    (read,) = read_providers(json.dumps([{**GIVEN, "scope": ["openid", "vo"]}]))
    assert read["settings"]["scope"] == ["openid", "vo"]
    for scope in ("openid", ["vo"], ["openid", 1]):
        with pytest.raises(ImproperlyConfigured, match="met openid erin"):
            read_providers(json.dumps([{**GIVEN, "scope": scope}]))
