from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import translation

from leerrecht.portal.languages import DUTCH, direction, languages, tried
from leerrecht.portal.lasting import is_shared, lasts
from leerrecht.portal.terms import said

register = template.Library()
register.filter("said", said)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: its language, which others there are, and how long the sign-in lasts unused."""

    language: str
    direction: str
    languages: dict[str, str]
    idle: int
    shared: bool
    tried: bool

    @property
    def minutes(self) -> int:
        return self.idle // 60


@register.simple_tag(takes_context=True)
def frame(context: dict[str, Any]) -> Frame:
    language, request = translation.get_language() or DUTCH, context["request"]
    idle = int(lasts(request).total_seconds())
    return Frame(language, direction(language), languages(), idle, is_shared(request), tried(language))
