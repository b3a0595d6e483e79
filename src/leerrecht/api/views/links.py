"""The page on which a school sees and settles which programs read and write: tokens, webhooks, deliveries."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.api.domain import tokens, webhooks
from leerrecht.api.domain.queries import links
from leerrecht.api.interfaces.forms import ChoiceForm, TokenForm, WebhookForm
from leerrecht.api.models import Subscription, Token

form_view = require_http_methods(["GET", "POST"])
PER_PAGE = 50


def _allowed(request: SignedRequest) -> Principal:
    if not request.principal.can(acts.API_MANAGE):
        raise policy.Denied(_("Koppelingen beheert de directeur van de school, of de beheerder."))
    return request.principal


@login_required
@require_GET
def link_list(request: SignedRequest) -> HttpResponse:
    """Every token and webhook, with who made it, until when and when it was last used."""
    by = _allowed(request)
    hooks = [(one, links.event_names(one)) for one in links.webhooks(by)]
    context = {
        "lines": links.token_lines(by, on=by.on), "hooks": hooks, "may_token": links.houses(by).exists(),
        "may_webhook": bool(by.places(acts.API_MANAGE)),
    }  # fmt: skip
    return render(request, "api/link_list.html", context)


@login_required
@form_view
def token_new(request: SignedRequest) -> HttpResponse:
    """Make a token; its text is shown once, on the answer itself."""
    by = _allowed(request)
    form = TokenForm(request.POST or None, by=by)
    if form.is_valid() and form.attempt(tokens.make_token, by=by, **form.values()):
        token, text = form.result
        lead = _("Geef dit token alleen aan %(purpose)s, langs een veilige weg.") % {"purpose": token.purpose}
        return _shown_once(request, title=_("Token gemaakt"), name=_("Token"), text=text, lead=lead)
    return _form(request, form, title=_("Token maken"))


@login_required
@form_view
def webhook_new(request: SignedRequest) -> HttpResponse:
    """Make a webhook; its secret is shown once, on the answer itself."""
    by = _allowed(request)
    form = WebhookForm(request.POST or None, by=by)
    if form.is_valid() and form.attempt(webhooks.subscribe, by=by, **form.values()):
        return _secret(request, form.result[1], title=_("Webhook gemaakt"))
    return _form(request, form, title=_("Webhook maken"))


@login_required
@require_POST
def link_change(request: SignedRequest) -> HttpResponse:
    """A button of the list: revoke a token, or renew the secret of a webhook, pause, resume or end it."""
    by = _allowed(request)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Http404(_("Deze koppeling bestaat niet."))
    what, number = form.cleaned_data["what"], form.cleaned_data["number"]
    if what == "intrekken":
        token = policy.find(Token, number, by=by, act=acts.API_MANAGE)
        tokens.revoke_token(by=by, token=token)
        messages.success(request, _("Het token %(name)s opent niets meer.") % {"name": token})
        return redirect("link-list")
    webhook = policy.find(Subscription, number, by=by, act=acts.API_MANAGE)
    try:
        return _change(request, by, webhook, what)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("link-list")


def _change(request: SignedRequest, by: Principal, webhook: Subscription, what: str) -> HttpResponse:
    if what == "geheim":
        secret = webhooks.renew_secret(by=by, subscription=webhook)
        return _secret(request, secret, title=_("Nieuw geheim"))
    verbs: dict[str, tuple[Any, str]] = {
        "pauze": (webhooks.pause, _("De webhook is gepauzeerd.")),
        "hervatten": (webhooks.resume, _("De webhook gaat verder met wat wachtte.")),
        "beeindigen": (webhooks.end, _("De webhook is beëindigd.")),
    }
    verb, said = verbs[what]
    verb(by=by, subscription=webhook)
    messages.success(request, said)
    return redirect("link-list")


@login_required
@require_GET
def delivery_list(request: SignedRequest) -> HttpResponse:
    """What was sent to one webhook, and what waits."""
    by = _allowed(request)
    webhook = policy.find(Subscription, request.GET.get("webhook", ""), by=by, act=acts.API_MANAGE)
    page = Paginator(links.deliveries(by, webhook), PER_PAGE).get_page(request.GET.get("pagina", "1"))
    return render(request, "api/delivery_list.html", {"webhook": webhook, "page": page})


def _form(request: SignedRequest, form: Any, *, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": reverse("link-list")}
    return render(request, "api/link_form.html", context)


def _secret(request: SignedRequest, secret: str, *, title: str) -> HttpResponse:
    lead = _(
        "Met dit geheim kijkt het andere programma na dat een bericht van ons komt. Een vorig geheim telt nog een dag."
    )
    return _shown_once(request, title=title, name=_("Geheim"), text=secret, lead=lead)


def _shown_once(request: SignedRequest, *, title: str, name: str, text: str, lead: str) -> HttpResponse:
    context = {"title": title, "name": name, "text": text, "lead": lead}
    response = render(request, "api/shown_once.html", context)
    response["Cache-Control"] = "no-store"
    return response
