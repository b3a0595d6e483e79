"""Searches in the own file of a pupil: each with the schools that were asked. Words lie in notes."""

from django.utils.translation import gettext as _

from leerrecht.placement.models import SchoolSearch
from leerrecht.transfers.domain.own_file import Gathering, Row


def rows(gathering: Gathering) -> list[Row]:
    """One row a search."""
    found = gathering.confidential(SchoolSearch).prefetch_related("approaches", "steps").order_by("since", "pk")
    return [
        {
            _("vak"): one.get_compartment_display(), _("bij"): gathering.places.get(one.organisation_id, ""),
            _("zonder school sinds"): one.since.isoformat(), _("waarom"): one.get_why_display(),
            _("gezochte studie"): one.study,
            _("gevraagde scholen"): "; ".join(
                f"{asked.on.isoformat()}: {asked.name}, {asked.get_answer_display()}" for asked in one.approaches.all()
            ),
            _("stappen"): "; ".join(f"{step.on.isoformat()}: {step.get_kind_display()}" for step in one.steps.all()),
            _("niet meer zonder school sinds"): one.ended_on.isoformat() if one.ended_on else "",
            _("hoe afgelopen"): one.get_ended_how_display(),
        }
        for one in found
    ]  # fmt: skip
