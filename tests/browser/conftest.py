"""A real browser on a live server.

Debian's Chromium without its windows where that is installed, else the whole one; ``CHROMIUM`` names another. With
``LEERRECHT_SCREENS=1`` the tests also write the pictures of ``docs/screens/``.
"""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from leerrecht.access.models import User

SCREENS = Path(__file__).parent.parent.parent / "docs" / "screens"
WIDE = {"width": 1280, "height": 900}
CHROMIUMS = ("/usr/lib/chromium/chromium-headless-shell", "/usr/bin/chromium")
PHONE = {"width": 390, "height": 844}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # What answers the browser is covered by the tests of its room; following each line here costs a third.
            item.add_marker(pytest.mark.no_cover)
            # Naming the apps makes Django empty the tables with CASCADE: half-days are a table made by SQL.
            item.add_marker(pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS))


@pytest.fixture(autouse=True)
def friday_morning(settings) -> Iterator[None]:
    """A Friday with lessons. The browser keeps its own clock, so no cookie may carry an end date."""
    settings.CSRF_COOKIE_AGE = None
    with time_machine.travel(datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Europe/Brussels")), tick=True):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or next(path for path in CHROMIUMS if Path(path).exists()),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-software-rasterizer",
                "--in-process-gpu",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield started
        started.close()


@pytest.fixture
def new_context(browser: Browser, live_server) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser context on the live server; errors in the console or a refused script fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(**options) -> BrowserContext:
        # A colour that is on its way to another has a contrast of its own, which nobody reads by.
        usual = {"viewport": WIDE, "locale": "nl-BE", "timezone_id": "Europe/Brussels", "reduced_motion": "reduce"}
        options = usual | options
        context = browser.new_context(base_url=live_server.url, **options)
        # Long enough for a machine that is busy with something else: what passes does not wait.
        context.set_default_timeout(30_000)
        context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    # A page that is meant to refuse, or a network that was switched off, is no fault of the page.
    meant = (
        "the server responded with a status of", "net::ERR_INTERNET_DISCONNECTED",
        "htmx:sendError", "htmx:afterRequest",
    )  # fmt: skip
    faults = [text for text in complaints if not any(part in text for part in meant)]
    assert faults == []


@pytest.fixture
def visitor(new_context) -> Page:
    """A page of somebody who is not signed in."""
    return new_context().new_page()


@pytest.fixture
def sign_in(new_context, live_server) -> Callable[..., Page]:
    """``sign_in(user, **context_options)``: a page on which that user is signed in."""

    def page(user: User, **options) -> Page:
        client = Client()
        client.force_login(user)
        assert client.session[SESSION_KEY] == str(user.pk)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = new_context(**options)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return context.new_page()

    return page


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that a page as it stands now breaks no rule of accessibility."""

    def check(page: Page, *, without: tuple[str, ...] = ()) -> None:
        # A link that was just followed may have brought an address and no page yet.
        page.wait_for_load_state()
        # A piece that is being fetched is not how the page stands.
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        page.evaluate(AXE_SCRIPT)
        results = page.evaluate(
            "options => axe.run(document, options)",
            {
                "runOnly": {"type": "tag", "values": AXE_TAGS},
                "rules": {rule: {"enabled": False} for rule in without},
                "resultTypes": ["violations"],
            },
        )
        found = [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in results["violations"]
            for node in violation["nodes"]
        ]
        assert found == [], f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture
def screenshot() -> Callable[[Page, str], None]:
    """Writes ``docs/screens/<name>-wide.png`` and ``-phone.png``, only where ``LEERRECHT_SCREENS=1``."""

    def write(page: Page, name: str) -> None:
        if os.environ.get("LEERRECHT_SCREENS") != "1":
            return
        SCREENS.mkdir(parents=True, exist_ok=True)
        before = page.viewport_size or WIDE
        for label, size in (("wide", WIDE), ("phone", PHONE)):
            page.set_viewport_size(size)
            page.screenshot(path=SCREENS / f"{name}-{label}.png", full_page=True)
        page.set_viewport_size(before)

    return write


def overflows(page: Page) -> bool:
    """Whether a page has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
