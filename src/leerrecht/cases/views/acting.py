"""A page with several forms: each says in ``doe`` what it does, and keeps what was typed where it is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.access.requests import SignedRequest
from leerrecht.organisations.interfaces.forms import VerbForm


@dataclass(frozen=True, slots=True)
class Doing:
    """A form and the verb to which its values go; ``options`` are what the form is made with."""

    form: type[VerbForm]
    verb: Callable[..., Any]
    options: Mapping[str, Any]

    def make(self, name: str, data: Any = None) -> VerbForm:
        return self.form(data, auto_id=f"{name}_%s", **self.options)


def attempt(
    request: SignedRequest, doings: Mapping[str, Doing], *, only: str | None = None, **fixed: Any
) -> tuple[bool, dict[str, VerbForm], VerbForm | None]:
    """Whether something was done; else the forms of the page, with the refused one as it was filled in.

    ``only``: the one that was asked for, where the page shows the others as links.
    """
    what = request.POST.get("doe", "")
    wrong: dict[str, VerbForm] = {}
    if what in doings:
        form = doings[what].make(what, request.POST)
        if form.is_valid() and form.attempt(doings[what].verb, **fixed, **values_of(form)):
            messages.success(request, _("Bewaard."))
            return True, {}, form
        wrong[what] = form
    shown = {name: doing for name, doing in doings.items() if only in (None, name)}
    return False, {name: wrong.get(name) or doing.make(name) for name, doing in shown.items()}, wrong.get(what)


def values_of(form: VerbForm) -> dict[str, Any]:
    values: Any = getattr(form, "values", None)
    return dict(values()) if values is not None else dict(form.cleaned_data)


def press(request: SignedRequest, button: Callable[[], Any]) -> None:
    """Do what a button asks, and say whether it worked."""
    try:
        button()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Bewaard."))
