"""The pupil's own words: written for whom the pupil says, changed or taken back at any time."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import Place
from leerrecht.notes.models import Aantekening
from leerrecht.people import rules as people
from leerrecht.people.domain.grounds import SELF
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import Pupil
from leerrecht.portal.languages import in_dutch
from leerrecht.portal.models import Audience, OwnWord, WordKind


@transaction.atomic
def say(*, by: Principal, pupil: Pupil, kind: str, text: str, audience: str, instead: OwnWord | None = None) -> OwnWord:
    """Keep what the pupil says, for whom the pupil chose; ``instead`` is what it replaces.

    Only the pupil does this: nobody writes in somebody else's words. Raises ``Denied``, ``ValidationError`` by field.
    """
    if not people.own_accounts(by).filter(pupil=pupil).exists():
        raise policy.Denied(_("Alleen de leerling zelf schrijft hier."))
    wrong = {}
    if kind not in WordKind.values:
        wrong["kind"] = _("Kies waarover het gaat.")
    if audience not in Audience.values:
        wrong["audience"] = _("Kies wie dit mag lezen.")
    if not text.strip():
        wrong["text"] = _("Schrijf iets in uw eigen woorden.")
    houses = sorted(schools_of(pupil.pk, by.on))
    if not houses:
        raise ValidationError(_("U bent aan geen school ingeschreven. Daarom kan dit nu niet."))
    if wrong:
        raise ValidationError(wrong)
    if instead is not None:
        take_back(by=by, word=instead)
    key = uuid.uuid4()
    mine = _row(by, pupil, key, kind, text, audience, Audience.TRUST, houses[0])
    if audience != Audience.TRUST:
        # Whom the words are for reads them in the own compartment, which the pupil does not read.
        with stand(command("eigen woorden", by.on, vaults=COMPARTMENTS)):
            for house in houses:
                _row(by, pupil, key, kind, text, audience, audience, house)
    log.record(
        by=by, act="own_word.say", on=mine, pupil_id=pupil.pk, organisation_id=houses[0], why=SELF,
        detail={"compartment": mine.compartment},
    )  # fmt: skip
    return mine


def _row(
    by: Principal, pupil: Pupil, key: uuid.UUID, kind: str, text: str, audience: str, compartment: str, house: int
) -> OwnWord:
    note = write_note(
        by=by, pupil=pupil, compartment=compartment, organisation_id=house, title=in_dutch(WordKind(kind).label),
        text=text, place=Place(compartment, house, None, SELF),
    )  # fmt: skip
    row = OwnWord(
        pupil=pupil, organisation_id=house, compartment=compartment, written_by_id=by.user_id, written_by=name_of(by),
        word=key, kind=kind, audience=audience, note=note,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def take_back(*, by: Principal, word: OwnWord) -> OwnWord:
    """Nobody reads it any more, wherever it went. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.NOTE_WITHDRAW, word)
    word = OwnWord.objects.select_for_update().get(pk=word.pk)
    if word.withdrawn_at is not None:
        raise ValidationError(_("U trok dit al in."))
    now, name = timezone.now(), name_of(by)
    with stand(command("eigen woorden", by.on, vaults=COMPARTMENTS)):
        rows = OwnWord.objects.filter(word=word.word, pupil_id=word.pupil_id, withdrawn_at=None)
        notes = Aantekening.objects.filter(own_word__in=rows, withdrawn_at=None)
        notes.update(withdrawn_at=now, withdrawn_by_id=by.user_id, withdrawn_by=name)
        rows.update(withdrawn_at=now)
    word.withdrawn_at = now
    log.record(
        by=by, act="own_word.take_back", on=word, pupil_id=word.pupil_id, organisation_id=word.organisation_id,
        why=why, detail={"compartment": word.compartment},
    )  # fmt: skip
    return word
