"""A partner in a case: its part, what it notes, and what the CLB releases of that to the school."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Partner
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.cases import as_organisation, record, writing
from leerrecht.cases.domain.places import columns, consent_for, note_in, partner_place
from leerrecht.cases.domain.tables import touch_for
from leerrecht.cases.kinds import TrackKind
from leerrecht.cases.models import Case, Part, Release, Report, ReportKind, There
from leerrecht.notes.domain.places import Place
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Organisation, OrganisationKind
from leerrecht.people.domain import give_grant
from leerrecht.people.models import Grant

# Data go to a partner with consent for one of these (consent.purposes).
CONSENTS = frozenset({"traject", "hulp"})


@transaction.atomic
def invite_partner(
    *,
    by: Principal,
    case: Case,
    organisation: Organisation | int,
    kind: str,
    since: dt.date,
    last: dt.date,
    question: str,
    users: Sequence[User] = (),
    hours_a_week: Decimal | None = None,
    with_story: bool = True,
    story: str = "",
) -> Part:
    """A partner joins: by a grant for each of ``users``, with a part of its own and, with consent, the story.

    ``question`` is what the partner is asked; it reads that and nothing else of the case. ``story`` is what goes along,
    where that is less than the summary. Only who works on the case at the CLB does so.
    Raises ``Denied``, ``ValidationError`` by field.
    """
    case, why = writing(by, case)
    house = as_organisation(organisation)
    place = partner_place(by, case, house)
    _check(house, kind, question, since, last)
    if with_story and not consent_for(by, case.pupil_id, CONSENTS):
        raise ValidationError(
            {
                "with_story": _(
                    "De samenvatting gaat alleen mee met toestemming. Noteer eerst de toestemming voor hulp buiten de "
                    "school of een traject met een partner, of laat de samenvatting achterwege."
                )
            }
        )
    for user in users:
        _grant(by, case, user, place, since, last)
    part = Part(
        **columns(by, case.pupil_id, place), case=case, house=house, kind=kind, since=since, last=last,
        hours_a_week=hours_a_week,
    )  # fmt: skip
    part.note = note_in(by, part, _("Wat we vragen"), question, why)
    if with_story:
        _tell(by, case, part, story, why)
    part.save(force_insert=True)
    record(by, "case.partner", case, why, house=house.pk)
    return part


def _tell(by: Principal, case: Case, part: Part, story: str, why: str) -> None:
    """The story goes along as it stands today, so that the partner need not ask for it again."""
    summary = case.summaries.select_related("note").first()
    text = story.strip() or (summary.note.text if summary is not None and summary.note is not None else "")
    part.story = note_in(by, part, _("Het verhaal, één keer verteld"), text, why)
    if part.story is not None:
        part.story_on = summary.written_on if summary is not None else by.on


def _check(house: Organisation, kind: str, question: str, since: dt.date, last: dt.date) -> None:
    wrong = {}
    if house.kind != OrganisationKind.PARTNER:
        wrong["organisation"] = _("Kies een partner.")
    if kind not in TrackKind.values:
        wrong["kind"] = _("Kies welk traject het is.")
    if not question.strip():
        wrong["question"] = _("Schrijf wat u aan de partner vraagt.")
    if last < since:
        wrong["last"] = _("Kies een laatste dag na het begin.")
    if wrong:
        raise ValidationError(wrong)


def _grant(by: Principal, case: Case, user: User, place: Place, since: dt.date, last: dt.date) -> None:
    there = Grant.objects.filter(
        user=user, pupil_id=case.pupil_id, organisation_id=place.organisation_id, withdrawn_at=None,
        period__contains=max(since, by.on),
    )  # fmt: skip
    if place.counterpart_id is None or there.exists():
        return
    give_grant(
        by=by, pupil=case.pupil, user=user, kind="partner", organisation_id=place.counterpart_id,
        compartments=[Partner.key], reason=_("Werkt mee aan de casus"),
        first=max(since, by.on), last=last,
    )  # fmt: skip


@transaction.atomic
def note_progress(*, by: Principal, part: Part, on: dt.date, text: str) -> Report:
    """How it goes, in the partner's words: for the partner and the CLB. Raises ``Denied``, ``ValidationError``."""
    why = _joining(by, part, on)
    if not text.strip():
        raise ValidationError({"text": _("Schrijf hoe het gaat.")})
    report = _report(by, part, ReportKind.PROGRESS, on)
    report.note = note_in(by, report, _("Hoe het gaat"), text, why)
    report.save(force_insert=True)
    _log(by, "case.progress", report, why)
    return report


@transaction.atomic
def note_presence(*, by: Principal, part: Part, on: dt.date, there: str) -> Report:
    """Whether the pupil was there on a day; said again, the last word counts until it is released.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = _joining(by, part, on)
    if there not in There.values:
        raise ValidationError({"there": _("Kies of de leerling er was.")})
    known = part.reports.filter(kind=ReportKind.PRESENCE, on=on).first()
    if known is not None and known.released_on is not None:
        raise ValidationError({"on": _("Het CLB gaf deze dag al door. Vraag het CLB om het te verbeteren.")})
    report = known or _report(by, part, ReportKind.PRESENCE, on)
    report.there = there
    with refusals({"casereport_presence_once_a_day": {"on": _("Voor deze dag staat er al iets.")}}):
        report.save()
    _log(by, "case.presence", report, why)
    return report


def _joining(by: Principal, part: Part, on: dt.date) -> str:
    why = policy.require(by, acts.CASE_JOIN, part)
    if on > by.on or not part.since <= on <= part.last:
        raise ValidationError({"on": _("Kies een dag van het traject, en niet in de toekomst.")})
    return why


def _report(by: Principal, part: Part, kind: str, on: dt.date) -> Report:
    return Report(**columns(by, part.pupil_id, part), part=part, kind=kind, on=on)


def _log(by: Principal, act: str, report: Report, why: str) -> None:
    log.record(
        by=by, act=act, on=report, pupil_id=report.pupil_id, organisation_id=report.organisation_id, why=why
    )  # fmt: skip
    touch_for(by, report.pupil_id)


@transaction.atomic
def release(*, by: Principal, part: Part, text: str) -> Release:
    """What the CLB gives the school of the work of a partner so far: its own words, and days counted.

    Everything that was noted and not given yet counts as given. Raises ``Denied``, ``ValidationError`` by field.
    """
    case, why = writing(by, part.case)
    partner_place(by, case, part.house)
    if not text.strip():
        raise ValidationError({"text": _("Schrijf wat de school mag weten.")})
    reports = list(part.reports.select_for_update(of=("self",)).filter(released_on=None))
    days = [report.there for report in reports if report.kind == ReportKind.PRESENCE]
    given = Release(
        **columns(by, case.pupil_id, case), case=case, house=part.house, on=by.on,
        days_there=days.count(There.THERE), days_away=len(days) - days.count(There.THERE),
    )  # fmt: skip
    title = _("Bericht over %(partner)s") % {"partner": part.house.name}
    given.note = note_in(by, given, title, text, why)
    given.save(force_insert=True)
    part.reports.filter(pk__in=[report.pk for report in reports]).update(
        released_on=by.on, released_by=name_of(by)
    )  # fmt: skip
    record(by, "case.release", case, why, house=part.house_id, reports=len(reports))
    return given
