"""Every page of the portal, for two households, the pupil, a barred parent and the parent of another child."""

import re

import pytest
from django.urls import reverse

from leerrecht.guidance.models import Entry
from leerrecht.logbook import urls as logbook
from leerrecht.people.models import Contact
from leerrecht.portal import urls
from leerrecht.portal.domain import preferences
from tests.factories import PlacementFactory
from tests.portal.world import World, client_of, text_of

pytestmark = pytest.mark.django_db
MARKED = re.compile(r"\[\[\w+\]\]")


@pytest.fixture
def world():
    return World()


def _pages(world, procedure, word):
    """Every address of the portal that shows something of the pupil."""
    found = []
    for entry in (*urls.urlpatterns, *logbook.urlpatterns):
        wants = set(entry.pattern.converters)
        if not str(entry.pattern).startswith("mijn/<int:pk>/") or str(entry.pattern).endswith(("weg/", "intrekken/")):
            continue
        given = {"pk": world.pupil.pk, "procedure": procedure.pk, "word": word.pk, "kind": "klacht"}
        found.append(reverse(entry.name, kwargs={key: given[key] for key in wants}))
    return found


def test_no_page_shows_a_household_the_other_nor_a_parent_what_the_child_confides(world):
    an, bert, frank = world.household("An"), world.household("Bert"), world.household("Frank")
    Contact.objects.filter(name="Bert Ouder").update(
        lives_with=False, street="Geheimstraat", postcode="9000", municipality="Gent", phone="0499 99 88 77"
    )
    Contact.objects.filter(name="Frank Ouder").update(barred=True, lives_with=False)
    stranger = world.household("Greet", pupil=PlacementFactory.create().enrolment.pupil)
    word, procedure = world.say("[[leerling]] thuis is het niet veilig"), world.begin()
    world.bring(world.child(), "verhaal", "[[verhaal]]", about=str(procedure.pk))
    world.bring(an, "klacht", "[[klacht]]")
    world.minutes(("gedeeld", "[[verslag]]"), ("zorg", "[[zorg]]"), ("team", "[[team]]"))
    world.minutes(("gedeeld", "[[geheim]]"), ago=14, not_for_parents="Wil het niet")
    world.bring(bert, "verslag", "[[bert]]", beside=Entry.objects.get(note__text="[[verslag]]"))
    preferences.be_quiet(
        by=world.by("begeleider"), pupil=world.pupil, organisation_id=world.school.pk, reason="[[stil]]"
    )
    pages = _pages(world, procedure, word)
    assert len(pages) == 17
    seen = {}
    for name, by in (("kind", world.child()), ("An", an), ("Bert", bert), ("Frank", frank), ("Greet", stranger)):
        client = client_of(by)
        answers = [client.get(page) for page in pages]
        texts = "".join(text_of(one) for one in answers if one.status_code == 200)
        seen[name] = (
            sum(one.status_code == 200 for one in answers), set(MARKED.findall(texts)), "Geheimstraat" in texts,
        )  # fmt: skip
    shared = {"[[verhaal]]", "[[klacht]]", "[[tucht]]", "[[verslag]]", "[[gedeeld]]", "[[bert]]"}
    # The pages in which the pupil writes are not the parents'.
    assert seen == {
        "kind": (17, shared | {"[[leerling]]", "[[geheim]]"}, False),
        "An": (15, shared, False),
        "Bert": (15, shared, False),
        "Frank": (0, set(), False),
        "Greet": (0, set(), False),
    }
