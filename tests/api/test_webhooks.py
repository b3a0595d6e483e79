"""Webhooks: what is told, signed, in order, tried again, and never to the own network."""

import json
import socket
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.utils import timezone

from clients.python.leerrecht_client import handtekening_klopt
from leerrecht.access.models import LogEntry, User
from leerrecht.access.standing import stand
from leerrecht.api import rules, tasks
from leerrecht.api.domain import deliveries, locking, targets, webhooks
from leerrecht.api.models import Delivery, Subscription
from leerrecht.attendance.domain.certificates import add_certificate
from tests.api.conftest import DAY, mark, settle
from tests.factories import principal


class Listener:
    """Another program: keeps what it hears, and answers with ``status``."""

    def __init__(self):
        self.heard, self.status = [], 200
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append((dict(self.headers), body))
                self.send_response(listener.status)
                self.send_header("Location", "http://elders.voorbeeld.be/")
                self.end_headers()

            def log_message(self, *_parts):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @property
    def url(self):
        return f"http://localhost:{self.server.server_port}/hoor?van=één%20pakket"

    def bodies(self):
        return [json.loads(body) for _headers, body in self.heard]


@pytest.fixture
def listener(settings):
    settings.WEBHOOKS_INSIDE = True
    found = Listener()
    found.thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    found.thread.join()


def subscribe(world, listener, *events):
    return webhooks.subscribe(
        by=world.director, school_id=world.school.pk, purpose="Pakket", url=listener.url,
        events=list(events or rules.EVENTS),
    )  # fmt: skip


def run():
    settle()
    return deliveries.gather(), deliveries.send_due()


def test_what_happens_is_told_by_number_signed_and_in_order(a, b, listener):
    subscription, secret = subscribe(a, listener)
    mark(a, 0, "B", taken=True)
    mark(b, 0, "B")
    mark(a, 2, "Z")
    LogEntry.objects.create(
        actor="x", act="pupil.edit", kind="x", organisation_id=a.school.pk, compartments=["attest"], object_id="1"
    )
    assert run() == (3, 3)
    told = [(one["gebeurtenis"], one["leerling"], one["school"]) for one in listener.bodies()]
    assert sorted(told[:2]) == sorted(
        [("halve-dag:gewijzigd", a.pupils[0].pk, a.school.pk), ("register:genomen", None, a.school.pk)]
    )
    assert told[2] == ("halve-dag:gewijzigd", a.pupils[2].pk, a.school.pk)
    assert {frozenset(one) for one in listener.bodies()} == {
        frozenset({"id", "gebeurtenis", "op", "school", "leerling", "sleutel"})
    }
    headers, body = listener.heard[2]
    now = timezone.now().timestamp()
    assert handtekening_klopt(headers["Leerrecht-Handtekening"], body, geheim=secret, nu=now)
    assert not handtekening_klopt(headers["Leerrecht-Handtekening"], body + b" ", geheim=secret, nu=now)
    assert not handtekening_klopt(headers["Leerrecht-Handtekening"], body, geheim=secret, nu=now + 301)
    assert not handtekening_klopt("v1=x", body, geheim=secret)
    assert headers["Leerrecht-Levering"] == listener.bodies()[2]["id"]
    assert (run(), secret in Subscription.objects.get().secret) == ((0, 0), False)
    assert Subscription.objects.get().pk == subscription.pk


def test_webhook_hears_only_what_it_chose_and_only_from_when_it_was_made(a, listener):
    mark(a, 0, "B")
    settle()
    subscribe(a, listener, "register:genomen")
    mark(a, 2, "B", taken=True)
    assert run() == (1, 1)
    assert [one["gebeurtenis"] for one in listener.bodies()] == ["register:genomen"]


def test_what_does_not_arrive_is_tried_again_and_holds_up_what_comes_after(a, listener, time_machine_to):
    subscription, _secret = subscribe(a, listener, "halve-dag:gewijzigd")
    mark(a, 0, "B")
    mark(a, 2, "B")
    listener.status = 500
    assert run() == (2, 0)
    first = Delivery.objects.order_by("pk").first()
    assert (first.tries, first.said, len(listener.heard)) == (1, "antwoord 500", 1)
    assert (run(), len(listener.heard)) == ((0, 0), 1)
    listener.status = 302
    time_machine_to(timedelta(minutes=2))
    assert (run(), Delivery.objects.order_by("pk").first().said) == ((0, 0), "antwoord 302")
    listener.status = 204
    time_machine_to(timedelta(minutes=10))
    assert run() == (0, 2)
    ids = [one["id"] for one in listener.bodies()]
    assert (ids[0] == ids[1] == ids[2], ids[3] != ids[2]) == (True, True)
    with stand(a.director):
        assert Delivery.objects.filter(sent_at=None).count() == 0
    assert subscription.pk == first.subscription_id


