"""Leerrecht with both walls down, to measure what they cost: no settings, as owner of the tables, nothing left out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Q


class _Kept:
    def undo(self) -> None:
        return


@contextmanager
def _stand(_principal: object) -> Iterator[_Kept]:
    yield _Kept()


@contextmanager
def walls_down() -> Iterator[None]:
    """Take both walls down in this process; the connection is to be the owner's."""
    from leerrecht.access import middleware, policy

    former = middleware.stand, dict(policy._scopes)
    middleware.stand = _stand  # type: ignore[assignment]
    policy._scopes.update(dict.fromkeys(policy._scopes, lambda _principal, _act: Q()))
    try:
        yield
    finally:
        middleware.stand = former[0]
        policy._scopes.update(former[1])


def __getattr__(name: str) -> Any:
    """The application, for the web server alone: whoever imports this to measure in its own process makes none."""
    if name != "application":
        raise AttributeError(name)
    from leerrecht.config.wsgi import application

    walls_down().__enter__()
    return application
