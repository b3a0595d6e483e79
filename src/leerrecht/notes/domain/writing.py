"""Writing an aantekening, and withdrawing it."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import PARENTS
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.documents.domain.uploads import store_upload
from leerrecht.notes.domain.places import Place, place_of
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Pupil

LONGEST = 20_000


@transaction.atomic
def write_note(
    *,
    by: Principal,
    pupil: Pupil,
    compartment: str,
    organisation_id: int,
    title: str,
    text: str,
    file: "File[bytes] | None" = None,
    not_for_parents: str = "",
    place: Place | None = None,
    sound: bool = False,
) -> Aantekening:
    """Keep a confidential text about a pupil in one compartment of one organisation.

    ``not_for_parents`` is the reason, where the pupil does not want the parents to read it. ``place`` is given by a
    room above that lets somebody write there in one matter, such as a delegate. ``sound``: the file is a recording.
    Raises ``Denied`` where
    :func:`leerrecht.notes.domain.places.places` does not hold the place, ``ValidationError`` by field.
    """
    place = place or place_of(by, pupil, compartment, organisation_id)
    note = Aantekening(
        pupil=pupil, organisation_id=place.organisation_id, counterpart_id=place.counterpart_id,
        compartment=compartment, title=" ".join(title.split()), text=text.strip(),
        parents_excluded=bool(not_for_parents), parents_excluded_reason=" ".join(not_for_parents.split()),
        written_by_id=by.user_id, written_by=name_of(by),
    )  # fmt: skip
    _check(note)
    if file is not None:
        note.file = store_upload(
            by=by, file=file, organisation_id=note.organisation_id, pupil_id=pupil.pk, compartment=compartment,
            sound=sound,
        )  # fmt: skip
    note.save(force_insert=True)
    _log(by, acts.NOTE_WRITE, note, place.why)
    return note


@transaction.atomic
def withdraw_note(*, by: Principal, note: Aantekening) -> Aantekening:
    """The note no longer stands and nobody reads its text any more. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.NOTE_WITHDRAW, note)
    note = Aantekening.objects.select_for_update().get(pk=note.pk)
    if note.withdrawn_at is not None:
        raise ValidationError(_("Deze aantekening is al ingetrokken."))
    note.withdrawn_at, note.withdrawn_by_id, note.withdrawn_by = timezone.now(), by.user_id, name_of(by)
    note.save(update_fields=["withdrawn_at", "withdrawn_by_id", "withdrawn_by"])
    _log(by, acts.NOTE_WITHDRAW, note, why)
    return note


def _check(note: Aantekening) -> None:
    wrong: dict[str, str] = {}
    if not note.title:
        wrong["title"] = _("Geef de aantekening een titel.")
    if not note.text:
        wrong["text"] = _("Schrijf de tekst van de aantekening.")
    elif len(note.text) > LONGEST:
        wrong["text"] = _("De tekst telt %(length)d tekens; meer dan %(most)d kan niet. Splits ze op.") % {
            "length": len(note.text), "most": LONGEST,
        }  # fmt: skip
    if note.parents_excluded and note.compartment not in PARENTS:
        wrong["not_for_parents"] = _("In dit vak lezen de ouders niet mee. Laat dit leeg.")
    if wrong:
        raise ValidationError(wrong)


def _log(by: Principal, act: str, note: Aantekening, why: str) -> None:
    # Nothing of the text, nor of the title: only where it went.
    log.record(
        by=by, act=act, on=note, pupil_id=note.pupil_id, organisation_id=note.organisation_id, why=why,
        detail={"compartment": note.compartment, "file": note.file_id is not None},
    )  # fmt: skip
