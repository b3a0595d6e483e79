"""The casus of a pupil: what every room knows of it, put together for the law core."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from leerrecht.facts.contributors import contributors
from leerrecht.law.casus import Attest, Casus, Gebeurtenis, Inschrijving, Leerling, Maatregel, Periode, Toah
from leerrecht.law.topics import ONDERWERPEN

_TOPICS = {topic.feiten: name for name, topic in ONDERWERPEN.items()}


def casus_of(pupil_ids: Sequence[int], on: date) -> dict[int, Casus]:
    """The casus of each pupil: as many queries as the contributors need for all of them together.

    A pupil whom no room knows (any more), or who was merged into another, is left out. Raises
    ``law.casus.CasusFout`` where the facts contradict each other.
    """
    pieces: dict[int, list[Any]] = {}
    for contribute in contributors().values():
        for pupil_id, found in contribute(pupil_ids, on).items():
            if pupil_id in pieces:
                pieces[pupil_id] += found
            else:
                pieces[pupil_id] = list(found)
    return {pupil_id: casus for pupil_id, found in pieces.items() if (casus := _assemble(found)) is not None}


def _assemble(pieces: list[Any]) -> Casus | None:
    kinds: dict[type, list[Any]] = {}
    for piece in pieces:
        kinds.setdefault(type(piece), []).append(piece)
    if Leerling not in kinds:
        return None
    half_days = kinds.get(tuple, ())
    pupil = kinds[Leerling][0]
    if home := kinds.get(Periode):
        pupil = replace(pupil, huisonderwijs=(*pupil.huisonderwijs, *home))
    return Casus.of_marks(
        pupil,
        kinds.get(Inschrijving, ()),
        [half_day[:3] for half_day in half_days],
        gronden={half_day[:2]: half_day[3] for half_day in half_days if half_day[3]},
        attesten=kinds.get(Attest, ()),
        gebeurtenissen=kinds.get(Gebeurtenis, ()),
        toah=kinds.get(Toah, ()),
        maatregelen=kinds.get(Maatregel, ()),
        meer={_TOPICS[kind]: tuple(found) for kind, found in kinds.items() if kind in _TOPICS},
    )
