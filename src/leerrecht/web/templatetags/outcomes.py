"""An outcome of the law on a pupil's page: the same words as on the worklist."""

from django import template
from django.utils.safestring import SafeString

from leerrecht.duties.domain.queries.worklist import Line
from leerrecht.ui import words
from leerrecht.ui.explanation import Explanation, explain, tags

register = template.Library()


@register.filter
def tags_of(line: Line) -> SafeString:
    """What sort of thing it is: duty, signal or done, law or advice."""
    return tags(line.outcome, verify=line.rule.te_verifieren)


@register.filter
def why(line: Line) -> Explanation:
    """The explanation for ``<c-why>``."""
    return explain(line.outcome)


@register.filter
def act_in_words(kind: str) -> str:
    return str(words.ACTS.get(kind) or words.RECORDS[kind])
