from typing import Any

from django.http import HttpRequest

from leerrecht.access.principal import NOBODY


def principal(request: HttpRequest) -> dict[str, Any]:
    """``principal`` in every template, for menus."""
    return {"principal": getattr(request, "principal", NOBODY)}
