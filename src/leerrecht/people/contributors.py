"""What this room adds to the casus of a pupil."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from leerrecht.law.casus import Leerling
from leerrecht.people.models import Pupil


def leerlingen(pupil_ids: Sequence[int], _on: date) -> dict[int, list[Any]]:
    """Each pupil as the law on leerplicht sees them, but for records merged into another: one query."""
    return {pupil.pk: [_leerling(pupil)] for pupil in Pupil.objects.filter(pk__in=pupil_ids, merged_into=None)}


def _leerling(pupil: Pupil) -> Leerling:
    return Leerling(
        geboortedatum=pupil.birth_date,
        nationaliteit=pupil.nationality,
        register_inschrijving=pupil.register_entry,
        domicilie=pupil.domicile,
        diploma_secundair=pupil.diploma_on,
        twee_leerjaren_so_beeindigd=pupil.two_years_so_ended_on,
        afstand_school_km=None if pupil.distance_km is None else float(pupil.distance_km),
    )
