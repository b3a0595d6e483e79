"""The directory: searching it, also from a pupil, and keeping it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.directory.domain import keeping
from leerrecht.directory.domain.queries.network import candidates, members_of, only_own, partners_for, regions_of
from leerrecht.directory.domain.queries.search import find_offers, offer_page, profile_of
from leerrecht.directory.interfaces.forms import OfferForm, RegionForm, RoomForm, SearchForm, values_of
from leerrecht.directory.models import Offer, Region
from leerrecht.directory.rules import runs_all
from leerrecht.people.models import Pupil
from leerrecht.ui.asking import ask_then_do

form_view = require_http_methods(["GET", "POST"])


def _allowed(request: SignedRequest, act: str) -> None:
    if not request.principal.can(act):
        raise policy.Denied(_("Het aanbod is voor wie leerlingen begeleidt, en voor wie het bijhoudt."))


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """What there is; with ``leerling``, whether it fits that pupil."""
    by = request.principal
    _allowed(request, acts.DIRECTORY_VIEW)
    form = SearchForm(request.GET, regions=regions_of(by))
    filters = form.chosen()
    pupil = profile = None
    if form.is_valid() and (pk := form.cleaned_data["leerling"]) is not None:
        pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
        profile = profile_of(by, pupil, domain=filters.domain)
    if pupil is None:
        del form.fields["passend"]
    page, found = find_offers(by, by.on, filters=filters, profile=profile, number=request.GET.get("pagina", "1"))
    context = {
        "form": form, "page": page, "found": found, "pupil": pupil, "may_keep": by.can(acts.DIRECTORY_KEEP),
        "runs_all": runs_all(by, acts.DIRECTORY_KEEP),
    }  # fmt: skip
    return render(request, "directory/list.html", context)


@login_required
@require_GET
def offer(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One offer, and what was said of its room."""
    found = policy.find(Offer, pk, by=request.principal, act=acts.DIRECTORY_VIEW)
    shown, reports, keeps = offer_page(request.principal, found)
    return render(request, "directory/offer.html", {"one": shown, "reports": reports, "keeps": keeps})


@login_required
@form_view
def offer_new(request: SignedRequest) -> HttpResponse:
    """Something that is offered and does not stand here yet."""
    by = request.principal
    _allowed(request, acts.DIRECTORY_KEEP)
    form = OfferForm(
        request.POST or None, regions=regions_of(by, acts.DIRECTORY_KEEP), partners=partners_for(by), own=only_own(by)
    )
    if form.is_valid() and form.attempt(keeping.add_offer, by=by, wanted=form.wanted()):
        messages.success(request, _("Bewaard. Meld ook hoeveel plaats er is."))
        return redirect("directory-offer", form.result.pk)
    return _form(request, form, _("Aanbod toevoegen"), reverse("directory-list"))


@login_required
@form_view
def offer_change(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Say anew what it is."""
    by = request.principal
    found = policy.find(Offer, pk, by=by, act=acts.DIRECTORY_KEEP)
    form = OfferForm(
        request.POST or None, initial=values_of(found), regions=regions_of(by, acts.DIRECTORY_KEEP),
        partners=partners_for(by), own=only_own(by),
    )  # fmt: skip
    if form.is_valid() and form.attempt(keeping.change_offer, by=by, offer=found, wanted=form.wanted()):
        messages.success(request, _("Bewaard."))
        return redirect("directory-offer", pk)
    return _form(request, form, _("Aanbod wijzigen: %(name)s") % {"name": found}, reverse("directory-offer", args=[pk]))


@login_required
@form_view
def offer_end(request: SignedRequest, pk: UUID) -> HttpResponse:
    """It is there no longer."""
    by = request.principal
    found = policy.find(Offer, pk, by=by, act=acts.DIRECTORY_KEEP)
    return ask_then_do(
        request, lambda: keeping.end_offer(by=by, offer=found), title=_("Aanbod stoppen: %(name)s") % {"name": found},
        lead=_("Niemand vindt het daarna nog in de lijst. Wat al loopt, loopt verder."),
        submit=_("Aanbod stoppen"), done=_("Gestopt."), back=reverse("directory-list"),
    )  # fmt: skip


@login_required
@form_view
def room_new(request: SignedRequest, pk: UUID) -> HttpResponse:
    """How much room there is now."""
    by = request.principal
    found = policy.find(Offer, pk, by=by, act=acts.DIRECTORY_KEEP)
    form = RoomForm(request.POST or None)
    if form.is_valid() and form.attempt(keeping.report_room, by=by, offer=found, room=form.room()):
        messages.success(request, _("Gemeld."))
        return redirect("directory-offer", pk)
    return _form(request, form, _("Plaats melden: %(name)s") % {"name": found}, reverse("directory-offer", args=[pk]))


@login_required
@require_GET
def region_list(request: SignedRequest) -> HttpResponse:
    """Regions, for the operator."""
    by = request.principal
    if not runs_all(by, acts.DIRECTORY_KEEP):
        raise policy.Denied(_("Streken maakt of wijzigt alleen de beheerder."))
    return render(request, "directory/regions.html", {"regions": regions_of(by, acts.DIRECTORY_KEEP)})


@login_required
@form_view
def region_new(request: SignedRequest) -> HttpResponse:
    """One more region."""
    return _region(request, None)


@login_required
@form_view
def region_change(request: SignedRequest, pk: int) -> HttpResponse:
    """Another name, or others who belong to it."""
    return _region(request, policy.find(Region, pk, by=request.principal, act=acts.DIRECTORY_KEEP))


def _region(request: SignedRequest, region: Region | None) -> HttpResponse:
    by = request.principal
    if not runs_all(by, acts.DIRECTORY_KEEP):
        raise policy.Denied(_("Streken maakt of wijzigt alleen de beheerder."))
    initial = {"name": region.name, "members": members_of(region)} if region is not None else {}
    form = RegionForm(request.POST or None, initial=initial, organisations=candidates(by))
    if form.is_valid() and form.attempt(keeping.keep_region, by=by, region=region, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect("directory-region-list")
    title = _("Streek wijzigen") if region is not None else _("Streek toevoegen")
    return _form(request, form, title, reverse("directory-region-list"))


def _form(request: SignedRequest, form: object, title: str, back: str) -> HttpResponse:
    return render(request, "directory/form.html", {"form": form, "title": title, "back": back})