def test_certificate_is_told_by_number_to_who_chose_it(a, listener):
    subscribe(a, listener, "attest:gewijzigd")
    made = add_certificate(
        by=a.director, pupil_id=a.pupils[2].pk, school_id=a.school.pk, kind="medisch", first_day=DAY, last_day=DAY,
        received_on=DAY, note="griep",
    )  # fmt: skip
    assert run() == (1, 1)
    (body,) = listener.bodies()
    assert (body["gebeurtenis"], body["leerling"], body["sleutel"], "griep" in str(listener.heard)) == (
        "attest:gewijzigd", a.pupils[2].pk, str(made.certificate.pk), False,
    )  # fmt: skip


def test_webhook_that_keeps_failing_waits_for_a_person_who_is_told(
    a, b, listener, time_machine_to, mailoutbox, django_capture_on_commit_callbacks
):
    User.objects.filter(username__in=["directeur-A", "directeur-B"]).update(email="directie@school.example")
    User.objects.filter(username="directeur-B").update(email="andere@school.example")
    subscription, _secret = subscribe(a, listener, "halve-dag:gewijzigd")
    mark(a, 0, "B")
    listener.server.shutdown()
    listener.server.server_close()
    settle()
    deliveries.gather()
    for _try in range(len(rules.RETRIES) + 1):
        with django_capture_on_commit_callbacks(execute=True):
            deliveries.send_due()
        time_machine_to(timedelta(hours=13))
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["directie@school.example"], "Leerrecht: een koppeling staat stil")
    assert "de webhook “Pakket” staat stil, na 7 pogingen zonder goed antwoord" in mail.body
    assert ("/koppelingen/" in mail.body, "Kind" in mail.body) == (True, False)
    found = Subscription.objects.get()
    assert found.paused_at is not None
    assert found.pause_reason == "7 pogingen zonder goed antwoord (geen antwoord (ConnectionRefusedError))"
    assert LogEntry.objects.filter(act="webhook.pause", organisation_id=a.school.pk).count() == 1
    client = Client()
    client.force_login(User.objects.get(username="directeur-A"))
    assert "Deze webhook staat stil" in client.get("/koppelingen/").content.decode()
    mark(a, 2, "B")
    assert run() == (0, 0)
    webhooks.resume(by=a.director, subscription=subscription)
    settle()
    assert (deliveries.gather(), Delivery.objects.order_by("pk").first().tries) == (1, 0)


def test_secret_is_renewed_with_a_day_for_the_former_one(a, listener, time_machine_to):
    subscription, former = subscribe(a, listener, "halve-dag:gewijzigd")
    secret = webhooks.renew_secret(by=a.director, subscription=subscription)
    mark(a, 0, "B")
    run()
    headers, body = listener.heard[0]
    now, kop = timezone.now().timestamp(), headers["Leerrecht-Handtekening"]
    assert [handtekening_klopt(kop, body, geheim=one, nu=now) for one in (secret, former)] == [True, True]
    time_machine_to(timedelta(hours=25))
    mark(a, 2, "B")
    run()
    headers, body = listener.heard[1]
    now, kop = timezone.now().timestamp(), headers["Leerrecht-Handtekening"]
    assert [handtekening_klopt(kop, body, geheim=one, nu=now) for one in (secret, former)] == [True, False]


def test_secret_of_another_installation_is_told(a, listener, settings):
    subscription, _secret = subscribe(a, listener, "halve-dag:gewijzigd")
    mark(a, 0, "B")
    settings.SECRET_KEY = "een andere sleutel van een andere installatie, lang genoeg"
    assert locking.unlock(subscription.secret) is None
    assert run() == (1, 0)
    assert "geheim is niet te lezen" in Delivery.objects.get().said


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://127.0.0.1/", "eigen netwerk"),
        ("https://localhost/", "eigen netwerk"),
        ("https://10.1.2.3/x", "eigen netwerk"),
        ("https://192.168.1.1/", "eigen netwerk"),
        ("https://169.254.169.254/latest/", "eigen netwerk"),
        ("https://[::1]/", "eigen netwerk"),
        ("https://[::ffff:127.0.0.1]/", "eigen netwerk"),
        ("https://[2002:7f00:1::]/", "eigen netwerk"),
        ("https://[64:ff9b::10.1.2.3]/", "eigen netwerk"),
        ("https://[64:ff9b:1::a01:203]/", "eigen netwerk"),
        ("https://[fe80::1%25lo]/", "niet te vinden|eigen netwerk"),
        ("https://0/", "eigen netwerk"),
        ("https://2130706433/", "eigen netwerk"),
        ("https://224.0.0.1/", "eigen netwerk"),
        ("http://8.8.8.8/", "https"),
        ("ftp://8.8.8.8/", "https"),
        ("https://iemand:geheim@8.8.8.8/", "zonder gebruiker"),
        ("https:///x", "naam"),
        ("https://bestaat-niet.invalid/", "niet te vinden"),
        ("https://8.8.8.8:99999/", "geen webadres"),
    ],
)
def test_webhook_goes_never_to_the_own_machine_or_network(url, why):
    with pytest.raises(targets.TargetError, match=why):
        targets.check(url)


