"""Filled forms in the own file of a pupil: finished ones that the asker may read, without third persons."""

from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.forms.domain.queries.reading import Line, parts
from leerrecht.forms.models import FilledForm
from leerrecht.transfers.domain.own_file import Gathering, Row


def rows(gathering: Gathering) -> list[Row]:
    """One row a form, with its questions and answers."""
    found = gathering.confidential(FilledForm).filter(finished_at__isnull=False, withdrawn_at=None)
    return [
        {
            _("dag"): f"{timezone.localdate(one.finished_at):%d/%m/%Y}", _("vak"): one.get_compartment_display(),
            _("formulier"): one.name, _("antwoorden"): gathering.names.without(_answers(one)),
        }
        for one in found.select_related("version").order_by("finished_at", "pk")
    ]  # fmt: skip


def _answers(one: FilledForm) -> str:
    lines = [line for part in parts(one.version, one.answers) for line in part.lines]
    return "\n".join(f"{line.question.text}: {_answer(line)}" for line in lines if _answer(line))


def _answer(line: Line) -> str:
    return line.answer or ", ".join(text for text, ticked in line.items if ticked)
