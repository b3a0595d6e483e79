"""The pupil's own words."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leerrecht.access import policy
from leerrecht.access.requests import SignedRequest
from leerrecht.people.models import Pupil
from leerrecht.portal.domain import words as verbs
from leerrecht.portal.domain.queries import words as queries
from leerrecht.portal.domain.queries.overview import record_look
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.interfaces.forms import WordForm
from leerrecht.portal.models import OwnWord
from leerrecht.portal.views.frame import about, show
from leerrecht.ui.asking import do_and_say


def _own(who: Me) -> None:
    """Only the pupil: for a parent this page does not exist."""
    if not who.itself:
        raise policy.missing(Pupil)


@require_http_methods(["GET", "POST"])
@about
def words(request: SignedRequest, who: Me, word: UUID | None = None) -> HttpResponse:
    """What I said, and a place to say more; ``word`` is one that is written anew."""
    _own(who)
    by = request.principal
    former: OwnWord | None = queries.my_word(by, who.pupil, word) if word is not None else None
    start = (
        {"kind": former.kind, "audience": former.audience, "text": former.note.text} if former and former.note else {}
    )
    form = WordForm(request.POST or None, initial=start)
    if form.is_valid() and form.attempt(verbs.say, by=by, pupil=who.pupil, instead=former, **form.cleaned_data):
        messages.success(request, _("Bewaard. U kunt dit altijd veranderen of weghalen."))
        return redirect("portal-words", pk=who.pupil.pk)
    mine = queries.mine(by, who.pupil)
    record_look(by, who, mine)
    return show(request, "words", who, form=form, words=mine, former=former)


@require_POST
@about
def take_back(request: SignedRequest, who: Me, word: UUID) -> HttpResponse:
    _own(who)
    by = request.principal
    found = queries.my_word(by, who.pupil, word)
    back = redirect("portal-words", pk=who.pupil.pk).url
    return do_and_say(
        request, lambda: verbs.take_back(by=by, word=found), done=_("Weg. Niemand leest dit nog."), back=back
    )
