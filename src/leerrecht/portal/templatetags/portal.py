from django import template

from leerrecht.portal.terms import said

register = template.Library()
register.filter("said", said)
