"""What AGODI knows beside what we know, school by school."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.numbers import wholes
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.interfaces.exporters import csv_response
from leerrecht.discimus import panels
from leerrecht.discimus.domain import connecting
from leerrecht.discimus.domain.queries import comparing, pages
from leerrecht.discimus.domain.words import what
from leerrecht.discimus.interfaces import words
from leerrecht.discimus.interfaces.forms import ConnectForm, DifferenceFilter
from leerrecht.discimus.models import Connection
from leerrecht.discimus.transport import transport
from leerrecht.organisations.models import School
from leerrecht.ui.asking import ask_then_do, do_and_say

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """The schools of the reader; with one school, its page."""
    by = request.principal
    if not by.can(acts.DISCIMUS_KEEP):
        raise policy.Denied(_("Wat AGODI weet, is voor secretariaat en directie van de school."))
    schools = pages.schools_of(by)
    if len(schools) == 1:
        return redirect("discimus-school", schools[0].school.pk)
    return render(request, "discimus/list.html", _transport(pages.tried_only(by)) | {"schools": schools})


@login_required
@require_GET
def school(request: SignedRequest, pk: int) -> HttpResponse:
    """Counts by month and code, and each difference with its reason; ``uitvoer=csv`` gives the lines as a file."""
    by, found, connection = _here(request, pk)
    context: dict[str, Any] = {
        "school": found, "connection": connection, "panels": panels.panels(by, pk),
        **_transport(pages.tried_only(by, pk)),
    }  # fmt: skip
    if connection is None:
        return render(request, "discimus/school.html", context)
    form = DifferenceFilter(request.GET, months=pages.months_of(connection, by.on))
    chosen = form.chosen()
    if request.GET.get("uitvoer") == "csv":
        return _export(request, found, connection, chosen)
    counts = comparing.reasons(by, connection, by.on)
    codes, months = pages.month_table(by, connection, by.on)
    page = pages.page_of(by, connection, by.on, **chosen, number=request.GET.get("pagina", "1"))
    query = request.GET.copy()
    query["uitvoer"] = "csv"
    context |= {
        "form": form, "page": page, "lines": [_line(one) for one in page.object_list], "codes": codes,
        "months": months, "reasons": [(words.WHY[why], *counts[why]) for why in comparing.WHY if why in counts],
        "refused": comparing.REFUSED,
        "enrolled": comparing.enrolled(by, connection, by.on), "narrowed": any(chosen.values()),
        "export_url": f"?{query.urlencode()}",
    }  # fmt: skip
    return render(request, "discimus/school.html", context)


@login_required
@form_view
def connect(request: SignedRequest, pk: int) -> HttpResponse:
    """From which day on this installation tells AGODI."""
    by, found, connection = _here(request, pk)
    form = ConnectForm(request.POST or None, initial={"since": by.on})
    if form.is_valid() and form.attempt(connecting.connect, by=by, school=found, **form.cleaned_data):
        return redirect("discimus-school", pk)
    return render(request, "discimus/connect.html", {"form": form, "school": found, "connection": connection})


@login_required
@form_view
def disconnect(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then stop."""
    by, found, _connection = _here(request, pk)
    return ask_then_do(
        request, lambda: connecting.disconnect(by=by, school=found), title=_("Stoppen met doorgeven"),
        lead=_(
            "Vanaf nu geeft Leerrecht voor %(school)s niets meer door aan Discimus. Wat AGODI al weet, blijft daar. "
            "Zorg dat het schoolpakket het overneemt."
        ) % {"school": found},
        done=_("Er wordt niets meer doorgegeven."), back=reverse("discimus-school", args=[pk]),
    )  # fmt: skip


@login_required
@require_POST
def again(request: SignedRequest, pk: int) -> HttpResponse:
    """Offer the chosen messages again."""
    by, found, _connection = _here(request, pk)

    def offer() -> None:
        sent = request.POST.getlist("bericht")
        chosen = wholes(sent)
        if len(chosen) != len(sent):
            raise ValidationError(_("De keuze is niet te lezen. Laad de pagina opnieuw."))
        connecting.offer_again(by=by, school=found, keys=chosen)

    back = reverse("discimus-school", args=[pk])
    return do_and_say(request, offer, done=_("Opnieuw aangeboden. Het antwoord komt hier te staan."), back=back)


def _transport(tried: bool) -> dict[str, Any]:
    """What carries the messages; where it is a test double, or was, each page says so."""
    found = transport()
    trial = tried or (found is not None and found.double)
    return {"transport": found, "trial": trial, "agodi": _agodi(trial)}


def _agodi(trial: bool) -> str:
    return _("AGODI (proef)") if trial else _("AGODI")


def _here(request: SignedRequest, pk: int) -> tuple[Any, School, Connection | None]:
    by = request.principal
    found = policy.find(School, pk, by=by, act=acts.DISCIMUS_KEEP)
    return by, found, pages.connection_of(by, found)


def _line(one: comparing.Difference) -> dict[str, Any]:
    return {
        "one": one, "ours": what(one.kind, one.ours), "theirs": what(one.kind, one.theirs),
        "why": words.WHY[one.why], "to_do": words.to_do(one), "part": words.PARTS[one.part],
    }  # fmt: skip


def _export(request: SignedRequest, found: School, connection: Connection, chosen: dict[str, str]) -> HttpResponse:
    by = request.principal
    lines = comparing.differences(by, connection, by.on, why=chosen["why"], month=chosen["month"])
    log.record(
        by=by, act="discimus.take", on=connection, organisation_id=found.pk, detail={"rows": len(lines)}
    )  # fmt: skip
    agodi = _agodi(_transport(pages.tried_only(by, found.pk))["trial"])
    heads = (_("Leerling"), _("Datum"), _("Dagdeel"), _("Wij"), agodi, _("Waarom"), _("Reden van weigering"))
    rows = [
        (one.name, one.date, words.PARTS[one.part], what(one.kind, one.ours), what(one.kind, one.theirs),
         words.WHY[one.why], one.refused_because)
        for one in lines
    ]  # fmt: skip
    return csv_response(f"discimus-{found.number}", heads, rows)
