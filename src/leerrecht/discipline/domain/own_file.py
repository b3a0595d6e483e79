"""What pupil and parents get of measures and procedures: each step, without third persons. Texts are notes."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from leerrecht.discipline.models import ClbAdvice, Contest, Incident, Involved, Measure, Procedure, Report, Search
from leerrecht.transfers.domain.own_file import Gathering, Row


def incidents(gathering: Gathering) -> list[Row]:
    """Where whoever asks reads what lies with those who teach."""
    found = gathering.confidential(Incident).order_by("on", "pk")
    own = [
        _place(gathering, one) | {_("dag"): _day(one.on), _("wat"): one.get_behaviour_display(),
                                  _("waar"): one.get_moment_display()}
        for one in found
    ]  # fmt: skip
    beside = gathering.confidential(Involved).select_related("incident").order_by("written_at", "pk")
    return own + [
        _place(gathering, one) | {_("dag"): _day(one.incident.on), _("wat"): one.get_part_display(),
                                  _("waar"): one.incident.get_moment_display()}
        for one in beside
    ]  # fmt: skip


def measures(gathering: Gathering) -> list[Row]:
    return [
        _place(gathering, one) | {
            _("dag"): _day(one.on),
            _("maatregel"): one.name,
            _("tot en met"): _day(one.until),
            _("stand"): one.get_state_display(),
            _("vergeten vanaf"): _day(one.forget_on),
        }
        for one in gathering.confidential(Measure).order_by("on", "pk")
    ]  # fmt: skip


def searches(gathering: Gathering) -> list[Row]:
    return [
        _place(gathering, one) | {
            _("dag"): _day(one.on),
            _("wat"): ", ".join(one.searched),
            _("resultaat"): one.get_result_display(),
            _("ouders verwittigd op"): _day(one.parents_told_on),
        }
        for one in gathering.confidential(Search).order_by("on", "pk")
    ]  # fmt: skip


def procedures(gathering: Gathering) -> list[Row]:
    """Each procedure with its steps; who took part is left out."""
    found = gathering.confidential(Procedure).prefetch_related("done").order_by("opened_on", "pk")
    return [
        _place(gathering, one) | {
            _("maatregel"): one.get_kind_display(),
            _("begonnen op"): _day(one.opened_on),
            _("beslissing"): one.get_verdict_display(),
            _("beslist op"): _day(one.decided_on),
            _("eerste dag"): _day(one.first_day),
            _("laatste dag"): _day(one.last_day),
            _("hoe afgesloten"): one.get_closed_how_display(),
            _("stappen"): "; ".join(f"{_day(row.on)}: {row.get_step_display()}" for row in one.done.all()),
        }
        for one in found
    ]  # fmt: skip


def told(gathering: Gathering) -> list[Row]:
    """What AGODI was told, and the advice of the CLB."""
    reports = [
        _place(gathering, one) | {_("wat"): one.get_kind_display(), _("dag"): _day(one.acknowledged_on),
                                  _("stand"): one.get_state_display()}
        for one in gathering.confidential(Report).order_by("written_at", "pk")
    ]  # fmt: skip
    return reports + [
        _place(gathering, one) | {_("wat"): _("advies van het CLB"), _("dag"): _day(one.given_on),
                                  _("stand"): one.get_answer_display()}
        for one in gathering.confidential(ClbAdvice).order_by("asked_on", "pk")
    ]  # fmt: skip


def contests(gathering: Gathering) -> list[Row]:
    """Each contested C attest with its turns; the names of the commission are left out."""
    return [
        _place(gathering, one) | {
            _("C-attest van"): _day(one.attest_on),
            _("betwist op"): _day(one.contested_on),
            _("stappen"): "; ".join(
                f"{_day(row.on)}: {row.get_turn_display()}" + (f" ({row.get_answer_display()})" if row.answer else "")
                for row in one.turns.all()
            ),
            _("afgesloten op"): _day(one.closed_on),
            _("hoe afgesloten"): one.get_closed_how_display(),
        }
        for one in gathering.confidential(Contest).prefetch_related("turns").order_by("attest_on", "pk")
    ]  # fmt: skip


SECTIONS = (
    ("incidenten", "Incidenten", incidents),
    ("ordemaatregelen", "Ordemaatregelen", measures),
    ("doorzoekingen", "Doorzoekingen", searches),
    ("tuchtprocedures", "Tuchtprocedures", procedures),
    ("betwistingen", "Betwiste C-attesten", contests),
    ("tuchtmeldingen", "Meldingen aan AGODI en adviezen", told),
)


def _place(gathering: Gathering, one: Any) -> Row:
    return {_("vak"): one.get_compartment_display(), _("bij"): gathering.places.get(one.organisation_id, "")}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
