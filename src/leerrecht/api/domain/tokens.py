"""Making and revoking tokens, and the principal that a token is."""

import re
import secrets
from datetime import date, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import codes, log
from leerrecht.access.principal import Principal, Seat
from leerrecht.access.roles import Reach, Role
from leerrecht.api.models import Token
from leerrecht.api.rules import LONGEST, SCOPES, runs_all
from leerrecht.api.wall import TOKEN_KEY
from leerrecht.organisations.models import Organisation, OrganisationKind, School

_SHAPE = re.compile(r"(llr_[a-z0-9]{8})_[A-Za-z0-9_-]{43}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_PREFIX = 8
_PURPOSE = "leerrecht.api.token"
# When a token was last used is written once in so long.
USE_WRITTEN_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_token(
    *, by: Principal, organisation_id: int, purpose: str, scopes: list[str], until: date
) -> tuple[Token, str]:  # fmt: skip
    """A new token, and its text, which is kept nowhere.

    The director makes one for the school; the operator of the installation one for a board, which sees no pupils.
    Raises ValidationError by field, Denied, ``Http404`` for an organisation that is not seen.
    """
    organisation = policy.find(Organisation, organisation_id, by=by, act=acts.API_MANAGE)
    why = policy.require(by, acts.API_MANAGE, organisation)
    _check(by, organisation, purpose=purpose, scopes=scopes, until=until)
    prefix = "llr_" + "".join(secrets.choice(_LETTERS) for _letter in range(_PREFIX))
    text = f"{prefix}_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        organisation=organisation, purpose=purpose, scopes=sorted(scopes), prefix=prefix,
        digest=codes.trace(_PURPOSE, _cased(text)), made_on=by.on, until=until, made_by_id=by.user_id,
        made_by_name=by.name,
    )  # fmt: skip
    log.record(
        by=by, act="token.make", on=token, organisation_id=organisation.pk, why=why,
        detail={"prefix": prefix, "scopes": token.scopes, "until": until.isoformat()},
    )  # fmt: skip
    return token, text


@transaction.atomic
def revoke_token(*, by: Principal, token: Token) -> Token:
    """From now on the token opens nothing. Raises Denied."""
    why = policy.require(by, acts.API_MANAGE, token)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by_id = timezone.now(), by.user_id
        token.save(update_fields=["revoked_at", "revoked_by_id"])
        log.record(
            by=by, act="token.revoke", on=token, organisation_id=token.organisation_id, why=why,
            detail={"prefix": token.prefix},
        )  # fmt: skip
    return token


def _check(by: Principal, organisation: Organisation, *, purpose: str, scopes: list[str], until: date) -> None:
    wrong: dict[str, str] = {}
    board = organisation.kind == OrganisationKind.BOARD
    if not board and organisation.kind != OrganisationKind.SCHOOL:
        wrong["organisation"] = _("Een token hoort bij een school of een schoolbestuur.")
    elif not board and organisation.pk not in by.places(acts.API_MANAGE):
        raise policy.Denied(_("Een token dat leerlingen kan tonen, maakt de directeur van de school zelf."))
    elif board and not runs_all(by):
        raise policy.Denied(_("Een token van een schoolbestuur maakt de beheerder."))
    if not purpose.strip():
        wrong["purpose"] = _("Schrijf waarvoor het token dient, bijvoorbeeld de naam van het pakket.")
    if not scopes or not set(scopes) <= set(SCOPES):
        wrong["scopes"] = _("Kies minstens één bereik uit de lijst.")
    elif board and (beyond := [str(SCOPES[key].name) for key in scopes if not SCOPES[key].board]):
        wrong["scopes"] = _("Een schoolbestuur ziet geen leerlingen. Kies niet: %(beyond)s.") % {
            "beyond": ", ".join(beyond)
        }
    if not by.on <= until <= by.on + LONGEST:
        wrong["until"] = _("Kies een einddatum vanaf vandaag en hoogstens een jaar ver.")
    if wrong:
        raise ValidationError(wrong)


def find_token(text: str, *, on: date) -> Token | None:
    """The token of a text, where it still opens something; notes that it is used."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    token = Token.objects.select_related("organisation").filter(prefix=found[1]).first()
    # Compared also where it ended, so that the time taken tells nothing.
    if token is None or not codes.matches(_PURPOSE, _cased(text), token.digest):
        return None
    if token.revoked_at is not None or token.until < on:
        return None
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > USE_WRITTEN_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def principal_of_token(token: Token, *, on: date) -> Principal:
    """Whom a token stands for: nobody's account, with seats at its school, or at its board and schools."""
    house, scopes = token.organisation, tuple(token.scopes)
    board = house.kind == OrganisationKind.BOARD
    role = _role(token.pk, f"token “{token.purpose}” ({token.prefix})", scopes, board=board)
    if not board:
        seats = [Seat(role, house.pk, house.name, frozenset({house.pk}))]
    else:
        schools = dict(School.objects.filter(board=house.pk).order_by("pk").values_list("pk", "name"))
        seats = [Seat(role, house.pk, house.name, frozenset(schools))]
        seats += [Seat(role, pk, name, frozenset({pk})) for pk, name in schools.items()]
    return Principal(name=str(role.name)[:80], seats=tuple(seats), on=on)


@lru_cache(maxsize=1000)
def _role(token_id: int, name: str, scopes: tuple[str, ...], *, board: bool) -> type[Role]:
    """What the scopes allow, as a role that no membership can hold."""
    opened = [SCOPES[key] for key in scopes if key in SCOPES]
    return type(
        "OfToken",
        (Role,),
        {
            "key": TOKEN_KEY,
            "name": name,
            "sentence": "",
            "organisation_kind": "bestuur" if board else "school",
            "reach": Reach.NONE if board else Reach.SCHOOL,
            "acts": frozenset().union(*(scope.acts for scope in opened)),
            "compartments": frozenset({f"{TOKEN_KEY}{token_id}"}).union(*(scope.compartments for scope in opened)),
            "by_membership": False,
        },
    )


def _cased(text: str) -> str:
    """Codes that people type are read without capitals; in a token they count."""
    return text.encode().hex()
