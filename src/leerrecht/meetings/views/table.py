"""The table: the agenda, and the pupil whose turn it is. Every button first keeps what was typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.guidance.domain.entries import withdraw_entry
from leerrecht.guidance.domain.opening import open_file
from leerrecht.guidance.models import Result
from leerrecht.meetings.domain import agenda as verbs
from leerrecht.meetings.domain import filling, planning, writing
from leerrecht.meetings.domain.queries.table import Agenda, Line, agenda, card, due_by, writing_places
from leerrecht.meetings.interfaces.forms import PointForm
from leerrecht.meetings.models import Meeting, Minute, Removed, Task
from leerrecht.notes.domain.places import Place
from leerrecht.people.domain.queries.pupils import search, visible_pupils
from leerrecht.people.models import Pupil

SHOWN = 5


@dataclass(slots=True)
class Table:
    """One request at the table: what is shown and who is at hand."""

    request: SignedRequest
    meeting: Meeting
    agenda: Agenda
    line: Line | None
    compartment: str = ""
    form: PointForm | None = None
    choices: list[Pupil] | None = None

    @property
    def by(self) -> Principal:
        return self.request.principal


@login_required
@require_http_methods(["GET", "POST"])
def table(request: SignedRequest, pk: str) -> HttpResponse:
    """One screen for the whole meeting."""
    meeting = policy.find(Meeting, pk, by=request.principal, act=acts.MEETING_ATTEND)
    if request.method == "POST":
        return _act(request, meeting)
    found = agenda(request.principal, meeting, looked=not request.htmx)
    line = found.line(request.GET.get("punt")) or found.turn() or next(iter(found.lines), None)
    return _draw(Table(request, meeting, found, line, compartment=request.GET.get("vak", "")))


def _act(request: SignedRequest, meeting: Meeting) -> HttpResponse:
    at = Table(request, meeting, found := agenda(request.principal, meeting, looked=False), None)
    at.line = found.line(request.POST.get("punt"))
    at.compartment = request.POST.get("place", "").partition("-")[0]
    if at.line is not None and not _kept(at):
        return _draw(at)
    try:
        key = _do(at)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        key = at.line.item.pk if at.line else None
    if at.choices is not None:
        at.agenda = agenda(request.principal, meeting, looked=False)
        return _draw(at)
    if not request.htmx:
        query = {"vak": at.compartment} | ({"punt": str(key)} if key else {})
        return redirect(f"{reverse('meeting', args=[meeting.pk])}?{urlencode(query)}")
    meeting = policy.find(Meeting, meeting.pk, by=request.principal, act=acts.MEETING_ATTEND)
    found = agenda(request.principal, meeting, looked=False)
    line = (found.line(key) if key else None) or found.turn() or next(iter(found.lines), None)
    return _draw(Table(request, meeting, found, line, compartment=at.compartment))


def _kept(at: Table) -> bool:
    """Whether what was typed about the pupil at hand is kept, or nothing was typed."""
    line = at.line
    if line is None or not any(at.request.POST.get(name, "").strip() for name in ("text", "what")):
        return True
    form = _form(at, writing_places(at.by, line.item.pupil), data=at.request.POST)
    if form.is_valid() and form.attempt(
        writing.write, by=at.by, item=line.item, key=form.cleaned_data["sleutel"], words=form.words(),
        decision=form.decision(),
    ):  # fmt: skip
        messages.success(at.request, _("Bewaard bij %(pupil)s.") % {"pupil": line.item.pupil})
        return True
    at.form = form
    return False


def _do(at: Table) -> UUID | None:
    """Carry out the button; the key of the item that comes next. Raises ``ValidationError``, ``Denied``."""
    post = at.request.POST
    wanted = at.agenda.line(post.get("naar"))
    if wanted is not None:
        return wanted.item.pk
    for name, doing in _ON_RECORDS.items():
        if post.get(name):
            doing(at, post[name])
            return at.line.item.pk if at.line else None
    button = post.get("doe", "")
    if button == "bewaar" and post.get("wie", "").strip():
        # Enter in the field of a name.
        button = "zoek"
    if (on_meeting := _ON_MEETING.get(button)) is not None:
        on_meeting(at)
        return at.line.item.pk if at.line else None
    if at.line is not None and (on_item := _ON_ITEM.get(button)) is not None:
        return on_item(at, at.line)
    return at.line.item.pk if at.line else None


def _discussed(at: Table, line: Line) -> UUID | None:
    verbs.discussed(by=at.by, item=line.item)
    return _after(at, line)


def _postponed(at: Table, line: Line) -> UUID | None:
    verbs.postpone(by=at.by, item=line.item)
    return _after(at, line)


def _removed(at: Table, line: Line) -> UUID | None:
    verbs.remove(by=at.by, item=line.item, why=at.request.POST.get("why", ""))
    return _after(at, line)


def _after(at: Table, line: Line) -> UUID | None:
    """Who comes after one that is done with; the same where nobody waits any more."""
    later = [one for one in at.agenda.waiting if one.item.pk != line.item.pk]
    following = [one for one in later if one.number > line.number]
    return next(iter(following or later), line).item.pk


def _reopened(at: Table, line: Line) -> UUID:
    return verbs.reopen(by=at.by, item=line.item).pk


def _beside(step: int) -> Callable[[Table, Line], UUID]:
    return lambda at, line: (at.agenda.beside(line, step) or line).item.pk


def _shared(*, shared: bool) -> Callable[[Table, Line], UUID]:
    return lambda at, line: verbs.share(by=at.by, item=line.item, shared=shared).pk


def _opened(at: Table, line: Line) -> UUID:
    open_file(by=at.by, pupil=line.item.pupil, school_id=at.meeting.school_id)
    return line.item.pk


def _moved(*, up: bool) -> Callable[[Table, str], None]:
    def move(at: Table, key: str) -> None:
        line = at.agenda.line(key)
        if line is not None:
            verbs.move(by=at.by, item=line.item, up=up)

    return move


def _done(at: Table, key: str) -> None:
    task = policy.find(Task, key, by=at.by, act=acts.NOTE_VIEW)
    result = at.request.POST.get(f"resultaat-{task.pk}", "")
    writing.finish_task(by=at.by, task=task, result=result if result in Result.values else "")
    messages.success(at.request, _("Taak gedaan."))


def _withdrawn(at: Table, key: str) -> None:
    minute = policy.find(Minute, key, by=at.by, act=acts.NOTE_VIEW)
    withdraw_entry(by=at.by, entry=minute.entry)
    messages.success(at.request, _("Ingetrokken."))


def _add(at: Table, key: str) -> None:
    pupil = policy.find(Pupil, key, by=at.by, act=acts.PUPIL_VIEW)
    item = verbs.add_pupil(by=at.by, meeting=at.meeting, pupil=pupil, shared=at.request.POST.get("met_clb") == "ja")
    messages.success(at.request, _("%(pupil)s staat op de agenda.") % {"pupil": item.pupil})


def _look_up(at: Table) -> None:
    """Who is meant by the name; the one that fits is added at once."""
    policy.require(at.by, acts.MEETING_HOLD, at.meeting)
    text = at.request.POST.get("wie", "").strip()
    if not text:
        raise ValidationError(_("Schrijf de naam van de leerling die erbij komt."))
    here = visible_pupils(at.by).filter(enrolments__school=at.meeting.school_id, enrolments__period__contains=at.by.on)
    found = search(at.by, text, pupils=here, limit=SHOWN)
    if not found:
        raise ValidationError(_("Geen leerling van deze school met de naam “%(name)s”.") % {"name": text})
    if len(found) == 1:
        _add(at, str(found[0]))
    else:
        pupils = {pupil.pk: pupil for pupil in here.filter(pk__in=found)}
        at.choices = [pupils[one] for one in found]


def _fill(at: Table) -> None:
    number = filling.fill(by=at.by, meeting=at.meeting)
    messages.success(at.request, _("Aangevuld: %(n)d leerlingen erbij.") % {"n": number})


def _sort(at: Table) -> None:
    verbs.sort(by=at.by, meeting=at.meeting)


def _close(at: Table) -> None:
    planning.close_meeting(by=at.by, meeting=at.meeting)
    messages.success(at.request, _("Het overleg is afgesloten. Wie niet besproken is, komt op de volgende agenda."))


_ON_RECORDS: dict[str, Callable[[Table, str], None]] = {
    "hoger": _moved(up=True), "lager": _moved(up=False), "klaar": _done, "intrek": _withdrawn, "erbij": _add,
}  # fmt: skip
_ON_MEETING: dict[str, Callable[[Table], None]] = {
    "zoek": _look_up, "aanvullen": _fill, "dringend": _sort, "afsluiten": _close,
}  # fmt: skip
_ON_ITEM: dict[str, Callable[[Table, Line], UUID | None]] = {
    "besproken": _discussed, "uitstellen": _postponed, "weg": _removed, "terugzetten": _reopened,
    "vorige": _beside(-1), "volgende": _beside(1), "delen": _shared(shared=True),
    "niet-delen": _shared(shared=False), "dossier": _opened,
}  # fmt: skip


def _form(at: Table, found: Sequence[Place], data: Any = None) -> PointForm:
    first = next((place for place in found if place.compartment == at.compartment), None)
    initial = {"due_on": due_by(at.meeting), **({"place": first.key} if first else {})}
    return PointForm(data, places=list(found), people=list(at.agenda.invited), initial=initial)


def _draw(at: Table) -> HttpResponse:
    known = card(at.by, at.line.item) if at.line else None
    writes = known is not None and bool(known.places) and at.meeting.closed_at is None
    context = {
        "meeting": at.meeting, "agenda": at.agenda, "line": at.line, "card": known, "today": at.by.on,
        "form": at.form or (_form(at, known.places) if known and writes else None),
        "before": at.agenda.beside(at.line, -1) if at.line else None,
        "after": at.agenda.beside(at.line, 1) if at.line else None,
        "open": at.meeting.closed_at is None, "removals": Removed.choices, "results": Result.choices,
        "choices": at.choices, "wie": at.request.POST.get("wie", "") if at.choices else "",
        "pupil": at.line.item.pupil if at.line else None,
    }  # fmt: skip
    name = "meetings/_table_answer.html" if at.request.htmx else "meetings/table.html"
    return render(at.request, name, context)
