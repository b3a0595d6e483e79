"""A process that computes beside others."""

import gc

import django

from leerrecht.collector import settle


def begin() -> None:
    """Load Django in a process begun from nothing, where no model may be imported before.

    It lives as long as one recomputation, and what that makes has no cycles: nothing needs collecting.
    """
    django.setup()
    # Only now: what stands for somebody reads the settings.
    from django.utils import timezone

    from leerrecht.access.compartments import Attest
    from leerrecht.access.principal import command
    from leerrecht.access.standing import stand_for_good

    stand_for_good(command("plichten", timezone.localdate(), vaults={Attest.key}))
    settle()
    gc.disable()
