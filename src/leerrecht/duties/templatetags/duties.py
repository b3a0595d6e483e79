"""Words of the law core in templates."""

from django import template
from django.utils.functional import Promise

from leerrecht.duties.interfaces import words

register = template.Library()


@register.filter
def addressee(name: str) -> Promise:
    return words.ADDRESSEES[name]


@register.filter
def act_words(kind: str) -> Promise:
    return words.ACTS[kind]
