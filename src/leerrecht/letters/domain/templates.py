"""Templates of a school or CLB: writing a next version, making one of its own, laying one aside."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.letters.domain import placeholders
from leerrecht.letters.domain.catalogue import delivered
from leerrecht.letters.languages import DUTCH, languages
from leerrecht.letters.models import LetterTemplate, Occasion, Recipient, TemplateText
from leerrecht.letters.rules import require_house
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Organisation

LONGEST = 10_000


@transaction.atomic
def write_text(*, by: Principal, house: Organisation, key: str, language: str, subject: str, body: str) -> TemplateText:
    """The next version of a template in one language; a delivered one is taken over by the house first.

    Earlier versions stay, and letters say of which version they were. Raises ``Denied``, ``ValidationError`` by field.
    """
    why = require_house(by, acts.LETTER_MANAGE, house.pk)
    _check(language, subject, body)
    template = _taken_over(house, key)
    last = template.texts.filter(language=language).order_by("-number").first()
    twice = _("Iemand anders bewaarde net een nieuwe versie. Laad het sjabloon opnieuw.")
    with refusals({"template_text_version_once": twice}):
        text = TemplateText.objects.create(
            template=template, language=language, number=last.number + 1 if last else 1,
            subject=" ".join(subject.split()), body=body.strip(), made_by_id=by.user_id, made_by=name_of(by),
        )  # fmt: skip
    log.record(
        by=by, act="letter.template", on=template, organisation_id=house.pk, why=why,
        detail={"key": key, "language": language, "version": text.number},
    )  # fmt: skip
    return text


@transaction.atomic
def make_template(
    *, by: Principal, house: Organisation, name: str, compartment: str, recipient: str, subject: str, body: str
) -> LetterTemplate:
    """A template of the house's own, in Dutch to begin with. Raises ``Denied``, ``ValidationError`` by field."""
    require_house(by, acts.LETTER_MANAGE, house.pk)
    name = " ".join(name.split())
    key = slugify(name)[:60]
    wrong: dict[str, str] = {}
    if not key:
        wrong["name"] = _("Geef het sjabloon een naam.")
    elif key in delivered():
        wrong["name"] = _("Zo heet al een sjabloon dat meegeleverd is. Kies een andere naam.")
    if compartment not in COMPARTMENTS:
        wrong["compartment"] = _("Kies een vak uit de lijst.")
    if recipient not in Recipient.values:
        wrong["recipient"] = _("Kies aan wie de brief gaat.")
    if wrong:
        raise ValidationError(wrong)
    with refusals({"letter_template_once": {"name": _("Er is al een sjabloon met deze naam.")}}):
        template = LetterTemplate.objects.create(
            organisation_id=house.pk,
            key=key,
            name=name,
            compartment=compartment,
            recipient=recipient,
            occasion=Occasion.DAY,
        )
    write_text(by=by, house=house, key=key, language=DUTCH, subject=subject, body=body)
    return template


@transaction.atomic
def retire_template(*, by: Principal, template: LetterTemplate) -> None:
    """Lay a template aside: nobody chooses it any more; a delivered one comes back as it was. Raises ``Denied``."""
    why = policy.require(by, acts.LETTER_MANAGE, template)
    log.record(
        by=by, act="letter.template", on=template, organisation_id=template.organisation_id, why=why,
        detail={"key": template.key, "retired": True},
    )  # fmt: skip
    template.retired_at = timezone.now()
    # The key is free again; the versions stay with the row.
    template.key = f"{template.key[:40]}-{template.pk}"
    template.save(update_fields=["retired_at", "key"])


def _taken_over(house: Organisation, key: str) -> LetterTemplate:
    found = LetterTemplate.objects.select_for_update().filter(organisation_id=house.pk, key=key).first()
    if found is not None:
        return found
    base = delivered().get(key)
    if base is None or base.kind != house.kind:
        raise ValidationError(_("Dit sjabloon staat er niet meer. Kies een ander uit de lijst."))
    return LetterTemplate.objects.create(
        organisation_id=house.pk, key=key, name=base.name, compartment=base.compartment, recipient=base.recipient,
        occasion=base.occasion,
    )  # fmt: skip


def _check(language: str, subject: str, body: str) -> None:
    wrong: dict[str, list[str]] = {}
    if language not in languages():
        wrong["language"] = [_("Kies een taal uit de lijst.")]
    for field, text in (("subject", subject), ("body", body)):
        if not text.strip():
            wrong[field] = [_("Vul dit in.")]
            continue
        try:
            placeholders.check(text)
        except ValidationError as error:
            wrong[field] = error.messages
    if len(body) > LONGEST:
        wrong["body"] = [_("De tekst is te lang: hoogstens %(most)d tekens.") % {"most": LONGEST}]
    if wrong:
        raise ValidationError(wrong)
