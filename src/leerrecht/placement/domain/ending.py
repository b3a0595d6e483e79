"""A search ends with an enrolment or with a recorded outcome, and never by itself for lack of steps."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.duties.domain.casus import casus_of
from leerrecht.law.casus import Leerling
from leerrecht.law.leerplicht import is_leerplichtig
from leerrecht.placement.domain.common import done, not_before, not_later, opened, told
from leerrecht.placement.domain.settling import enrolled_from
from leerrecht.placement.domain.standing import exclusion_of
from leerrecht.placement.models import Answer, Ended, SchoolSearch, Settled, Why


@transaction.atomic
def end_search(
    *,
    by: Principal,
    search: SchoolSearch,
    how: str,
    on: dt.date,
    enrolled_in: str = "",
    provisional: bool = False,
    words: str = "",
) -> SchoolSearch:
    """Record how it ended; ``on`` is the first day on which the pupil is not without a school any more.

    An enrolment is one in the system, or ``enrolled_in`` names a school outside it. ``provisional``: an appeal against
    the exclusion goes on. Raises ``ValidationError`` where the facts say otherwise, ``Denied``.
    """
    search, why = opened(by, search)
    not_later(by, on)
    not_before(on, search.since)
    if how not in Ended.values:
        raise ValidationError({"how": _("Kies hoe de zoektocht afliep.")})
    name = " ".join(enrolled_in.split())[:160]
    _check(search, Ended(how), on, name)
    if provisional and (how != Ended.ENROLLED or search.excluded_on is None):
        raise ValidationError(
            {"provisional": _("Een beroep loopt alleen tegen een uitsluiting, naast een inschrijving elders.")}
        )
    search.ended_on, search.ended_how, search.ended_by = on, how, name_of(by)
    search.enrolled_in = name if how == Ended.ENROLLED else ""
    search.provisional = provisional
    search.save()
    told(by, search, _("Hoe de zoektocht naar een school afliep"), words, why)
    done(by, search, "placement.end", why)
    return search


def _check(search: SchoolSearch, how: Ended, on: dt.date, name: str) -> None:
    """What the facts must say before a search ends so."""
    if how == Ended.ENROLLED and not name and enrolled_from(search, on) is None:
        raise ValidationError({"enrolled_in": _(
            "In het systeem staat geen inschrijving in een andere school. Is het een school buiten het systeem, "
            "schrijf dan haar naam."
        )})  # fmt: skip
    if how == Ended.BACK:
        if search.why != Why.EXCLUDED:
            raise ValidationError({"how": _("Dit past alleen na een uitsluiting.")})
        known = exclusion_of(search.pupil_id, on)
        if known is not None and known.since == search.excluded_on:
            raise ValidationError({"how": _(
                "De uitsluiting geldt nog. Ze eindigt in de tuchtprocedure: door de beroepscommissie of een herziening."
            )})  # fmt: skip
    if how in (Ended.HOME, Ended.EXEMPT, Ended.OVER):
        _by_law(search, how, on)
    if how == Ended.MISTAKE and search.approaches.exclude(answer=Answer.WAITING).exists():
        raise ValidationError({"how": _("Scholen antwoordden al: dit was geen vergissing. Kies hoe het afliep.")})


def _by_law(search: SchoolSearch, how: Ended, on: dt.date) -> None:
    """Home education and exemption are noted elsewhere, and age is known."""
    pupil = known_to_law(search.pupil_id, on)
    if pupil is None:
        return
    home = any(period.omvat(on) for period in pupil.huisonderwijs)
    exempt = any(period.omvat(on) for period in pupil.vrijstellingen)
    if how == Ended.HOME and not home:
        raise ValidationError({"how": _("Er is geen huisonderwijs genoteerd op die dag. Noteer eerst de verklaring.")})
    if how == Ended.EXEMPT and not exempt:
        raise ValidationError({"how": _("Er is geen vrijstelling genoteerd op die dag.")})
    if how == Ended.OVER and is_leerplichtig(pupil, on):
        raise ValidationError({"how": _(
            "De leerling is die dag leerplichtig, en blijft zonder school recht hebben op hulp bij het zoeken."
        )})  # fmt: skip


def known_to_law(pupil_id: int, on: dt.date) -> Leerling | None:
    with lend(command("zoeken naar een school", on)):
        casus = casus_of([pupil_id], on).get(pupil_id)
    return None if casus is None else casus.leerling


@transaction.atomic
def settle_appeal(*, by: Principal, search: SchoolSearch, how: str, on: dt.date) -> SchoolSearch:
    """The appeal is over: the pupil stays, or returns. Raises ``Denied``, ``ValidationError``."""
    search, why = opened(by, search, ended=True)
    if not search.provisional or search.settled_on is not None:
        raise ValidationError(_("Er loopt hier geen beroep naast de inschrijving."))
    if how not in Settled.values:
        raise ValidationError({"how": _("Kies uit de lijst.")})
    not_later(by, on)
    not_before(on, search.ended_on or search.since)
    search.settled_how, search.settled_on = how, on
    search.save(update_fields=["settled_how", "settled_on"])
    done(by, search, "placement.end", why)
    return search
