"""The interface itself: who calls, within which bounds, and how a mistake is told."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as ShapeError
from ninja.security import HttpBearer

from leerrecht import law
from leerrecht.access.principal import Principal
from leerrecht.access.standing import stand
from leerrecht.api.domain import answers, limits
from leerrecht.api.domain.problems import Fault, Problem
from leerrecht.api.domain.tokens import find_token, principal_of_token
from leerrecht.api.interfaces import faults
from leerrecht.api.interfaces.openapi import completed
from leerrecht.api.models import Token
from leerrecht.api.rules import SCOPES

View = TypeVar("View", bound=Callable[..., Any])
# By the name of an operation in the description, which scope it asks.
_scope_of: dict[str, str] = {}
# Those that refuse what rests on an older version.
_conflicting: set[str] = set()


class TokenRequest(HttpRequest):
    """For annotations alone: a request that was let in by a token."""

    auth: Token
    principal: Principal


class Bearer(HttpBearer):
    """``Authorization: Bearer llr_...``; a session of a browser opens nothing here."""

    def authenticate(self, _request: HttpRequest, token: str) -> Token | None:
        return find_token(token, on=timezone.localdate())


class Api(NinjaAPI):
    """With problems of RFC 9457, and a description that says so."""

    @cached_property
    def _description(self) -> Any:
        return completed(super().get_openapi_schema(), _scope_of, _conflicting)

    def get_openapi_schema(self, **_more: Any) -> Any:
        """Made once in a process: nothing of it depends on who asks, or in which language."""
        return self._description


api = Api(
    title="Leerrecht",
    version="1",
    description="Lezen en schrijven voor schoolpakketten en datateams, met een token van de school.",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=Bearer(),
    urls_namespace="api",
)


def call(scope: str = "", *, writes: bool = False, compares: bool = False) -> Callable[[View], View]:
    """A view for tokens with ``scope``; it reads and writes as the principal of the token, all of it or nothing.

    ``writes``: with an ``Idempotency-Key``, what was done once is answered again. ``compares``: 409 where what is
    written rests on an older version.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: TokenRequest, *args: Any, **more: Any) -> Any:
            token = request.auth
            limits.count(token.pk)
            if scope and scope not in token.scopes:
                raise _beyond(scope)
            request.principal = principal_of_token(token, on=timezone.localdate())
            with stand(request.principal), transaction.atomic():
                if not writes:
                    return view(request, *args, **more)
                asked = answers.hash_of(request.method or "", request.get_full_path(), request.body)
                key = request.headers.get(answers.HEADER)
                return answers.once(token=token, key=key, asked=asked, do=lambda: view(request, *args, **more))

        name = f"{view.__module__.replace('.', '_')}_{view.__name__}"
        _scope_of[name] = scope
        if compares:
            _conflicting.add(name)
        return cast("View", run)

    return decorate


def school_of(request: TokenRequest) -> int:
    """The school of a token that opens pupils: such a token has one."""
    return request.auth.organisation_id


def _beyond(scope: str) -> Problem:
    text = _("Dit token heeft het bereik “%(scope)s” (%(name)s) niet. Vraag de school een token dat het wel heeft.")
    return Problem(403, "bereik-ontbreekt", text % {"scope": scope, "name": SCOPES[scope].name})


def _answer(problem: Problem) -> HttpResponse:
    return faults.response_of(problem)


def _wrong(given: tuple[Fault, ...]) -> Problem:
    return Problem(422, "ongeldig", _("Er is iets niet juist ingevuld. Er is niets bewaard."), given)


@api.exception_handler(Problem)
def _problem(_request: HttpRequest, error: Problem) -> HttpResponse:
    return _answer(error)


@api.exception_handler(AuthenticationError)
def _unknown(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    text = _("Geef een geldig token mee: “Authorization: Bearer llr_...”. Dit token ontbreekt, is onbekend of voorbij.")
    return _answer(Problem(401, "geen-token", text, headers={"WWW-Authenticate": "Bearer"}))


@api.exception_handler(HttpError)
def _refused(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return _answer(Problem(error.status_code, "niet-te-lezen", _("De inhoud is niet te lezen als JSON.")))


@api.exception_handler(ShapeError)
def _shape(_request: HttpRequest, error: ShapeError) -> HttpResponse:
    return _answer(_wrong(faults.of_shape(error.errors)))


@api.exception_handler(ValidationError)
def _verb(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _answer(_wrong(faults.of_verb(error)))


@api.exception_handler(law.BuitenKalender)
def _beyond_calendar(_request: HttpRequest, error: law.BuitenKalender) -> HttpResponse:
    return _answer(_wrong((Fault("", f"{error}"),)))


@api.exception_handler(PermissionDenied)
def _denied(_request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _answer(Problem(403, "niet-toegelaten", str(error) or _("Dit token laat dat niet toe.")))


@api.exception_handler(Http404)
def _missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return _answer(Problem(404, "niet-gevonden", _("Dat is hier niet te vinden.")))


def today() -> date:
    return timezone.localdate()
