"""Open files of a school, and who keeps each."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.guidance.domain import counsellors as verbs
from leerrecht.guidance.domain import opening
from leerrecht.guidance.domain.queries import files
from leerrecht.guidance.domain.queries.timeline import log_look
from leerrecht.guidance.interfaces.file_forms import CounsellorForm, ShareForm, WhoseForm
from leerrecht.guidance.models import Begeleidingsdossier, Counsellor
from leerrecht.guidance.views.file import form_view
from leerrecht.ui.asking import do_and_say


@login_required
@form_view
def file_list(request: SignedRequest) -> HttpResponse:
    """The open files, to share them out: those of mine, of nobody, or all."""
    by = request.principal
    own = sorted(by.places(acts.GUIDANCE_KEEP, Reach.SCHOOL))
    if not own:
        raise policy.Denied(_("Begeleidingsdossiers verdeelt de school zelf."))
    narrow = WhoseForm(request.GET)
    staff = verbs.keepers_of(own, by.on)
    form = ShareForm(request.POST or None, staff=staff)
    if form.is_valid():
        chosen = files.files_among(by, form.cleaned_data["dossiers"])
        if form.attempt(verbs.share_out, by=by, files=chosen, user=form.cleaned_data["user"]):
            number = form.result
            said = ngettext("%(n)d dossier gegeven aan %(who)s.", "%(n)d dossiers gegeven aan %(who)s.", number)
            messages.success(request, said % {"n": number, "who": form.cleaned_data["user"].get_full_name()})
            return redirect(request.get_full_path())
    page, lines = files.open_files(by, by.on, whose=narrow.chosen(), number=request.GET.get("pagina", "1"))
    context = {"narrow": narrow, "form": form, "page": page, "lines": lines, "chosen": request.POST.getlist("dossiers")}
    return render(request, "guidance/files.html", context)


@login_required
@form_view
def file_counsellors(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Who keeps one file, and somebody more."""
    by = request.principal
    file = policy.find(Begeleidingsdossier, pk, by=by, act=acts.GUIDANCE_KEEP)
    opening.require_house(by, file.organisation_id)
    form = CounsellorForm(request.POST or None, staff=verbs.keepers_of([file.organisation_id], by.on))
    if form.is_valid() and form.attempt(verbs.add_counsellor, by=by, file=file, **form.cleaned_data):
        messages.success(request, _("%(who)s begeleidt dit dossier.") % {"who": form.result.who})
        return redirect("guidance-counsellors", pk)
    log_look(by, file.pupil, [(file.organisation_id, file.compartment)])
    context = {
        "pupil": file.pupil, "file": file, "form": form, "today": by.on,
        "counsellors": files.counsellors_of(by, file), "back": reverse("guidance", args=[file.pupil_id]),
    }  # fmt: skip
    return render(request, "guidance/counsellors.html", context)


@login_required
@require_POST
def counsellor_end(request: SignedRequest, pk: int) -> HttpResponse:
    """Somebody keeps the file no longer."""
    by = request.principal
    found = policy.find(Counsellor, pk, by=by, act=acts.GUIDANCE_KEEP)
    return do_and_say(
        request, lambda: verbs.end_counsellor(by=by, counsellor=found), done=_("Gestopt."),
        back=reverse("guidance-counsellors", args=[found.file_id]),
    )  # fmt: skip
