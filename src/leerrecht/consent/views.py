"""Consents and objections of a pupil, the wish that parents are not told, and ability to judge."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.consent import domain
from leerrecht.consent.domain.places import places
from leerrecht.consent.domain.queries.ability import ability_of
from leerrecht.consent.domain.queries.page import consent_page, family_ground, givers
from leerrecht.consent.interfaces.forms import ConsentForm, EndWishForm, JudgementForm, WishForm, WithdrawForm
from leerrecht.consent.models import Consent, Judgement, ParentsWish
from leerrecht.consent.models.consent import Record
from leerrecht.consent.purposes import PURPOSES
from leerrecht.people.models import Pupil

form_view = require_http_methods(["GET", "POST"])


def _pupil(request: SignedRequest, pk: int) -> Pupil:
    return policy.find(Pupil, pk, by=request.principal, act=acts.CASE_VIEW)


@login_required
@require_GET
def consent_list(request: SignedRequest, pk: int) -> HttpResponse:
    """What was agreed, refused, objected or wished. That somebody looked is logged."""
    by, pupil = request.principal, _pupil(request, pk)
    why = by.why(acts.CONSENT_VIEW) or family_ground(by, pupil)
    if not why:
        raise policy.Denied(_("Uw functie laat dit niet toe."))
    with transaction.atomic():
        page = consent_page(by, pupil)
        log.record(
            by=by, act=acts.CONSENT_VIEW, on=pupil, pupil_id=pupil.pk, why=why, compartments=[Gedeeld.key]
        )  # fmt: skip
    return render(request, "consent/consent_list.html", {"pupil": pupil, "page": page})


@login_required
@form_view
def consent_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Note an answer."""
    by, pupil = request.principal, _pupil(request, pk)
    own = _places(request, pupil, acts.CONSENT_RECORD)
    form = ConsentForm(
        request.POST or None, pupil=pupil, contacts=givers(pupil), places=own, initial={"first": timezone.localdate()}
    )
    if form.is_valid() and form.attempt(domain.record_consent, by=by, pupil=pupil, **form.details()):
        messages.success(request, _("Het antwoord is bewaard."))
        return redirect("pupil-consents", pupil.pk)
    context = {"pupil": pupil, "form": form, "purposes": PURPOSES.values()}
    return render(request, "consent/consent_form.html", context)


@login_required
@form_view
def consent_withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """Note that somebody took an answer back."""
    by = request.principal
    consent = policy.find(Consent, pk, by=by, act=acts.CONSENT_RECORD)
    form = WithdrawForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and form.attempt(domain.withdraw_consent, by=by, consent=consent, **form.cleaned_data):
        messages.success(request, _("De intrekking is bewaard."))
        return redirect("pupil-consents", consent.pupil_id)
    _look(request, acts.CONSENT_VIEW, consent)
    title = _("Intrekken: %(purpose)s") % {"purpose": consent.get_purpose_display()}
    return _asked(request, form, consent.pupil, title, submit=_("Intrekking bewaren"))


@login_required
@form_view
def wish_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Note that the pupil does not want the parents told, and what was decided."""
    by, pupil = request.principal, _pupil(request, pk)
    own = _places(request, pupil, acts.WISH_RECORD)
    form = WishForm(request.POST or None, places=own, initial={"stated_on": timezone.localdate()})
    if form.is_valid() and form.attempt(domain.record_wish, by=by, pupil=pupil, **form.cleaned_data):
        messages.success(request, _("De wens van de leerling is bewaard."))
        return redirect("pupil-consents", pupil.pk)
    lead = _(
        "Neem tijd om met de leerling te praten. Blijft de leerling bij de wens, dan weegt het belang van de leerling "
        "door: soms moeten ouders iets weten om hulp te kunnen starten."
    )
    return _asked(request, form, pupil, _("De ouders mogen het niet weten"), lead=lead)


@login_required
@form_view
def wish_end(request: SignedRequest, pk: int) -> HttpResponse:
    """The wish no longer stands."""
    by = request.principal
    wish = policy.find(ParentsWish, pk, by=by, act=acts.WISH_RECORD)
    form = EndWishForm(request.POST or None)
    if form.is_valid() and form.attempt(domain.end_wish, by=by, wish=wish, **form.cleaned_data):
        messages.success(request, _("De wens geldt niet meer."))
        return redirect("pupil-consents", wish.pupil_id)
    _look(request, acts.WISH_VIEW, wish)
    lead = _("Daarna zien ouders opnieuw wat school en CLB over deze leerling delen.")
    return _asked(request, form, wish.pupil, _("Wens beëindigen"), lead=lead, submit=_("Beëindigen"))


@login_required
@form_view
def ability_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Judge otherwise than age lets presume."""
    by, pupil = request.principal, _pupil(request, pk)
    own = _places(request, pupil, acts.ABILITY_JUDGE)
    form = JudgementForm(request.POST or None, places=own)
    if form.is_valid() and form.attempt(domain.judge_ability, by=by, pupil=pupil, **form.cleaned_data):
        messages.success(request, _("De beoordeling is bewaard."))
        return redirect("pupil-consents", pupil.pk)
    lead = _("Vanaf %(age)d jaar wordt vermoed dat een leerling zelf kan beslissen over het dossier.") % {
        "age": ability_of(pupil, by.on).age
    }
    return _asked(request, form, pupil, _("Bekwaamheid beoordelen"), lead=lead)


@login_required
@form_view
def ability_end(request: SignedRequest, pk: int) -> HttpResponse:
    """Back to what age lets presume, after asking."""
    by = request.principal
    judgement = policy.find(Judgement, pk, by=by, act=acts.ABILITY_JUDGE)
    form = None
    if request.method == "POST":
        domain.end_judgement(by=by, judgement=judgement)
        messages.success(request, _("De leeftijd beslist opnieuw."))
        return redirect("pupil-consents", judgement.pupil_id)
    _look(request, acts.CONSENT_VIEW, judgement)
    return _asked(request, form, judgement.pupil, _("Beoordeling beëindigen"), submit=_("Beëindigen"))


def _places(request: SignedRequest, pupil: Pupil, act: str) -> list[Any]:
    found = places(request.principal, pupil, act)
    if not found:
        raise policy.Denied(_("Uw functie laat niet toe om dit bij deze leerling te noteren."))
    return found


def _look(request: SignedRequest, act: str, record: Record) -> None:
    by = request.principal
    log.record(
        by=by, act=act, on=record, pupil_id=record.pupil_id, organisation_id=record.organisation_id, why=by.why(act)
    )


def _asked(request: SignedRequest, form: Any, pupil: Pupil, title: str, **context: str) -> HttpResponse:
    """A page with one form."""
    address = reverse("pupil-consents", args=[pupil.pk])
    defaults = {"submit": _("Bewaren"), "lead": ""}
    return render(
        request,
        "consent/form.html",
        {**defaults, **context, "pupil": pupil, "form": form, "title": title, "cancel": address},
    )
