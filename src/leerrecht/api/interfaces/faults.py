"""Mistakes in Dutch, by the names that the other program knows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import msgspec
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from leerrecht.api.domain.problems import Fault, Problem

KIND = "application/problem+json"
FIRST_FAULT = 400
# Where a place in the answer of the library names a part of the request, or a parameter of ours.
_PARTS = {"body", "query", "path", "header", "given", "asked"}
TITLES = {
    400: _("Niet te lezen"), 401: _("Geen geldig token"), 403: _("Niet toegelaten"), 404: _("Niet gevonden"),
    405: _("Methode niet toegelaten"), 409: _("Intussen gewijzigd"), 411: _("Zonder lengte"), 413: _("Te groot"),
    422: _("Niet juist ingevuld"),
    429: _("Te veel oproepen"), 500: _("Fout van de server"), 503: _("Even niet bereikbaar"), 507: _("Geen plaats"),
}  # fmt: skip
# What is told where no view answered: the code, and in words what to do. Nothing was kept, but where the server failed.
_UNANSWERED = {
    400: ("niet-te-lezen", _("Deze vraag is niet te lezen.")),
    403: ("niet-toegelaten", _("Dat is niet toegelaten.")),
    404: ("adres-onbekend", _("Dit adres bestaat niet. Alle adressen staan op /api/uitleg/.")),
    405: ("methode-onbekend", _("Dit adres kent %(method)s niet, wel: %(allow)s.")),
    411: ("zonder-lengte", _("De verzending zegt niet hoe groot ze is. Stuur Content-Length mee.")),
    413: ("te-groot", _("De verzending is te groot. Verdeel ze over meer oproepen.")),
    500: (
        "fout-van-de-server",
        _("Er ging iets mis op de server; dat ligt niet aan u. Stuur het later opnieuw, met dezelfde Idempotency-Key."),
    ),
    503: (
        "even-niet-bereikbaar",
        _("De databank antwoordt even niet. Stuur het zo dadelijk opnieuw, met dezelfde Idempotency-Key."),
    ),
    507: ("geen-plaats", _("De server heeft geen plaats meer. Er is niets bewaard; verwittig de beheerder.")),
}
# What tells of the page itself; all other headers stay.
_OF_THE_PAGE = frozenset({"content-type", "content-length", "content-language"})
CODES = frozenset(code for code, _text in _UNANSWERED.values())
# What the verbs of the rooms call a field, and what this interface calls it.
_FIELDS = {
    "first_name": "voornaam", "last_name": "naam", "birth_date": "geboortedatum", "gender": "geslacht",
    "insz": "rijksregisternummer", "numbers": "leerlingnummer", "first_day": "eerste_dag", "last_day": "laatste_dag",
    "class_group": "klas", "level": "niveau", "share": "deel", "grade": "leerjaar", "name": "naam",
    "school_year": "schooljaar", "kind": "soort", "received_on": "ontvangen_op", "first": "eerste_dag",
    "last": "laatste_dag", "pupils": "leerlingen", "mark": "code", "ground": "grond", "sub_code": "eigen_code",
    "leave_reason": "reden", "administratieve_groep": "administratieve_groep", "date": "datum",
    "legal_role": "rol", "relation": "verwantschap", "phone": "telefoon", "language": "taal", "lives_with": "woont_bij",
    "attest": "attest", "clausulering": "clausulering", "qualification": "kwalificatie", "decided_on": "beslist_op",
    "street": "straat", "house_number": "huisnummer", "box": "bus", "municipality": "gemeente", "country": "land",
    "__all__": "",
}  # fmt: skip
_WORDS = {
    "missing": _("Dit veld ontbreekt."),
    "extra_forbidden": _("Dit veld bestaat niet."),
    "int_parsing": _("Dit moet een geheel getal zijn."),
    "int_type": _("Dit moet een geheel getal zijn."),
    "int_from_float": _("Dit moet een geheel getal zijn."),
    "int_parsing_size": _("Dit getal is te groot."),
    "bool_parsing": _("Dit moet waar of niet waar zijn (true of false)."),
    "bool_type": _("Dit moet waar of niet waar zijn (true of false)."),
    "string_type": _("Dit moet tekst zijn."),
    "string_unicode": _("Deze tekst bevat tekens die geen tekens zijn."),
    "string_pattern_mismatch": _("Deze tekst heeft niet de juiste vorm."),
    "list_type": _("Dit moet een lijst zijn."),
    "dict_type": _("Dit moet een object zijn."),
    "model_type": _("Dit moet een object zijn."),
    "model_attributes_type": _("Dit moet een object zijn."),
}
_LIMITS = {
    "greater_than_equal": (_("Dit moet minstens %s zijn."), "ge"),
    "less_than_equal": (_("Dit mag hoogstens %s zijn."), "le"),
    "string_too_long": (_("Deze tekst telt hoogstens %s tekens."), "max_length"),
    "string_too_short": (_("Deze tekst telt minstens %s tekens."), "min_length"),
    "too_long": (_("Deze lijst telt hoogstens %s rijen."), "max_length"),
    "too_short": (_("Deze lijst telt minstens %s rijen."), "min_length"),
    "literal_error": (_("Kies uit: %s."), "expected"),
    "enum": (_("Kies uit: %s."), "expected"),
}


def response_of(problem: Problem) -> HttpResponse:
    """The problem as RFC 9457 writes it."""
    title = TITLES.get(problem.status) or HTTPStatus(problem.status).phrase
    body = {
        "type": f"/api/uitleg/#{problem.code}",
        "title": str(title),
        "status": problem.status,
        "detail": str(problem.text),
        "code": problem.code,
        "fouten": [{"veld": one.field, "melding": str(one.text), "code": one.code} for one in problem.faults],
    }
    return HttpResponse(
        msgspec.json.encode(body), status=problem.status, content_type=KIND, headers=dict(problem.headers)
    )


def of_status(response: HttpResponseBase, method: str) -> HttpResponse:
    """What another part of the server answered with a page, as a problem."""
    status = response.status_code
    code, text = _UNANSWERED.get(status, _UNANSWERED[500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400])
    headers = {name: value for name, value in response.headers.items() if name.lower() not in _OF_THE_PAGE}
    words = str(text) % {"method": method[:20], "allow": headers.get("Allow", "")} if "%(" in str(text) else str(text)
    return response_of(Problem(status, code, words, headers=headers))


def of_shape(errors: Sequence[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """What the library found wrong with the shape of a request."""
    return tuple(Fault(_place(one.get("loc", ())), _said(one), str(one.get("type", "ongeldig"))) for one in errors)


def of_verb(error: ValidationError) -> tuple[Fault, ...]:
    """What a verb refused."""
    if not hasattr(error, "error_dict"):
        return tuple(Fault("", text, _code(error)) for text in error.messages)
    return tuple(
        Fault(_FIELDS.get(name, name), text, _code(one))
        for name, several in error.error_dict.items()
        for one in several
        for text in one.messages
    )


@contextmanager
def named(**names: str) -> Iterator[None]:
    """Where an address calls a field otherwise than others do: what the verb calls it, and what the address does."""
    try:
        yield
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        raise ValidationError({names.get(name, name): one for name, one in error.error_dict.items()}) from error


def _code(error: ValidationError) -> str:
    return str(getattr(error, "code", None) or "ongeldig")


def _place(place: Sequence[Any]) -> str:
    parts = [str(part) for part in place]
    while parts and parts[0] in _PARTS:
        del parts[0]
    return ".".join(parts)


def _said(error: Mapping[str, Any]) -> str:
    kind = str(error.get("type", ""))
    if kind in _LIMITS:
        text, name = _LIMITS[kind]
        bounds: Mapping[str, Any] = error.get("ctx") or {}
        return str(text) % str(bounds.get(name, "")).replace(" or ", " of ").replace("''", "leeg")
    if kind.startswith("date"):
        return str(_("Dit moet een datum zijn, als 2026-11-20."))
    return str(_WORDS.get(kind, _("Deze waarde is niet juist.")))
