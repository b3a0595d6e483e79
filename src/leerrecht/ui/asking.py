"""Ask, then do: the page before an act that is hard to undo, and what the verb says of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

Address = str | Callable[[], str]


def do_and_say(request: HttpRequest, verb: Callable[[], Any], *, done: str, back: Address) -> HttpResponse:
    """Do it and say so, or say why not; then on to ``back``.

    ``back`` is an address, or gives it afterwards, where the act itself may change what somebody can still open.
    """
    try:
        verb()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect(back() if callable(back) else back)


def ask_then_do(
    request: HttpRequest,
    verb: Callable[[], Any],
    *,
    title: str,
    lead: str,
    done: str,
    back: Address,
    submit: str = "",
    kind: str = "danger",
) -> HttpResponse:
    """A page that asks; after the answer :func:`do_and_say`."""
    if request.method == "POST":
        return do_and_say(request, verb, done=done, back=back)
    context = {
        "title": title, "lead": lead, "submit": submit or title, "kind": kind,
        "cancel": back() if callable(back) else back,
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)
