"""The pages of pupil and parents on a narrow phone: accessible, in each language, usable without scripts."""

import re

import pytest

from leerrecht.people.domain import invite_contact
from leerrecht.people.models import Contact, Pupil
from leerrecht.portal.models import Channel, Nudge, Preference
from tests.browser.conftest import overflows
from tests.factories import TODAY, UserFactory
from tests.portal.world import World

SMALL = {"width": 360, "height": 740}
OWN = (
    "", "jaar/", "afspraken/", "rechten/", "instellingen/", "vragen/", "vragen/fout/", "waarom/", "weigering/",
    "verslagen/", "dossier/", "brieven/", "wie-leest/", "wie-keek/",
)  # fmt: skip
# Each page once with axe, in turn in another language; all of them at 360 pixels in the widest and in the other way.
IN_TURN = ("fr", "en", "ar")
PHRASE = "blauwe olifanten dansen"


@pytest.fixture
def world(live_server):
    return World()


def test_own_pages_at_360_pixels_for_pupil_and_parent_in_each_language(world, sign_in, axe, screenshot):
    world.say("Een rustige plek helpt", "helpt", "team")
    world.bring(world.household("An"), "klacht", "Wij kregen geen antwoord")
    users = UserFactory._meta.model.objects
    own = f"/mijn/{world.pupil.pk}/"
    page = sign_in(users.get(username="kind"), viewport=SMALL)
    page.goto("/")
    assert page.url.endswith(own)
    tree = page.locator("body").aria_snapshot()
    for part in (
        '- button "Snel weg"', '- heading "Dit vraagt de school u" [level=2]', '- heading "Wat komt er?" [level=2]',
        '- heading "In mijn woorden" [level=2]', "- main", '- navigation "Mijn pagina"', '- group "Taal"',
    ):  # fmt: skip
        assert part in tree, tree
    for address in ("", "woorden/", "rechten/", "jaar/", "vragen/", "vragen/klacht/", "instellingen/"):
        page.goto(own + address)
        axe(page)
        assert not overflows(page), address
    page.goto(own)
    screenshot(page, "mijn")
    for language, way, words in (
        ("Français", "ltr", "Qui aide"),
        ("العربيّة", "rtl", "من يساعد"),
        ("English", "ltr", "Who helps"),
    ):
        page.get_by_role("button", name=language).click()
        page.get_by_role("heading", name=words).wait_for()
        assert page.evaluate("document.documentElement.dir") == way
        axe(page)
        assert not overflows(page), language
    plain = sign_in(users.get(username="an"), viewport=SMALL, java_script_enabled=False)
    plain.goto(own + "vragen/afwezig/")
    plain.get_by_label("Welke dag?").fill("2026-11-20")
    plain.get_by_label("Vertel het").fill("Koorts")
    plain.get_by_role("button", name="Versturen").click()
    plain.get_by_text("De school antwoordt tegen 21 november 2026.").first.wait_for()
    plain.goto(own)
    plain.route("https://**", lambda route: route.fulfill(content_type="text/html", body="elders"))
    plain.get_by_role("button", name="Snel weg").click()
    plain.get_by_text("elders").wait_for()
    plain.goto(own)
    assert "/aanmelden/" in plain.url


def _pages(page, own, axe):
    """The tree of each page, as a screen reader meets it: one main part, one first heading, the way out first."""
    for address in OWN:
        page.goto(own + address)
        tree = page.locator("body").aria_snapshot()
        assert (tree.count("- main"), len(re.findall(r"- heading .*\[level=1\]", tree))) == (1, 1), tree
        assert tree.index('- button "Snel weg"') < tree.index("- main") < tree.index("- contentinfo"), tree
        assert not re.search(r"- (button|link|textbox|combobox|radio|checkbox)( \[|:?$)", tree, re.MULTILINE), tree
        assert not overflows(page), address
    axe(page)


def test_every_own_page_in_french_english_and_arabic(world, sign_in, axe):
    """Axe on each page in one of the three; width and way of reading on each page in all of them."""
    world.say("Een rustige plek helpt", "helpt", "team")
    procedure = world.begin()
    world.minutes(("gedeeld", "Om beurt bellen"))
    world.table()
    own = f"/mijn/{world.pupil.pk}/"
    pages = (*OWN, "woorden/", f"gesprek/{procedure.pk}/")
    page = sign_in(UserFactory._meta.model.objects.get(username="kind"), viewport=SMALL)
    for turn, language in enumerate(IN_TURN):
        page.goto(own)
        page.locator(f'button[name="language"][value="{language}"]').click()
        page.locator(f'html[lang="{language}"]').wait_for()
        for number, address in enumerate(pages):
            page.goto(own + address)
            assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
            assert not overflows(page), (language, address)
            if number % len(IN_TURN) == turn:
                axe(page)


def test_tree_of_the_own_words_and_of_the_talk(world, sign_in):
    """What a screen reader meets: each field with its name and its explanation, each button with what it does."""
    world.say("Een rustige plek helpt", "helpt", "team")
    procedure, own = world.begin(), f"/mijn/{world.pupil.pk}/"
    world.bring(world.child(), "verhaal", "Ik werd geduwd", about=str(procedure.pk))
    page = sign_in(UserFactory._meta.model.objects.get(username="kind"), viewport=SMALL)
    page.goto(f"{own}woorden/")
    tree = page.locator("main").aria_snapshot()
    for part in (
        'heading "In mijn woorden" [level=1]', 'heading "Wat mij helpt" [level=2]', "blockquote",
        'link "Veranderen: Wat mij helpt"', 'button "Weghalen: Wat mij helpt"', 'heading "Iets zeggen" [level=2]',
        'combobox "Waarover gaat het?"', 'textbox "In uw eigen woorden"', 'group "Wie mag dit lezen?"',
        'radio "alleen ik en mijn vertrouwenspersoon" [checked]', 'button "Bewaren"',
    ):  # fmt: skip
        assert part in tree, (part, tree)
    page.goto(f"{own}gesprek/{procedure.pk}/")
    tree = page.locator("main").aria_snapshot()
    for part in (
        'heading "Een gesprek over een maatregel" [level=1]', 'heading "Waarover gaat het?" [level=2]',
        'heading "Wat er van thuis gezegd is" [level=2]', 'heading "Mijn verhaal" [level=2]',
        'textbox "Vertel het (niet verplicht)"', 'textbox "Wie komt mee? (niet verplicht)"',
        'button "Opname van uw verhaal (geluid) (niet verplicht)"', 'button "Bewaren"',
        'heading "Wat is al gebeurd?" [level=2]', 'link "Mijn rechten"',
    ):  # fmt: skip
        assert part in tree, (part, tree)


