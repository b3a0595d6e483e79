from collections.abc import Mapping
from typing import Any

from django import template

from leerrecht.discipline.interfaces.procedure_forms import LABELS
from leerrecht.discipline.models import Answer, Step, StepDone

register = template.Library()


@register.filter
def answer_words(row: StepDone) -> str:
    """What came of a step, in the words of that step."""
    return str(LABELS.get((Step(row.step), Answer(row.answer)), row.get_answer_display()))


@register.filter
def at(found: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key; None where there is none."""
    return found.get(key)
