"""Signals that come by themselves: what the rules ask of a CLB, and what a school reported elsewhere."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.facts.models import Fact
from leerrecht.law.calendar import first_day, school_year
from leerrecht.organisations.models import Service
from leerrecht.trajectories.models import About, Signal, Source
from leerrecht.trajectories.models.signal import LIVE

RULES = ("b5.melding_clb", "z.melding_clb", "clb.traject", "thuiszitter", "verzuim.absoluut")
"""Rules of the law core of which an outcome concerns the CLB of the pupil."""


def arise(arisen: Sequence[dict[str, Any]], on: date) -> None:
    """A new outcome stands at the front door of the CLB: with the live signal of the pupil, or as a new one.

    What was answered this school year does not come back for the same rule: the rule then holds as it did.
    """
    found = {(row["pupil_id"], row["school_id"]): row for row in arisen if row["school_id"] and _asks(row)}
    if not found:
        return
    with stand(command("signalen", on)):
        served = dict(
            Service.objects.filter(
                school_id__in={school_id for _pupil_id, school_id in found}, period__contains=on
            ).values_list("school_id", "centre_id")
        )
        if served:
            _arise([(row, served[key[1]]) for key, row in found.items() if key[1] in served], on)


def _asks(row: dict[str, Any]) -> bool:
    return row["status"] in ("open", "geldt")


def _arise(rows: list[tuple[dict[str, Any], int]], on: date) -> None:
    since = first_day(school_year(on))
    earlier: dict[tuple[int, int], list[Signal]] = {}
    for signal in Signal.objects.filter(pupil_id__in={row["pupil_id"] for row, _centre in rows}, about=About.ABSENCE):
        earlier.setdefault((signal.pupil_id, signal.centre_id), []).append(signal)
    new, changed = [], []
    for row, centre_id in rows:
        own = earlier.get((row["pupil_id"], centre_id), [])
        live = next((one for one in own if one.state in LIVE), None)
        if live is not None:
            if row["regel"] not in live.rules:
                live.rules = [*live.rules, row["regel"]]
                changed.append(live)
        elif not any(row["regel"] in one.rules and one.arisen_on >= since for one in own):
            signal = Signal(
                pupil_id=row["pupil_id"], school_id=row["school_id"], centre_id=centre_id, source=Source.RULES,
                arisen_on=row["sinds"], rules=[row["regel"]],
            )  # fmt: skip
            earlier.setdefault((row["pupil_id"], centre_id), []).append(signal)
            new.append(signal)
    # Of one day several rules may come for one pupil, each through its own listener: never twice.
    Signal.objects.bulk_create(new, ignore_conflicts=True)
    Signal.objects.bulk_update(changed, ["rules"])


@transaction.atomic
def reported(by: Principal, fact: Fact) -> None:
    """A report to the CLB was recorded, wherever: the signal tells on which day. What the page says itself stands."""
    if fact.school_id is None:
        return
    with stand(command("signalen", by.on)):
        Signal.objects.filter(
            pupil_id=fact.pupil_id, school_id=fact.school_id, about=About.ABSENCE, state__in=LIVE, reported_on=None,
            arisen_on__lte=fact.date,
        ).update(reported_on=fact.date, reported_by=name_of(by), reported_by_id=by.user_id)  # fmt: skip


def renumber(school_id: int) -> None:
    """The order of a school without gaps."""
    ranked = Signal.objects.filter(school_id=school_id, rank__isnull=False).order_by("rank", "pk")
    for number, signal in enumerate(ranked, 1):
        if signal.rank != number:
            signal.rank = number
            signal.save(update_fields=["rank"])
