"""The card of one pupil on one half-day: ground, own code, minutes, note, and who said so."""

from datetime import date as Date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.numbers import LARGEST_ID, whole
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain.cards import save_cards
from leerrecht.attendance.domain.queries import registers
from leerrecht.attendance.domain.queries.cards import card_of
from leerrecht.attendance.interfaces.forms.card import CardForm
from leerrecht.attendance.interfaces.forms.register import half_day_of
from leerrecht.attendance.views.register import PART_NAMES, tell
from leerrecht.enrolment.models import ClassGroup, Gathering

FRAGMENT = "X-Leerrecht-Fragment"


@login_required
@require_http_methods(["GET", "POST"])
@vary_on_headers(FRAGMENT)
def register_card(request: SignedRequest, class_id: int, date: str, part: str, pupil_id: int) -> HttpResponse:
    """A page of its own; the register shows its inside in a dialog and saves through its queue.

    ``?groep=`` the key of a group: the card then belongs to the register of that group, and leads back to it.
    """
    day, part = half_day_of(date, part)
    principal = request.principal
    group = policy.find(ClassGroup, min(class_id, LARGEST_ID), by=principal, act=acts.REGISTER_VIEW)
    card = card_of(to=principal, group=group, day=day, part=part, pupil_id=min(pupil_id, LARGEST_ID))
    gathering = _gathering(request, card.pupil.pk, day)
    calendar = registers.calendar_of(to=principal, group=group, day=day)
    closed = calendar.why_free(day, part)
    if gathering is None:
        back, save_url = (reverse(name, args=[group.pk, date, part]) for name in ("register", "register-save"))
    else:
        names = ("gathering-register", "gathering-save")
        back, save_url = (reverse(name, args=[gathering.pk, part]) for name in names)
    form = CardForm(request.POST or None, card=card, ahead=day > timezone.localdate())
    if request.method == "POST" and form.is_valid() and _save(request, group, day, part, form):
        return redirect(back)
    log.record(
        by=principal,
        act="halfday.look",
        kind="attendance.halfday",
        pupil_id=card.pupil.pk,
        organisation_id=group.school_id,
        why=principal.why(acts.REGISTER_VIEW, group.school_id),
    )
    return render(
        request,
        "attendance/card_body.html" if request.headers.get(FRAGMENT) else "attendance/card.html",
        {
            "card": card,
            "group": group,
            "day": day,
            "part": part,
            "part_name": PART_NAMES[part],
            "closed": closed,
            "form": form if card.may_take and not closed else None,
            "gathering": gathering,
            "back": back,
            "save_url": save_url,
        },
    )


def _gathering(request: SignedRequest, pupil_id: int, day: Date) -> Gathering | None:
    key = whole(request.GET.get("groep", ""))
    if key is None:
        return None
    found = policy.find(Gathering, key, by=request.principal, act=acts.REGISTER_VIEW)
    return found if found.date == day and found.pupils.filter(pk=pupil_id).exists() else None


def _save(request: SignedRequest, group: ClassGroup, day: Date, part: str, form: CardForm) -> bool:
    entry = form.entry()
    try:
        saved = save_cards(
            by=request.principal,
            class_group_id=group.pk, date=day, part=part, entries=[entry], taken=False, cards=[form.said()],
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    if saved.conflicts:
        tell(request, saved, (entry,))
    else:
        messages.success(request, _("De kaart van %(name)s is bewaard.") % {"name": form.card.row.name})
    return True
