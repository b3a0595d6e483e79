"""Words of the law core in templates."""

from django import template
from django.utils.functional import Promise

from leerrecht.ui import words

register = template.Library()


@register.filter
def act_words(kind: str) -> Promise:
    return words.ACTS.get(kind) or words.RECORDS[kind]
