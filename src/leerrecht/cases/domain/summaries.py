"""The story told once: written with the pupil, confirmed by each party, and going along only with consent."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.cases import record, writing
from leerrecht.cases.domain.places import columns, note_in
from leerrecht.cases.kinds import Party
from leerrecht.cases.models import Case, Confirmation, Summary


@transaction.atomic
def write_summary(*, by: Principal, case: Case, text: str, with_pupil: bool) -> Summary:
    """A new version; whoever confirmed the one before is asked again. Raises ``Denied``, ``ValidationError``."""
    case, why = writing(by, case)
    if not text.strip():
        raise ValidationError({"text": _("Schrijf het verhaal, zo kort als kan, met de woorden van de leerling.")})
    last = case.summaries.aggregate(last=Max("number"))["last"] or 0
    summary = Summary(
        **columns(by, case.pupil_id, case), case=case, number=last + 1, written_on=by.on, with_pupil=with_pupil,
    )  # fmt: skip
    summary.note = note_in(by, case, _("Samenvatting, versie %(number)d") % {"number": last + 1}, text, why)
    summary.save(force_insert=True)
    if with_pupil:
        Confirmation.objects.create(
            summary=summary, party=Party.PUPIL, name=str(case.pupil), on=by.on, recorded_by=name_of(by)
        )  # fmt: skip
    record(by, "case.summary", case, why, number=summary.number)
    return summary


@transaction.atomic
def confirm_summary(*, by: Principal, summary: Summary, party: str, name: str) -> Confirmation:
    """One of the parties says that it is still right today. Raises ``Denied``, ``ValidationError`` by field."""
    policy.require(by, acts.GUIDANCE_KEEP, summary)
    case, why = writing(by, summary.case)
    text = " ".join(name.split())
    wrong = {}
    if party not in Party.values:
        wrong["party"] = _("Kies wie dit bevestigt.")
    if not text:
        wrong["name"] = _("Schrijf de naam.")
    if case.summaries.filter(number__gt=summary.number).exists():
        wrong["party"] = _("Er is intussen een nieuwere versie. Lees die eerst.")
    if wrong:
        raise ValidationError(wrong)
    confirmation = Confirmation.objects.create(
        summary=summary, party=party, name=text, on=by.on, recorded_by=name_of(by)
    )  # fmt: skip
    record(by, "case.confirm", case, why, party=party)
    return confirmation
