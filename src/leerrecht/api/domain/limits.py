"""How often one token may call: counted for all web processes together, in the cache that they share."""

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.api import rules
from leerrecht.api.domain.problems import Problem

_MINUTE = 60


def count(token_id: int) -> None:
    """Count one call. Raises :class:`Problem` 429 with ``Retry-After`` where this minute is full."""
    minute, second = divmod(int(timezone.now().timestamp()), _MINUTE)
    key = f"api:{token_id}:{minute}"
    cache.add(key, 0, 2 * _MINUTE)
    try:
        used = cache.incr(key)
    except ValueError:
        # The oldest counts are forgotten where there are too many.
        used = 1
    if used > rules.CALLS_A_MINUTE:
        wait = _MINUTE - second
        raise Problem(
            429,
            "te-veel-oproepen",
            _("Dit token deed meer dan %(most)s oproepen in een minuut. Wacht %(wait)s seconden.")
            % {"most": rules.CALLS_A_MINUTE, "wait": wait},
            headers={"Retry-After": str(wait)},
        )
