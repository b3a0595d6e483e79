"""Transfers, retention and the own file in the browser: rules of accessibility, wide and on a phone."""

from django.urls import reverse

from leerrecht.access.models import User
from leerrecht.transfers import domain
from leerrecht.transfers.domain import retention
from leerrecht.transfers.models import DestructionList
from tests.browser.conftest import PHONE, overflows
from tests.factories import TODAY
from tests.transfers.test_retention import BY, left, written
from tests.transfers.test_screens import OF_PUPIL, PLAIN, with_texts
from tests.transfers.world import World


def test_pages_of_a_transfer_and_a_list_pass(live_server, sign_in, axe):
    world = World()
    sent = with_texts(world)
    by = world.staff("directeur", world.old)
    made = domain.prepare_transfer(
        by=by, pupil=world.pupil, kind="school", receiver=world.elsewhere, sender_id=world.old.pk
    )
    domain.choose(by=by, transfer=made, note=world.notes["zorg"], sort="zorg")
    domain.write_summary(by=by, transfer=made, strengths="Tekent graag", written_on=TODAY, agreed=True)
    domain.announce(by=by, transfer=made, on=TODAY, how="brief")
    domain.object_to(by=by, transfer=made, by_whom="ouders", on=TODAY, item=made.items.get())
    written(left(world.old), world.old, "zorg", 2020)
    retention.propose(by=BY, on=TODAY)
    addresses = [reverse(name) for name in PLAIN] + [reverse(name, args=[world.pupil.pk]) for name in OF_PUPIL]
    addresses += [reverse(name, args=[made.pk]) for name in ("transfer-choose", "transfer-object", "transfer")]
    addresses += [reverse("transfer", args=[sent.pk]), reverse("destruction", args=[DestructionList.objects.get().pk])]
    page = sign_in(User.objects.get(pk=by.user_id))
    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 900})
        assert page.goto(address).status == 200, address
        axe(page)
        page.set_viewport_size(PHONE)
        assert not overflows(page), address
        axe(page)
