"""Templates of a school with their live preview, and its house style."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.documents.interfaces.limits import takes_upload
from leerrecht.letters import domain
from leerrecht.letters.domain import catalogue, placeholders, previewing
from leerrecht.letters.domain.queries import letters as queries
from leerrecht.letters.interfaces.forms import OwnTemplateForm, StyleForm, TextForm
from leerrecht.letters.interfaces.shown import shown_pages
from leerrecht.letters.languages import DUTCH, choices, languages
from leerrecht.letters.rules import written_in
from leerrecht.organisations.models import Organisation
from leerrecht.ui.asking import ask_then_do

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def template_list(request: SignedRequest, pk: int) -> HttpResponse:
    """The templates of a school or CLB."""
    by, house = request.principal, _house(request, pk)
    found = catalogue.templates(by, house, act=acts.LETTER_MANAGE)
    return render(request, "letters/template_list.html", {"school": house, "templates": found.values()})


@login_required
@form_view
def template_edit(request: SignedRequest, pk: int, key: str) -> HttpResponse:
    """The words in one language, with a drawing beside them; bewaren makes the next version."""
    by, house = request.principal, _house(request, pk)
    template = catalogue.templates(by, house, act=acts.LETTER_MANAGE).get(key)
    if template is None:
        raise Http404(_("Geen sjabloon gevonden."))
    language = request.GET.get("taal") or DUTCH
    if language not in languages():
        raise Http404(_("Geen sjabloon gevonden."))
    text = template.texts.get(language)
    initial = {"subject": text.subject, "body": text.body} if text else None
    form = TextForm(request.POST or None, initial=initial)
    if form.is_valid() and "preview" not in request.POST:
        kept = form.attempt(
            domain.write_text, by=by, house=house, key=key, language=language,
            subject=form.cleaned_data["subject"], body=form.cleaned_data["body"],
        )  # fmt: skip
        if kept:
            messages.success(request, _("Versie %(n)d is bewaard.") % {"n": form.result.number})
            return redirect(f"{reverse('letter-template', args=[house.pk, key])}?taal={language}")
    context = {
        "school": house, "template": template, "text": text, "form": form, "language": language,
        "language_name": languages()[language], "languages": choices(), "fields": placeholders.FIELDS,
        "own": queries.own_template(by, house, key),
        **_drawn(by, house, form["subject"].value() or "", form["body"].value() or "", language),
    }  # fmt: skip
    return render(request, "letters/template_edit.html", context)


@login_required
@require_POST
def preview(request: SignedRequest, pk: int) -> HttpResponse:
    """The drawing alone, as one types."""
    by, house = request.principal, _house(request, pk)
    language = request.POST.get("taal", "")
    language = language if language in languages() else DUTCH
    found = _drawn(by, house, request.POST.get("subject", ""), request.POST.get("body", ""), language)
    return render(request, "letters/_preview.html", found)


@login_required
@form_view
def template_new(request: SignedRequest, pk: int) -> HttpResponse:
    """A template of the school's own, in Dutch; other languages can be added to it."""
    by, house = request.principal, _house(request, pk)
    form = OwnTemplateForm(request.POST or None, compartments=written_in(by, house.pk))
    if form.is_valid() and "preview" not in request.POST:
        names = ("name", "compartment", "recipient", "subject", "body")
        values = {name: form.cleaned_data[name] for name in names}
        if form.attempt(domain.make_template, by=by, house=house, **values):
            messages.success(request, _("Het sjabloon is gemaakt."))
            return redirect("letter-template", house.pk, form.result.key)
    context = {
        "school": house, "form": form, "fields": placeholders.FIELDS,
        **_drawn(by, house, form["subject"].value() or "", form["body"].value() or "", DUTCH),
    }  # fmt: skip
    return render(request, "letters/template_new.html", context)


@login_required
@form_view
def template_retire(request: SignedRequest, pk: int, key: str) -> HttpResponse:
    """Ask, then lay aside."""
    by, house = request.principal, _house(request, pk)
    row = queries.own_template(by, house, key)
    if row is None:
        raise Http404(_("Geen sjabloon gevonden."))
    if key in catalogue.delivered():
        lead = _("%(name)s: uw versies worden niet meer gekozen, en het meegeleverde sjabloon komt terug.")
    else:
        lead = _("%(name)s wordt niet meer gekozen. Brieven die ermee gemaakt zijn, blijven.")
    return ask_then_do(
        request, lambda: domain.retire_template(by=by, template=row), title=_("Sjabloon wegleggen"),
        lead=lead % {"name": row.name}, submit=_("Wegleggen"), back=reverse("letter-templates", args=[house.pk]),
        done=_("Het sjabloon is weggelegd. Brieven die ermee gemaakt zijn, blijven."),
    )  # fmt: skip


@takes_upload(settings.MAX_SCAN_BYTES)
@login_required
@form_view
def style(request: SignedRequest, pk: int) -> HttpResponse:
    """Head, colour and logo of the letters of a school."""
    by, house = request.principal, _house(request, pk)
    kept = queries.style_of(by, house)
    form = StyleForm(request.POST or None, request.FILES or None, initial=StyleForm.initial_of(kept))
    if form.is_valid() and form.attempt(domain.change_style, by=by, house=house, **form.cleaned_data):
        messages.success(request, _("De huisstijl is bewaard."))
        return redirect("letter-style", house.pk)
    return render(request, "letters/style.html", {"school": house, "style": kept, "form": form})


@login_required
@require_GET
def logo(request: SignedRequest, pk: int) -> HttpResponse:
    """The logo as it stands on letters."""
    kept = queries.style_of(request.principal, _house(request, pk))
    if not kept.logo:
        raise Http404(_("Geen logo gevonden."))
    return HttpResponse(bytes(kept.logo), content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


def _house(request: SignedRequest, pk: int) -> Organisation:
    found = queries.houses_of(request.principal, acts.LETTER_MANAGE).filter(pk=pk).first()
    if found is None:
        raise policy.missing(Organisation)
    return found


def _drawn(by: Principal, house: Organisation, subject: str, body: str, language: str) -> dict[str, Any]:
    """The drawing for a page, or what is wrong with the text."""
    if not subject.strip() or not body.strip():
        return {"error": _("Vul een onderwerp en een tekst in; dan staat hier hoe de brief eruitziet.")}
    try:
        placeholders.check(subject)
        placeholders.check(body)
        found = previewing.invented(by, house, subject=subject[:160], body=body, language=language)
    except ValidationError as error:
        return {"error": " ".join(error.messages)}
    return {"pages": shown_pages(found), "words": found.text}
