"""The front door of the CLB: the queue, one signal, and who comes by itself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.people.domain.queries.pupils import search
from leerrecht.people.models import Pupil
from leerrecht.trajectories.domain import answering, intake
from leerrecht.trajectories.domain.queries import care, file, queue, signals
from leerrecht.trajectories.interfaces.forms import (
    AnswerForm,
    AskForm,
    EndForm,
    FeedbackForm,
    HomeForm,
    NewcomerForm,
    QueueForm,
)
from leerrecht.trajectories.models import Signal, State
from leerrecht.trajectories.rules import LEFT_WITHIN

form_view = require_http_methods(["GET", "POST"])
FOUND = 15
# When there is something to tell a school, beside an answer.
TELLS = (State.TAKEN, State.WAITING)


def of_centre(by: Principal) -> int:
    """The CLB of the reader. Raises ``Denied``."""
    centres = by.organisations(acts.CLB_DOOR)
    if not centres:
        raise policy.Denied(_("Deze pagina is voor wie bij een CLB werkt."))
    return min(centres)


@login_required
@require_GET
def door(request: SignedRequest) -> HttpResponse:
    """Signals of all schools that the CLB serves, most urgent first."""
    by = request.principal
    of_centre(by)
    form = QueueForm(request.GET, schools=care.served(to=by))
    filters = form.chosen()
    page, lines = queue.queue(to=by, on=by.on, filters=filters, page=request.GET.get("pagina", "1"))
    context = {
        "form": form, "page": page, "lines": lines, "narrowed": filters != queue.Filters(), "today": by.on,
        "counts": queue.by_state(to=by),
    }  # fmt: skip
    return render(request, "trajectories/door.html", context)


@login_required
@form_view
def signal(request: SignedRequest, pk: str) -> HttpResponse:
    """One signal: why, the facts of presence, what was answered, and the answer."""
    by = request.principal
    opened = signals.open_signal(pk, by=by, on=by.on)
    found = opened.signal
    people = signals.eligible(by, found, opened, by.on)
    writes = opened.on_case and found.shared and found.school_id is not None
    answer = AnswerForm(
        request.POST if "what" in request.POST else None, people=people, writes=writes,
        initial={"who": by.user_id if opened.on_case else None},
    )  # fmt: skip
    if answer.is_bound and answer.is_valid() and _answer(by, found, answer):
        messages.success(request, _("Het antwoord is bewaard."))
        return redirect("clb-signal", found.pk)
    context = {
        "opened": opened, "signal": found, "form": answer if found.is_open else None, "pupil": found.pupil,
        "feedback": FeedbackForm(prefix="terug") if writes and found.state in TELLS else None, "today": by.on,
    }  # fmt: skip
    return render(request, "trajectories/signal.html", context)


def _answer(by: Principal, found: Signal, form: AnswerForm) -> bool:
    data = form.cleaned_data
    text = data.get("text", "")
    verbs: dict[str, tuple[Any, dict[str, Any]]] = {
        AnswerForm.SEE: (answering.see, {}),
        AnswerForm.TAKE: (answering.take_up, {"who_id": data.get("who"), "by_when": data["by_when"], "text": text}),
        AnswerForm.WAIT: (answering.put_on_waiting_list, {"by_when": data["by_when"], "text": text}),
        AnswerForm.DECLINE: (answering.decline, {"why_not": data["why_not"], "text": text}),
    }
    verb, arguments = verbs[data["what"]]
    return form.attempt(verb, by=by, signal=found, **arguments)


@login_required
@require_POST
def feedback(request: SignedRequest, pk: str) -> HttpResponse:
    """A text for the school."""
    by = request.principal
    found = policy.find(Signal, pk, by=by, act=acts.CLB_DOOR)
    form = FeedbackForm(request.POST, prefix="terug")
    if form.is_valid() and form.attempt(answering.feed_back, by=by, signal=found, **form.cleaned_data):
        messages.success(request, _("De school kan dit nu lezen."))
        return redirect("clb-signal", found.pk)
    context = {"form": form, "title": _("Terugkoppeling aan de school"), "back": reverse("clb-signal", args=[found.pk])}
    return render(request, "trajectories/form.html", context)


@login_required
@form_view
def newcomer(request: SignedRequest) -> HttpResponse:
    """Onthaal: find the pupil, or a child without a school."""
    by = request.principal
    centre_id = of_centre(by)
    wanted = request.GET.get("q", "").strip()
    found = file.pupils(search(by, wanted, act=acts.CASE_VIEW, limit=FOUND), by=by) if wanted else []
    form = NewcomerForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        child = intake.Newcomer(
            first_name=data["first_name"], last_name=data["last_name"], birth_date=data["birth_date"]
        )
        arguments = {"newcomer": child, "source": data["source"], "text": data["text"]}
        if form.attempt(intake.take_in, by=by, centre_id=centre_id, **arguments):
            messages.success(request, _("Het onthaal is genoteerd. U staat op het dossier."))
            return redirect("clb-file", form.result.pupil_id)
    context = {"form": form, "found": found, "wanted": wanted}
    return render(request, "trajectories/newcomer.html", context)


@login_required
@form_view
def ask(request: SignedRequest, pk: int) -> HttpResponse:
    """A question about a pupil whom the CLB knows."""
    by = request.principal
    centre_id = of_centre(by)
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    form = AskForm(request.POST or None)
    if form.is_valid() and form.attempt(intake.ask, by=by, pupil=pupil, centre_id=centre_id, **form.cleaned_data):
        messages.success(request, _("De vraag staat bij de signalen."))
        return redirect("clb-signal", form.result.pk)
    context = {
        "form": form, "title": _("Vraag om hulp"), "lead": str(pupil), "back": reverse("clb-file", args=[pk]),
        "pupil": pupil,
    }  # fmt: skip
    return render(request, "trajectories/form.html", context)


@login_required
@require_GET
def home_list(request: SignedRequest) -> HttpResponse:
    """Children educated at home, and who left a school for it."""
    by = request.principal
    of_centre(by)
    context = {"rows": file.home_rows(to=by), "gone": file.gone_home(to=by, on=by.on, within=LEFT_WITHIN)}
    return render(request, "trajectories/home.html", context)


@login_required
@form_view
def home_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Note that a child is educated at home."""
    by = request.principal
    centre_id = of_centre(by)
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    form = HomeForm(request.POST or None, initial={"begins_on": by.on})
    arguments = {"by": by, "pupil": pupil, "centre_id": centre_id}
    if form.is_valid() and form.attempt(intake.record_home_education, **arguments, **form.cleaned_data):
        messages.success(request, _("Het huisonderwijs is genoteerd."))
        return redirect("clb-home")
    context = {
        "form": form, "title": _("Huisonderwijs noteren"), "lead": str(pupil), "back": reverse("clb-home"),
        "pupil": pupil,
    }  # fmt: skip
    return render(request, "trajectories/form.html", context)


@login_required
@form_view
def home_end(request: SignedRequest, pk: int) -> HttpResponse:
    """The child goes to a school again, or is no longer educated at home."""
    by = request.principal
    found = file.home_of(pk, by=by)
    form = EndForm(request.POST or None, initial={"on": by.on})
    if form.is_valid() and form.attempt(intake.end_home_education, by=by, home=found, on=form.cleaned_data["on"]):
        messages.success(request, _("Het huisonderwijs is beëindigd."))
        return redirect("clb-home")
    context = {
        "form": form, "title": _("Huisonderwijs beëindigen"), "lead": str(found.pupil), "back": reverse("clb-home"),
    }  # fmt: skip
    return render(request, "trajectories/form.html", context)
