"""What the pages of referrals show."""

from django import template
from django.utils.safestring import SafeString

from leerrecht.referrals.engine import Reason, references
from leerrecht.ui.explanation import sources

register = template.Library()


@register.filter
def cited(what: Reason | str) -> SafeString | str:
    """The places where a reason, or what a flow or step says, stands."""
    found = what.sources if isinstance(what, Reason) else references(str(what))
    return sources(found) if found else ""
