"""A write that is sent twice happens once: the same key gives the same answer."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.api.domain.problems import Fault, Problem
from leerrecht.api.models import Answer, Token
from leerrecht.api.rules import ANSWERS_KEPT

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[!-~]{1,100}")


def hash_of(method: str, address: str, body: bytes) -> str:
    """What was asked; the same key may not ask anything else."""
    return hashlib.sha256(b"\n".join([method.encode(), address.encode(), body])).hexdigest()


def once(*, token: Token, key: str | None, asked: str, do: Callable[[], Any]) -> Any:
    """Do it, or give what was answered to the same key before; in the transaction of the call.

    A call that ends in an error keeps no answer. Who comes with the same key meanwhile, waits for the first. Raises
    :class:`Problem` 422 where the key is no key, or was used for something else.
    """
    if key is None:
        return do()
    if not _KEY.fullmatch(key):
        text = _("Een Idempotency-Key telt 1 tot 100 letters, cijfers of leestekens, zonder spaties.")
        raise Problem(422, "sleutel-ongeldig", text, (Fault(HEADER, text),))
    now = timezone.now()
    Answer.objects.filter(token=token, at__lt=now - ANSWERS_KEPT).delete()
    answer, new = Answer.objects.get_or_create(
        token=token, key=key, defaults={"organisation_id": token.organisation_id, "asked": asked, "at": now}
    )
    if not new:
        if answer.asked != asked:
            text = _("Deze Idempotency-Key is al gebruikt voor iets anders. Neem voor elke nieuwe opdracht een nieuwe.")
            raise Problem(422, "sleutel-al-gebruikt", text, (Fault(HEADER, text, "sleutel-al-gebruikt"),))
        return answer.body
    answer.body = do().model_dump(mode="json")
    answer.save(update_fields=["body"])
    return answer.body


def forget_old() -> int:
    """Take away what was kept long enough; returns how many."""
    return Answer.objects.filter(at__lt=timezone.now() - ANSWERS_KEPT).delete()[0]
