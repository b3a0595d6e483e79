"""Where the rooms above say how they add their facts to the casus of a pupil.

A contributor is ``contribute(pupil_ids, on) -> {pupil_id: [piece, ...]}``, registered under the name of its
room in ``AppConfig.ready()``. It answers for all pupils at once (a fixed, small number of queries), leaves out
pupils of whom it knows nothing, and gives facts dated after ``on`` too: the law itself decides what counts on
a day. Pieces are frozen objects of ``leerrecht.law.casus``, told apart by their class; each room gives:

``people``
    exactly one ``Leerling`` for each pupil that exists and is not merged into another.
``enrolment``
    an ``Inschrijving`` for each enrolment of any school year, without overlap (of two part-time ones beside each
    other the first leads): ``school`` is ``str(school_id)``, ``tot`` the last
    day enrolled (the upper bound of the period less one day), ``vrije_dagen`` and ``vrije_halve_dagen`` the free
    days of that school in all years (the same frozenset object for all its pupils, so that the law's calendar
    cache hits), ``b_vorige_school`` None where nothing was brought along, or where an earlier enrolment of the
    same school year stands in the system too.
``attendance``
    an ``Attest`` for each certificate that was not withdrawn, and for each stored half-day of the school year of
    ``on`` and of the one before a plain tuple ``(date, part, code, ground)``, since there are many: ``code`` is
    the mark (a P without approval is "-"), ``ground`` the slug or "".
``facts`` (this room)
    a ``Gebeurtenis`` for each bare fact whose kind the law knows.

``trajectories``
    a plain ``Periode`` for each time of home education, which the casus keeps with its ``Leerling``.

``sick``
    a ``Toah`` for each period of TOAH that began, and the facts of the topics about education during illness.

Any room gives the facts of a topic of the law (``Feiten`` of ``law.topics``): the topic is then asked. Of a topic that
takes one answer only, a pupil has one piece.

``discipline``
    a ``Maatregel`` for each measure that was taken and stands, with what was done for it as ``Gebeurtenis``, and the
    facts of the topic about the procedure.

``betwistingen``
    the facts of the topic about a contested C attest.

``leerplicht``
    how far the yearly check came, as the facts of that topic, for pupils who were nowhere on its day.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

Contributor = Callable[[Sequence[int], date], Mapping[int, list[Any]]]

_contributors: dict[str, Contributor] = {}


def register(name: str, contributor: Contributor) -> None:
    if name in _contributors:
        raise RuntimeError(f"contributor {name} is registered already")
    _contributors[name] = contributor


def contributors() -> Mapping[str, Contributor]:
    return _contributors
