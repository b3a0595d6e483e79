"""A process that computes beside others."""

import gc

import django

from leerrecht.collector import settle


def begin() -> None:
    """Load Django in a process begun from nothing, where no model may be imported before.

    It lives as long as one recomputation, and what that makes has no cycles: nothing needs collecting.
    """
    django.setup()
    settle()
    gc.disable()
