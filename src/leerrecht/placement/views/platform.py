"""The page of a LOP: figures of its regions, its agreement, its rota. No pupil."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access.requests import SignedRequest
from leerrecht.law.tables import waarde
from leerrecht.placement.domain import platform
from leerrecht.placement.domain.queries.figures import figures_of, history_of
from leerrecht.placement.interfaces.forms import AgreementForm, RotaForm
from leerrecht.placement.views.searches import form_view


@login_required
@require_GET
def home(request: SignedRequest) -> HttpResponse:
    """Figures with small counts hidden, the agreement and whose turn it is."""
    by = request.principal
    lop = platform.lop_of(by)
    context = {
        "lop": lop, "figures": figures_of(by, lop), "agreements": history_of(by), "most": waarde("du.thuis"),
        "rota": platform.rota_of(lop, by.on), "today": by.on,
    }  # fmt: skip
    return render(request, "placement/lop.html", context)


@login_required
@form_view
def agree(request: SignedRequest) -> HttpResponse:
    """A new agreement on pupils excluded elsewhere."""
    by = request.principal
    platform.lop_of(by)
    form = AgreementForm(request.POST or None)
    if form.is_valid() and form.attempt(platform.agree, by=by, **form.cleaned_data):
        messages.success(request, _("De afspraak is bewaard."))
        return redirect("placement-lop")
    lead = _("Alleen in het gewoon secundair onderwijs kan een school leerlingen weigeren die dit schooljaar elders "
             "uitgesloten werden, en alleen als het LOP dat afsprak.")  # fmt: skip
    return _form(request, form, _("Afspraak over elders uitgesloten leerlingen"), lead)


@login_required
@form_view
def rota(request: SignedRequest) -> HttpResponse:
    """The order in which schools take their turn."""
    by = request.principal
    lop = platform.lop_of(by)
    known = {place.school_id: place.position for place in platform.rota_of(lop, by.on)}
    form = RotaForm(request.POST or None, schools=platform.schools_of_lop(lop), places=known)
    if form.is_valid() and form.attempt(platform.set_rota, by=by, schools=form.schools()):
        messages.success(request, _("De beurtrol is bewaard."))
        return redirect("placement-lop")
    lead = _("Geef elke school een nummer. De school met de minste beurten dit schooljaar is eerst aan de beurt, "
             "daarna telt dit nummer. Zonder nummer doet een school niet mee.")  # fmt: skip
    return _form(request, form, _("Beurtrol"), lead)


def _form(request: SignedRequest, form: AgreementForm | RotaForm, title: str, lead: str) -> HttpResponse:
    context = {"form": form, "title": title, "lead": lead, "crumb": _("LOP"), "back": reverse("placement-lop")}
    return render(request, "placement/form.html", context)
