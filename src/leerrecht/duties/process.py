"""A process that computes beside others."""

import gc

import django


def begin() -> None:
    """Load Django in a process begun from nothing, where no model may be imported before."""
    django.setup()
    # Cases and answers are many and have no cycles: looking for those costs a quarter of the time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
