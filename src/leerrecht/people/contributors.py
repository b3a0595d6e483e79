"""What this room adds to the casus of a pupil."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from leerrecht.law.casus import Leerling
from leerrecht.people.models import Pupil


def leerlingen(pupil_ids: Sequence[int], _on: date) -> dict[int, list[Any]]:
    """Each pupil as the law on leerplicht sees them, but for records merged into another: one query."""
    rows = Pupil.objects.filter(pk__one_of=pupil_ids, merged_into=None).values_list(
        "pk", "birth_date", "nationality", "register_entry", "domicile", "diploma_on", "two_years_so_ended_on",
        "distance_km",
    )  # fmt: skip
    return {
        pupil: [
            Leerling(
                geboortedatum=born,
                nationaliteit=nationality,
                register_inschrijving=entry,
                domicilie=domicile,
                diploma_secundair=diploma,
                twee_leerjaren_so_beeindigd=two_years,
                afstand_school_km=None if distance is None else float(distance),
            )
        ]
        for pupil, born, nationality, entry, domicile, diploma, two_years, distance in rows
    }
