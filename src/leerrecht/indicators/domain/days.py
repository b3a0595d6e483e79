"""Figures as they stood on a day that somebody asks for: a job computes them, for who may see the pupils themselves."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.indicators.domain.queries.places import Place
from leerrecht.indicators.domain.words import day
from leerrecht.indicators.models import Publication
from leerrecht.law import calendar

TASK = "leerrecht.indicators.on_a_day"


@transaction.atomic
def ask_day(*, by: Principal, place: Place, publication: Publication, on: date) -> None:
    """Have every figure of a place computed as it stood on a day; whatever came later is left out.

    Raises ``Denied`` for who sees no small numbers there: from one day to the next a pupil could be told. Raises
    ``ValidationError`` by field for a day outside the figures.
    """
    if not (by.can(acts.FIGURES_VIEW) and place.near):
        raise policy.Denied(_("Een stand op een dag is voor wie de leerlingen van de school zelf mag zien."))
    first = calendar.first_day(publication.school_year)
    if not first <= on <= publication.until:
        last = day(publication.until)
        raise ValidationError(
            {"on": _("Kies een dag van %(first)s tot en met %(last)s.") % {"first": day(first), "last": last}}
        )
    log.record(
        by=by, act="figures.day", kind="cijfers", organisation_id=place.pk,
        detail={"scope": place.scope, "place": place.pk, "on": on.isoformat()},
    )  # fmt: skip
    app.configure_task(TASK).defer(scope=place.scope, place=place.pk, on=on.isoformat())
