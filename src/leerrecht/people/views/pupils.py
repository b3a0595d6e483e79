"""Changing a pupil's record, contacts and siblings; merging two records of one child."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.organisations.domain.sources import CONTACTS, NAMES, package_for
from leerrecht.people import domain
from leerrecht.people.domain.queries import pupils as queries
from leerrecht.people.domain.queries.comparing import compare
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.interfaces.forms import ContactForm, FindForm, PupilForm
from leerrecht.people.models import Contact, Pupil

FOUND = 20
CHOICE = "keuze-"
form_view = require_http_methods(["GET", "POST"])


def _editable(request: SignedRequest, pk: int | str) -> tuple[Principal, Pupil]:
    by = request.principal
    return by, policy.find(Pupil, pk, by=by, act=acts.PUPIL_EDIT)


def _package(part: str, pupil: Pupil) -> str:
    """The school package from which this part of the pupil's record comes, if any."""
    today = timezone.localdate()
    return package_for(part, schools_of(pupil.pk, today))


def _page(request: SignedRequest, template: str, pupil: Pupil, **context: Any) -> HttpResponse:
    """A page that shows what is kept of a pupil: the look is logged."""
    by = request.principal
    log.record(by=by, act=acts.PUPIL_VIEW, on=pupil, pupil_id=pupil.pk, detail={"page": template})
    return render(request, f"people/{template}.html", {"pupil": pupil, **context})


@login_required
@form_view
def pupil_edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Change the record of a pupil."""
    by, pupil = _editable(request, pk)
    form = PupilForm(request.POST or None, by=by, initial=PupilForm.initial_of(pupil))
    form.from_package(_package(NAMES, pupil), "first_name", "last_name", "birth_date", "gender")
    if form.is_valid() and form.attempt(domain.change_pupil, by=by, pupil=pupil, **form.details()):
        messages.success(request, _("De gegevens van %(pupil)s zijn bewaard.") % {"pupil": pupil})
        return redirect("pupil", pupil.pk)
    # A refused change has touched the record in memory; the page names the pupil as it is kept.
    return _page(request, "pupil_edit", policy.find(Pupil, pk, by=by, act=acts.PUPIL_EDIT), form=form)


@login_required
@form_view
def contact_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Add somebody to reach for a pupil."""
    by, pupil = _editable(request, pk)
    form = ContactForm(request.POST or None)
    form.from_package(_package(CONTACTS, pupil))
    if form.is_valid() and form.attempt(domain.add_contact, by=by, pupil=pupil, **form.cleaned_data):
        messages.success(request, _("%(name)s is toegevoegd.") % {"name": form.result.name})
        return redirect("pupil", pupil.pk)
    return render(request, "people/contact_form.html", {"pupil": pupil, "form": form})


@login_required
@form_view
def contact_edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Change a contact."""
    by = request.principal
    contact = policy.find(Contact, pk, by=by, act=acts.PUPIL_EDIT)
    form = ContactForm(request.POST or None, initial=ContactForm.initial_of(contact))
    form.from_package(_package(CONTACTS, contact.pupil))
    if form.is_valid() and form.attempt(domain.change_contact, by=by, contact=contact, **form.cleaned_data):
        messages.success(request, _("De gegevens van %(name)s zijn bewaard.") % {"name": contact.name})
        return redirect("pupil", contact.pupil_id)
    return _page(request, "contact_form", contact.pupil, form=form, contact=contact)


@login_required
@form_view
def contact_remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a contact away, after asking."""
    by = request.principal
    contact = policy.find(Contact, pk, by=by, act=acts.PUPIL_EDIT)
    if request.method == "POST":
        domain.remove_contact(by=by, contact=contact)
        messages.success(request, _("De contactpersoon is weggehaald."))
        return redirect("pupil", contact.pupil_id)
    return _page(request, "contact_remove", contact.pupil, contact=contact)


@login_required
@form_view
def siblings(request: SignedRequest, pk: int) -> HttpResponse:
    """Brothers and sisters at schools that the user sees; look for one and add."""
    by, pupil = _editable(request, pk)
    known = queries.visible_pupils(by).filter(siblings=pupil)
    if request.method == "POST":
        sibling = policy.find(Pupil, request.POST.get("leerling"), by=by, act=acts.PUPIL_VIEW)
        try:
            domain.link_siblings(by=by, pupil=pupil, sibling=sibling)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("%(sibling)s is toegevoegd.") % {"sibling": sibling})
        return redirect("pupil-siblings", pupil.pk)
    find = FindForm(request.GET or None)
    found = _found(by, request.GET.get("q", ""), act=acts.PUPIL_VIEW, without={pupil.pk, *(one.pk for one in known)})
    return _page(request, "siblings", pupil, known=known, find=find, found=found)


@login_required
@require_POST
def sibling_remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take back that two pupils are siblings."""
    by, pupil = _editable(request, pk)
    sibling = policy.find(Pupil, request.POST.get("leerling"), by=by, act=acts.PUPIL_VIEW)
    domain.unlink_sibling(by=by, pupil=pupil, sibling=sibling)
    messages.success(request, _("%(sibling)s is weggehaald.") % {"sibling": sibling})
    return redirect("pupil-siblings", pupil.pk)


@login_required
@form_view
def pupil_merge(request: SignedRequest, pk: int) -> HttpResponse:
    """Look for the other record of this child, compare both, merge."""
    by, pupil = _editable(request, pk)
    if request.method == "POST":
        other = policy.find(Pupil, request.POST.get("met"), by=by, act=acts.PUPIL_EDIT)
        try:
            domain.merge_pupils(by=by, keep=pupil, drop=other, choices=_choices(request))
        except ValidationError as error:
            return _compared(request, pupil, other, errors=error.messages)
        messages.success(request, _("De twee fiches van %(pupil)s zijn samengevoegd.") % {"pupil": pupil})
        return redirect("pupil", pupil.pk)
    if "met" in request.GET:
        return _compared(request, pupil, policy.find(Pupil, request.GET["met"], by=by, act=acts.PUPIL_EDIT))
    text = request.GET.get("q", f"{pupil.last_name} {pupil.first_name}")
    find = FindForm({"q": text})
    found = _found(by, text, act=acts.PUPIL_EDIT, without={pupil.pk})
    return _page(request, "merge_find", pupil, find=find, found=found)


def _compared(request: SignedRequest, keep: Pupil, drop: Pupil, errors: list[str] | None = None) -> HttpResponse:
    by = request.principal
    chosen = _choices(request)
    found = [(conflict, chosen.get(conflict.key, "")) for conflict in domain.conflicts(by=by, keep=keep, drop=drop)]
    return _page(
        request, "merge_compare", keep, other=drop, lines=compare(keep, drop), conflicts=found, errors=errors or []
    )


def _choices(request: SignedRequest) -> dict[str, str]:
    """Which record is right, by the key of what they contradict each other on."""
    return {
        name.removeprefix(CHOICE): str(value) for name, value in request.POST.items() if name.startswith(CHOICE)
    }  # fmt: skip


def _found(by: Principal, text: str, *, act: str, without: set[int]) -> list[Pupil]:
    """Pupils that fit, best first."""
    if not text.strip():
        return []
    ids = [pk for pk in queries.search(by, text, act=act, limit=FOUND + len(without)) if pk not in without][:FOUND]
    pupils = policy.visible(Pupil, to=by, act=act).in_bulk(ids)
    return [pupils[pk] for pk in ids]
