"""What pupils and parents read: the first page, presence, agreements, rights; and how they read it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access.numbers import whole
from leerrecht.access.requests import SignedRequest
from leerrecht.guidance.models import Version
from leerrecht.portal.domain import preferences, signing
from leerrecht.portal.domain.messages import greeting
from leerrecht.portal.domain.queries import overview as overviews
from leerrecht.portal.domain.queries import words as word_queries
from leerrecht.portal.domain.queries.presence import presence
from leerrecht.portal.domain.queries.rights import rights
from leerrecht.portal.domain.queries.who import Me, mine
from leerrecht.portal.interfaces.forms import PreferenceForm, SignForm
from leerrecht.portal.languages import languages
from leerrecht.portal.lasting import SHARED, is_shared
from leerrecht.portal.rules import NEUTRAL, SHOWN
from leerrecht.portal.speaking import LANGUAGE, forget_device
from leerrecht.portal.views.frame import about, framed, show

form_view = require_http_methods(["GET", "POST"])


@require_GET
@framed
def start(request: SignedRequest) -> HttpResponse:
    """To the one pupil, or a choice; where nothing is open, whom to ask."""
    found = mine(request.principal)
    if len(found) == 1:
        return redirect("portal", pk=found[0][0].pk)
    return show(request, "start", pupils=[pupil for pupil, _contact in found])


@require_GET
@about
def overview(request: SignedRequest, who: Me) -> HttpResponse:
    """The first page: what is asked of me, what comes, what is registered, who helps."""
    by = request.principal
    page = overviews.overview(by, who)
    words = word_queries.mine(by, who.pupil)[:SHOWN] if who.itself else []
    hello = greeting(by, who, page.presence)
    return show(request, "overview", who, page=page, words=words, hello=hello, survey=overviews.survey_open(by, who))


@require_GET
@about
def year(request: SignedRequest, who: Me) -> HttpResponse:
    """Every half-day of this school year that is confirmed, in words."""
    by = request.principal
    overviews.record_look(by, who, [])
    return show(request, "year", who, presence=presence(by, who.pupil))


@form_view
@about
def agreements(request: SignedRequest, who: Me) -> HttpResponse:
    """Agreements in full, each with a place to sign."""
    by = request.principal
    found = overviews.agreements(by, who)
    overviews.record_look(by, who, [one.agreement for one in found])
    asked: dict[Any, SignForm] = {}
    for one in found:
        if not one.answered:
            sent = request.method == "POST" and request.POST.get("version") == str(one.version.pk)
            asked[one.version.pk] = SignForm(request.POST if sent else None, prefix=f"v{one.version.pk}")
            if sent and (done := _sign(request, who, one.version, asked[one.version.pk])) is not None:
                return done
    return show(request, "agreements", who, agreed=[(one, asked.get(one.version.pk)) for one in found])


def _sign(request: SignedRequest, who: Me, version: Version, form: SignForm) -> HttpResponse | None:
    if not (
        form.is_valid()
        and form.attempt(signing.sign, by=request.principal, me=who, version=version, **form.cleaned_data)
    ):
        return None
    messages.success(request, _("Bewaard. De school ziet uw antwoord."))
    return redirect("portal-agreements", pk=who.pupil.pk)


@require_GET
@about
def my_rights(request: SignedRequest, who: Me) -> HttpResponse:
    return show(request, "rights", who, groups=rights(request.principal, who))


@form_view
@about
def settings(request: SignedRequest, who: Me) -> HttpResponse:
    """Language, how to be told, and an interpreter."""
    by = request.principal
    now = preferences.preference_of(by)
    begin = {"language": now.language, "channel": now.channel, "interpreter": who.contact and who.contact.interpreter}
    form = PreferenceForm(request.POST or None, itself=who.itself, initial=begin)
    if form.is_valid():
        values = {"interpreter": False} | form.cleaned_data
        if form.attempt(preferences.choose, by=by, me=who, **values):
            request.session[LANGUAGE] = form.result.language
            with translation.override(form.result.language):
                messages.success(request, _("Bewaard."))
            return redirect("portal", pk=who.pupil.pk)
    return show(request, "settings", who, form=form)


@require_POST
@framed
def language(request: SignedRequest) -> HttpResponse:
    """Another language, from the top of any page."""
    chosen = request.POST.get("language", "")
    if chosen in languages():
        preferences.choose_language(by=request.principal, language=chosen)
        request.session[LANGUAGE] = chosen
    return redirect(_back(request))


@require_POST
@framed
def device(request: SignedRequest) -> HttpResponse:
    """Others use this device too, or not any more: the sign-in ends sooner."""
    request.session[SHARED] = not is_shared(request)
    return redirect(_back(request))


def _back(request: SignedRequest) -> str:
    """The page from which one comes, where it is one of the portal."""
    number = whole(request.POST.get("pupil", ""))
    return reverse("portal-start") if number is None else reverse("portal", args=[number])


@require_GET
@framed
def glossary(request: SignedRequest) -> HttpResponse:
    """Difficult words, explained."""
    return show(request, "glossary")


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Away at once: signed out, nothing left on the device, and on to a page that anybody may have open."""
    logout(request)
    response = render(request, "portal/leave.html", {"to": NEUTRAL})
    forget_device(response)
    response["Clear-Site-Data"] = '"cache"'
    return response
