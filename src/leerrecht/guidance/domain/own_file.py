"""What pupil and parents get of the guidance file: each step, plan and agreement, without third persons.

The texts themselves are notes, and stand among those.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from leerrecht.guidance.models import Agreement, Begeleidingsdossier, Entry, Ouderaanwezigheid, Plan, ThuisOpVraag
from leerrecht.transfers.domain.own_file import Gathering, Row


def files(gathering: Gathering) -> list[Row]:
    """When a formal file was open, and why it was closed."""
    return [
        _place(gathering, one) | {
            _("geopend op"): _day(one.opened_on),
            _("hoe geopend"): one.get_opening_display(),
            _("gesloten op"): _day(one.closed_on),
            _("waarom gesloten"): gathering.names.without(one.closed_reason),
        }
        for one in gathering.confidential(Begeleidingsdossier).order_by("opened_on", "pk")
    ]  # fmt: skip


def steps(gathering: Gathering) -> list[Row]:
    """One row for each step that stands: what, when, in which domain and phase, and what came of it."""
    found = gathering.confidential(Entry).filter(withdrawn_at=None).order_by("on", "written_at", "pk")
    return [
        _place(gathering, one) | {
            _("dag"): _day(one.on),
            _("soort"): one.get_kind_display(),
            _("domein"): one.get_domain_display(),
            _("zorgfase"): "" if one.fase is None else f"{one.fase}: {one.get_fase_display()}",
            _("met wie"): one.get_whom_display(),
            _("hoe"): one.get_channel_display(),
            _("bereikt"): {True: _("ja"), False: _("nee"), None: ""}[one.reached],
            _("resultaat"): one.get_result_display(),
            _("bevinding"): one.get_finding_display(),
            _("soort afwezigheid"): one.get_absence_display(),
            _("oorzaken"): one.cause_words,
            _("verslag"): one.get_report_display(),
            _("tegen"): _day(one.due_on),
            _("uitgevoerd op"): _day(one.done_on),
        }
        for one in found
    ]  # fmt: skip


def plans(gathering: Gathering) -> list[Row]:
    """Plans, with what was to be done by when; who would do it is left out."""
    found = gathering.confidential(Plan).prefetch_related("actions", "steps").order_by("begins_on", "pk")
    return [
        _place(gathering, one) | {
            _("plan"): one.get_kind_display(),
            _("begin"): _day(one.begins_on),
            _("volgende evaluatie"): _day(one.evaluate_on),
            _("afgesloten op"): _day(one.closed_on),
            _("hoe afgesloten"): one.get_ending_display(),
            _("acties"): "; ".join(
                f"{_day(action.due_on)}: {gathering.names.without(action.what)}" for action in one.actions.all()
            ),
            _("stappen naar school"): "; ".join(
                f"{_day(step.first)}: {len(step.half_days)}" for step in one.steps.all()
            ),
        }
        for one in found
    ]  # fmt: skip


def agreements(gathering: Gathering) -> list[Row]:
    """Agreements and contracts, and which parties signed the latest version."""
    found = gathering.confidential(Agreement).prefetch_related("versions__signatures").order_by("begins_on", "pk")
    return [
        _place(gathering, one) | {
            _("soort"): one.get_kind_display(),
            _("vanaf"): _day(one.begins_on),
            _("tot en met"): _day(one.ends_on),
            _("opnieuw bekijken op"): _day(one.review_on),
            _("ondertekend door"): "; ".join(_signed(one)),
        }
        for one in found
    ]  # fmt: skip


def _signed(agreement: Agreement) -> list[str]:
    latest = next(iter(agreement.versions.all()), None)
    signatures = latest.signatures.all() if latest else ()
    return [f"{one.get_party_display()}: {one.get_how_display()}, {_day(one.on)}" for one in signatures]


def homes(gathering: Gathering) -> list[Row]:
    """When and why-record of staying at home at somebody's request; who of the CLB was asked is left out."""
    return [
        _place(gathering, one) | {
            _("wie vroeg dit"): one.get_asked_by_display(),
            _("helemaal thuis"): _("ja") if one.whole else _("nee"),
            _("lesuren per week op school"): str(one.hours),
            _("overleg met het CLB op"): _day(one.clb_on),
            _("wat het CLB vindt"): one.get_clb_view_display(),
            _("eerste dag"): _day(one.first),
            _("laatste dag"): _day(one.last),
            _("opnieuw bekijken op"): _day(one.review_on),
            _("gestopt op"): _day(one.stopped_on),
        }
        for one in gathering.confidential(ThuisOpVraag).order_by("first", "pk")
    ]  # fmt: skip


def parents(gathering: Gathering) -> list[Row]:
    """Which meetings parents came to, where whoever asks reads what lies with those who teach."""
    found = gathering.confidential(Ouderaanwezigheid).select_related("meeting").order_by("meeting__on", "pk")
    return [
        _place(gathering, one) | {_("dag"): _day(one.meeting.on), _("kwam de ouder"): one.get_came_display()}
        for one in found
    ]


SECTIONS = (
    ("begeleidingsdossiers", "Begeleidingsdossiers", files),
    ("begeleiding", "Stappen in de begeleiding", steps),
    ("plannen", "Plannen", plans),
    ("afspraken", "Afspraken en contracten", agreements),
    ("thuis", "Afspraken om thuis te blijven", homes),
    ("oudercontacten", "Oudercontacten", parents),
)


def _place(gathering: Gathering, one: Any) -> Row:
    return {_("vak"): one.get_compartment_display(), _("bij"): gathering.places.get(one.organisation_id, "")}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
