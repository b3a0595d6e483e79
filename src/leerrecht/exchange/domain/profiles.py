"""Mapping profiles: kept by name for the schools of a board."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.exchange.domain import mapping
from leerrecht.exchange.domain.mapping import Profile
from leerrecht.exchange.models import MappingProfile
from leerrecht.organisations.models import Board


def read_profile(content: bytes, name: str) -> Profile:
    """A profile from a JSON file; raises ``ValidationError`` that says what is wrong where."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValidationError(_("%(name)s is geen tekst in UTF-8.") % {"name": name}) from error
    except json.JSONDecodeError as error:
        raise ValidationError(
            _("%(name)s is geen geldige JSON: kijk rij %(row)s, teken %(column)s na.")
            % {"name": name, "row": error.lineno, "column": error.colno}
        ) from error
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("%(name)s is niet te lezen als JSON.") % {"name": name}) from error
    return mapping.from_json(data)


def find_profile(name: str, *, by: Principal, board_name: str, kind: str) -> Profile:
    """A kept profile by its name; raises ``ValidationError`` that names those that exist."""
    kept = policy.visible(MappingProfile, to=by, act=acts.IMPORT_RUN).filter(board__name=board_name, kind=kind)
    found = kept.filter(name=name).first()
    if found is None:
        names = ", ".join(kept.values_list("name", flat=True)) or _("geen")
        raise ValidationError(
            _("Profiel “%(name)s” bestaat niet voor %(kind)s van %(board)s. Bewaarde profielen: %(names)s.")
            % {"name": name, "kind": kind, "board": board_name, "names": names}
        )
    return mapping.from_json(found.definition)


@transaction.atomic
def save_profile(*, by: Principal, board: Board, profile: Profile) -> MappingProfile:
    """Keep a profile by its name; one of the same name and kind of the board is replaced.

    Raises ``ValidationError`` where it cannot work, ``Denied`` where ``by`` imports for no school of the board.
    """
    require_board(by, board)
    name = " ".join(profile.name.split())
    limit = MappingProfile._meta.get_field("name").max_length or 0
    if not name or len(name) > limit:
        raise ValidationError(_("Geef het profiel een naam van ten hoogste %(limit)s tekens.") % {"limit": limit})
    mapping.check(profile)
    definition: dict[str, Any] = {**profile.as_json(), "naam": name}
    kept, _new = MappingProfile.objects.update_or_create(
        board=board, kind=profile.kind, name=name, defaults={"definition": definition, "changed_by_id": by.user_id}
    )
    log.record(by=by, act="profile.save", on=kept, organisation_id=board.pk, why=by.why(acts.IMPORT_RUN))
    return kept


@transaction.atomic
def remove_profile(*, by: Principal, profile: MappingProfile) -> None:
    """Throw a profile away; imports that used it keep their own copy."""
    why = policy.require(by, acts.IMPORT_RUN, profile)
    log.record(by=by, act="profile.remove", on=profile, organisation_id=profile.board_id, why=why)
    profile.delete()


def require_board(by: Principal, board: Board) -> None:
    if not (by.system or board.schools.filter(pk__in=by.places(acts.IMPORT_RUN)).exists()):
        raise policy.Denied(_("U voert voor geen enkele school van dit bestuur in."))
