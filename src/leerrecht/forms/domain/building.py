"""A school makes its own form: sections and questions in a draft, then a version that never changes."""

from dataclasses import replace
from secrets import token_hex

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.forms.domain.definitions import Definition, Question, Section, check, delivered, from_json, to_json
from leerrecht.forms.models import About, Form, FormVersion
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import School

UP, DOWN = "op", "neer"
MOST = 200


@transaction.atomic
def make_form(
    *,
    by: Principal,
    school: School,
    name: str,
    about: str,
    compartment: str = "",
    explanation: str = "",
    like: str = "",
) -> Form:
    """A form of the school's own, empty, or with the questions of one that came along (``like``).

    Raises ``Denied``, ``ValidationError`` by field.
    """
    policy.require_at(by, acts.FORM_MANAGE, school.pk)
    name = " ".join(name.split())
    wrong: dict[str, str] = {}
    if not slugify(name):
        wrong["name"] = _("Geef het formulier een naam.")
    if about not in About.values:
        wrong["about"] = _("Kies waarover het formulier gaat.")
    if about == About.PUPIL and compartment not in COMPARTMENTS:
        wrong["compartment"] = _("Kies een vak uit de lijst.")
    if like and like not in delivered():
        wrong["like"] = _("Kies een formulier uit de lijst.")
    if wrong:
        raise ValidationError(wrong)
    base: Definition | None = delivered().get(like)
    with refusals({"form_once": {"name": _("De school heeft al een formulier met deze naam.")}}):
        form = Form.objects.create(
            school=school, key=slugify(name)[:60], name=name, explanation=explanation.strip(), about=about,
            compartment=compartment if about == About.PUPIL else "",
        )  # fmt: skip
    FormVersion.objects.create(
        form=form, number=1, content=to_json(base.sections) if base else [], made_by_id=by.user_id, made_by=name_of(by)
    )
    log.record(by=by, act=acts.FORM_MANAGE, on=form, organisation_id=school.pk)
    return form


def draft_of(form: Form) -> FormVersion | None:
    return form.versions.filter(published_at=None).first()


@transaction.atomic
def open_draft(*, by: Principal, form: Form) -> FormVersion:
    """The draft of a form; where there is none, a next version with the questions of the last. Raises ``Denied``."""
    policy.require(by, acts.FORM_MANAGE, form)
    form = Form.objects.select_for_update().get(pk=form.pk)
    found = draft_of(form)
    if found is not None:
        return found
    last = form.versions.order_by("-number").first()
    return FormVersion.objects.create(
        form=form, number=last.number + 1 if last else 1, content=last.content if last else [],
        made_by_id=by.user_id, made_by=name_of(by),
    )  # fmt: skip


@transaction.atomic
def publish(*, by: Principal, form: Form) -> FormVersion:
    """Give the draft out: from now on it is filled in; what was filled in before keeps its own version.

    Raises ``Denied``, ``ValidationError`` for a form that cannot be filled in.
    """
    why = policy.require(by, acts.FORM_MANAGE, form)
    draft = _locked(form)
    check(from_json(draft.content))
    draft.published_at, draft.made_by_id, draft.made_by = timezone.now(), by.user_id, name_of(by)
    draft.save()
    log.record(
        by=by, act="form.publish", on=form, organisation_id=form.school_id, why=why, detail={"version": draft.number}
    )
    return draft


@transaction.atomic
def retire(*, by: Principal, form: Form) -> None:
    """Nobody fills the form in any more; what was filled in stays. Raises ``Denied``."""
    why = policy.require(by, acts.FORM_MANAGE, form)
    Form.objects.filter(pk=form.pk).update(retired_at=timezone.now(), key=f"{form.key[:40]}-{form.pk}")
    log.record(by=by, act=acts.FORM_MANAGE, on=form, organisation_id=form.school_id, why=why)