def test_pupil_of_twelve_and_of_seventeen_and_two_parents_each_have_their_pages(world, sign_in, axe):
    users, own = UserFactory._meta.model.objects, f"/mijn/{world.pupil.pk}/"
    procedure = world.begin()
    world.child()
    for name in ("An", "Bert", "Frank"):
        world.household(name)
    Contact.objects.filter(name="Frank Ouder").update(barred=True, lives_with=False)
    for age in (12, 17):
        Pupil.objects.filter(pk=world.pupil.pk).update(birth_date=TODAY.replace(year=TODAY.year - age))
        page = sign_in(users.get(username="kind"), viewport=SMALL)
        _pages(page, own, axe)
        page.goto(own)
        assert page.get_by_role("heading", name="In mijn woorden").count() == 1
        assert page.get_by_role("link", name="Een afwezigheid melden").count() == 0
        page.context.close()
    for name in ("an", "bert"):
        page = sign_in(users.get(username=name), viewport=SMALL)
        _pages(page, own, axe)
        page.goto(f"{own}gesprek/{procedure.pk}/")
        page.get_by_label("Vertel het").fill(f"Wij horen thuis iets anders, {name}")
        page.get_by_role("button", name="Bewaren").click()
        page.get_by_text(f"Wij horen thuis iets anders, {name}").wait_for()
        axe(page)
        page.context.close()
    page = sign_in(users.get(username="frank"), viewport=SMALL)
    page.goto("/mijn/")
    page.get_by_text("Met dit account ziet u nu geen gegevens van een leerling.").wait_for()
    assert page.get_by_text(str(world.pupil)).count() == 0


@pytest.mark.parametrize(
    ("language", "way", "press"),
    [("fr", "ltr", "Se connecter"), ("en", "ltr", "Sign in"), ("ar", "rtl", "تسجيل الدخول")],
)
def test_way_in_at_360_pixels_without_scripts_in_each_language(
    world, new_context, axe, screenshot, language, way, press
):
    """From the letter to the own page: the code, a password, signing in; with axe where it may run a script."""
    world.household("An", language=language)
    given = invite_contact(by=world.by("secretariaat"), contact=Contact.objects.get(name="An Ouder"))
    page = new_context(viewport=SMALL).new_page()
    for address in (f"/aanmelden/uitnodiging/{language}/", "/aanmelden/", "/aanmelden/herstel/", "/bestaat-niet/"):
        page.goto(address)
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [language, way]
        assert not overflows(page), address
        axe(page)
    page.goto("/aanmelden/uitnodiging/")
    if way == "rtl":
        screenshot(page, "eerste-toegang-ar")
    plain = new_context(viewport=SMALL, java_script_enabled=False).new_page()
    plain.goto("/aanmelden/uitnodiging/")
    plain.locator(f'nav a[lang="{language}"]').click()
    for name, value in (("username", "an"), ("code", given.code), ("password1", PHRASE), ("password2", PHRASE)):
        plain.locator(f'[name="{name}"]').fill(value)
    plain.locator("main button[type=submit]").first.click()
    plain.locator('[name="login"]').fill("an")
    plain.locator('[name="password"]').fill(PHRASE)
    plain.get_by_role("button", name=press, exact=True).click()
    plain.wait_for_url(f"**/mijn/{world.pupil.pk}/")
    assert plain.locator("html").get_attribute("lang") == language


def test_pages_of_the_school_for_what_comes_from_home(world, sign_in, axe):
    parent = world.household("An")
    matter = world.bring(parent, "klacht", "Wij kregen geen antwoord")
    Preference.objects.create(user_id=parent.user_id, channel=Channel.PAPER)
    Nudge.objects.create(pupil=world.pupil, user_id=parent.user_id, kind="antwoord", on=TODAY, channel=Channel.PAPER)
    procedure = world.begin()
    world.bring(world.child(), "verhaal", "Ik werd geduwd", about=str(procedure.pk))
    director = world.by("directeur")
    page = sign_in(UserFactory._meta.model.objects.get(pk=director.user_id), viewport=SMALL)
    for address, words in (
        ("/vragen-van-thuis/", "Wacht op antwoord"),
        (f"/vragen-van-thuis/{matter.pk}/", "Wij kregen geen antwoord"),
        ("/vragen-van-thuis/op-papier/", "An Ouder"),
        (f"/scholen/{world.school.pk}/berichten/", "Français"),
        (f"/leerlingen/{world.pupil.pk}/stilte/", "beschermde situatie"),
        (f"/tucht/{procedure.pk}/", "Ik werd geduwd"),
        (f"/tucht/{procedure.pk}/beslissing/", "Wat deed de school met wat leerling en ouders zeiden?"),
    ):
        page.goto(address)
        page.get_by_text(words).first.wait_for()
        axe(page)
        assert not overflows(page), address
