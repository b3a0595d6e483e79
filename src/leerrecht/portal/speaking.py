"""Which language somebody reads: chosen in this sign-in, on this device, by the account, or known at school."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from leerrecht.portal.domain import preferences
from leerrecht.portal.languages import DUTCH, languages

LANGUAGE = "portal-language"
COOKIE = "leerrecht-taal"
# Ours: a device forgets the language after half a year without use.
KEPT = timedelta(days=180)
# Ours: what was pressed so short ago was pressed by whoever signs in now, and goes before what the account chose.
JUST_NOW = timedelta(minutes=15)
# Until the year 2286; anything else is nothing that we wrote.
_MOMENT = re.compile(r"[0-9]{1,10}")
_UNASKED = datetime.fromtimestamp(0, tz=UTC)


def language_of(request: Any) -> str:
    """What was chosen in this sign-in or just now at the door; else by the account, noted at school, on the device."""
    chosen = request.session.get(LANGUAGE)
    if chosen not in languages():
        device, asked_at = on_device(request)
        by = request.principal
        if device and timezone.now() - asked_at < JUST_NOW:
            chosen = preferences.choose_language(by=by, language=device).language
        else:
            chosen = preferences.language_of(by, otherwise=device or DUTCH)
        request.session[LANGUAGE] = chosen
    return str(chosen)


def on_device(request: HttpRequest) -> tuple[str, datetime]:
    """The language of this device, empty where it has none, and when somebody asked for it."""
    language, _dot, moment = request.COOKIES.get(COOKIE, "").partition(".")
    if language not in languages():
        return "", _UNASKED
    return language, datetime.fromtimestamp(int(moment), tz=UTC) if _MOMENT.fullmatch(moment) else _UNASKED


def write_device(response: HttpResponse, language: str, *, asked: bool) -> None:
    """Remember a language on this device, and nothing else; no script reads it."""
    if COOKIE in response.cookies:
        return
    moment = int(timezone.now().timestamp()) if asked else 0
    response.set_cookie(
        COOKIE, f"{language}.{moment}", max_age=KEPT, httponly=True, samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip


def forget_device(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
