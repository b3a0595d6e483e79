"""Answering the climate survey with a code: for whoever has one, without signing in and without a name."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from leerrecht.quality.domain import surveying
from leerrecht.quality.interfaces.forms import AnswerForm, CodeForm

SENT = "verstuur"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """First the code, then the questions that it opens. Between the two nothing is kept."""
    if request.method != "POST":
        form = CodeForm(initial={"code": request.GET.get("code", "")[:30]})
        return render(request, "quality/public_code.html", {"form": form})
    if not ratelimit.consume(request, action="survey"):
        return render(request, "429.html", status=429)
    on, code = timezone.localdate(), CodeForm(request.POST)
    if not code.is_valid() or not code.attempt(surveying.asked, code=code.cleaned_data["code"], on=on):
        return render(request, "quality/public_code.html", {"form": code})
    group, content = code.result
    if SENT not in request.POST:
        asked = AnswerForm(initial={"code": code.cleaned_data["code"]}, group=group, content=content)
        return render(request, "quality/public_questions.html", {"form": asked})
    sent = AnswerForm(request.POST, group=group, content=content)
    if sent.is_valid() and _put(sent, on):
        return redirect("survey-thanks")
    return render(request, "quality/public_questions.html", {"form": sent})


def _put(form: AnswerForm, on: object) -> bool:
    data = dict(form.cleaned_data)
    return form.attempt(surveying.answer, code=data.pop("code"), answers=data, on=on)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """After answering."""
    return render(request, "quality/public_thanks.html")
