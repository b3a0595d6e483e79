from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from leerrecht.portal.door import OPEN
from leerrecht.portal.languages import DUTCH, direction, languages, tried
from leerrecht.portal.lasting import is_shared, lasts
from leerrecht.portal.terms import said

register = template.Library()
register.filter("said", said)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: its language, which others there are, and how long the sign-in lasts unused.

    ``here`` is where the same page opens in another language, or the first page of signing in.
    """

    language: str
    direction: str
    languages: dict[str, str]
    idle: int
    shared: bool
    tried: bool
    here: str

    @property
    def minutes(self) -> int:
        return self.idle // 60


@register.simple_tag(takes_context=True)
def frame(context: dict[str, Any]) -> Frame:
    language, request = translation.get_language() or DUTCH, context["request"]
    idle = int(lasts(request).total_seconds())
    return Frame(language, direction(language), languages(), idle, is_shared(request), tried(language), _here(request))


def _here(request: HttpRequest) -> str:
    match = request.resolver_match
    return request.path if match is not None and match.url_name in OPEN else reverse("account_login")