@transaction.atomic
def put_section(*, by: Principal, form: Form, place: int | None, title: str, text: str = "") -> None:
    """Add a section at the end, or change the one at ``place``. Raises ``Denied``, ``ValidationError``."""
    draft, sections = _opened(by, form)
    if not title.strip():
        raise ValidationError({"title": _("Geef het onderdeel een titel.")})
    if place is None:
        sections.append(Section(title.strip(), text.strip()))
    else:
        sections[_within(place, sections)] = replace(sections[place], title=title.strip(), text=text.strip())
    _keep(draft, sections)


@transaction.atomic
def put_question(*, by: Principal, form: Form, section: int, question: Question) -> str:
    """Add a question to a section, or change the one with its code; returns the code.

    Raises ``Denied``, ``ValidationError`` for a question that cannot stand where it would.
    """
    draft, sections = _opened(by, form)
    found = sections[_within(section, sections)]
    if question.code:
        questions = [question if one.code == question.code else one for one in found.questions]
    else:
        question = replace(question, code=f"q{token_hex(4)}")
        questions = [*found.questions, question]
    sections[section] = replace(found, questions=tuple(questions))
    if sum(len(one.questions) for one in sections) > MOST:
        raise ValidationError(_("Een formulier heeft hoogstens %(most)d vragen.") % {"most": MOST})
    check(tuple(sections))
    _keep(draft, sections)
    return question.code


@transaction.atomic
def move_question(*, by: Principal, form: Form, section: int, code: str, to: str) -> None:
    """One place up or down within its section. Raises ``Denied``, ``ValidationError`` where a condition would break."""
    draft, sections = _opened(by, form)
    found = list(sections[_within(section, sections)].questions)
    places = [number for number, one in enumerate(found) if one.code == code]
    if not places:
        raise ValidationError(_("Deze vraag staat er niet meer. Laad het formulier opnieuw."))
    here, there = places[0], places[0] + (1 if to == DOWN else -1)
    if 0 <= there < len(found):
        found[here], found[there] = found[there], found[here]
    sections[section] = replace(sections[section], questions=tuple(found))
    check(tuple(sections))
    _keep(draft, sections)


@transaction.atomic
def remove_question(*, by: Principal, form: Form, section: int, code: str) -> None:
    """Take a question out. Raises ``Denied``, ``ValidationError`` where another question rests on it."""
    draft, sections = _opened(by, form)
    rests = [one for part in sections for one in part.questions if one.when[0] == code]
    if rests:
        raise ValidationError(
            _("“%(text)s” wordt alleen gevraagd na deze vraag. Haal die voorwaarde eerst weg.")
            % {"text": rests[0].text}
        )
    found = sections[_within(section, sections)]
    sections[section] = replace(found, questions=tuple(one for one in found.questions if one.code != code))
    _keep(draft, sections)


@transaction.atomic
def remove_section(*, by: Principal, form: Form, place: int) -> None:
    """Take out a section that holds no question. Raises ``Denied``, ``ValidationError``."""
    draft, sections = _opened(by, form)
    if sections[_within(place, sections)].questions:
        raise ValidationError(_("Haal eerst de vragen uit dit onderdeel."))
    del sections[place]
    _keep(draft, sections)


def _opened(by: Principal, form: Form) -> tuple[FormVersion, list[Section]]:
    policy.require(by, acts.FORM_MANAGE, form)
    draft = _locked(form)
    return draft, list(from_json(draft.content))


def _locked(form: Form) -> FormVersion:
    draft = FormVersion.objects.select_for_update().filter(form=form, published_at=None).first()
    if draft is None:
        raise ValidationError(_("Deze versie is al uitgegeven. Begin een nieuwe versie."))
    return draft


def _within(place: int, sections: list[Section]) -> int:
    if not 0 <= place < len(sections):
        raise ValidationError(_("Dit onderdeel staat er niet meer. Laad het formulier opnieuw."))
    return place


def _keep(draft: FormVersion, sections: list[Section]) -> None:
    draft.content = to_json(tuple(sections))
    draft.save(update_fields=["content"])


def last_number(form: Form) -> int:
    """The last version that was given out; 0 where none was."""
    found: int | None = form.versions.filter(published_at__isnull=False).aggregate(last=Max("number"))["last"]
    return found or 0
