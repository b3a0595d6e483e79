"""A process that computes beside others."""

import django

from leerrecht.collector import settle


def begin() -> None:
    """Load Django in a process begun from nothing, where no model may be imported before."""
    django.setup()
    settle()