def test_address_is_checked_again_at_every_sending(a, listener, settings):
    subscribe(a, listener, "halve-dag:gewijzigd")
    mark(a, 0, "B")
    settings.WEBHOOKS_INSIDE = False
    assert run() == (1, 0)
    assert (listener.heard, Delivery.objects.get().said) == ([], "Het adres moet met https:// beginnen.")
    targets.check("https://8.8.8.8:8443/pad")


def test_listener_that_never_comes_to_its_answer_holds_nobody_up(settings, monkeypatch):
    settings.WEBHOOKS_INSIDE = True
    monkeypatch.setattr(targets, "SECONDS_IN_ALL", 0.5)
    drops = 600
    ways: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip():
            line, _from = server.accept()
            with line:
                try:
                    for _drop in range(drops):
                        line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                        time.sleep(0.1)
                except OSError:
                    ways.append("cut")
                else:
                    ways.append("heard to its end")

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        with pytest.raises(targets.TargetError, match="geen antwoord"):
            targets.send(f"http://127.0.0.1:{server.getsockname()[1]}/", body="{}", headers={})
        thread.join()
    assert ways == ["cut"]


def test_webhook_that_cannot_be_is_told_by_field(a, b):
    given = {"by": a.director, "school_id": a.school.pk, "purpose": "Pakket", "url": "https://8.8.8.8/", "events": []}
    for changed, field in (
        ({}, "events"),
        ({"events": ["alles"]}, "events"),
        ({"events": ["klas:gewijzigd"], "purpose": " "}, "purpose"),
        ({"events": ["klas:gewijzigd"], "url": "https://10.0.0.1/"}, "url"),
    ):
        with pytest.raises(ValidationError) as error:
            webhooks.subscribe(**{**given, **changed})
        assert list(error.value.message_dict) == [field]
    for other in (b.director, principal("secretariaat", a.school)):
        with pytest.raises(Http404):
            webhooks.subscribe(**{**given, "by": other})


def test_page_makes_shows_pauses_resumes_renews_and_ends(a, b, listener):
    client = Client()
    client.force_login(User.objects.get(username="directeur-A"))
    assert "Er is nog geen webhook" in client.get("/koppelingen/").content.decode()
    given = {"school": a.school.pk, "purpose": "Pakket", "url": listener.url, "events": ["klas:gewijzigd"]}
    page = client.post("/koppelingen/webhook/", given).content.decode()
    assert page.partition("<code>")[2].startswith(locking.BEGINNING)
    number = Subscription.objects.get().pk

    def press(what):
        return client.post("/koppelingen/wijzigen/", {"number": number, "what": what}, follow=True).content.decode()

    assert "De webhook is gepauzeerd." in press("pauze")
    assert "Deze webhook staat stil" in press("pauze")
    assert "verder met wat wachtte" in press("hervatten")
    assert f"<code>{locking.BEGINNING}" in press("geheim")
    mark(a, 0, "B")
    client.get("/klassen/")
    assert "Er is nog niets verstuurd" in client.get(f"/koppelingen/leveringen/?webhook={number}").content.decode()
    LogEntry.objects.create(actor="x", act="class.edit", kind="x", organisation_id=a.school.pk, object_id="12")
    assert run() == (1, 1)
    assert "aangekomen" in client.get(f"/koppelingen/leveringen/?webhook={number}").content.decode()
    assert client.get("/koppelingen/leveringen/?webhook=x").status_code == 404
    assert "beëindigd" in press("beeindigen")
    assert "Maak een nieuwe" in press("pauze")
    client.force_login(User.objects.get(username="directeur-B"))
    assert client.get(f"/koppelingen/leveringen/?webhook={number}").status_code == 404
    assert client.post("/koppelingen/wijzigen/", {"number": number, "what": "pauze"}).status_code == 404


def test_jobs_deliver_and_forget(a, listener, time_machine_to):
    subscribe(a, listener, "halve-dag:gewijzigd")
    mark(a, 0, "B")
    settle()
    tasks.deliver(0)
    assert len(listener.heard) == 1
    time_machine_to(rules.DELIVERIES_KEPT + timedelta(days=1))
    tasks.forget(0)
    assert Delivery.objects.count() == 0


def test_delivery_is_seen_by_its_school_alone(a, b, listener):
    subscribe(a, listener, "halve-dag:gewijzigd")
    mark(a, 0, "B")
    run()
    with stand(b.director):
        assert Delivery.objects.count() == 0
    with stand(a.director):
        assert Delivery.objects.count() == 1
