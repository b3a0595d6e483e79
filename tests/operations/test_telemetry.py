"""Traces and metrics tell of patterns and tables, never of an address, a person or what was typed."""

import pytest
from django.test import Client
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from leerrecht.operations import tasks, telemetry

pytestmark = pytest.mark.django_db
TYPED = ("Noor", "Janssens", "11050312345", "noor@school.example", "geheim")


@pytest.fixture
def sent():
    spans, metrics = InMemorySpanExporter(), InMemoryMetricReader()
    telemetry.use("web", SimpleSpanProcessor(spans), metrics)
    yield spans, metrics
    telemetry.stop()


def test_request_with_names_in_its_address_leaves_none_in_what_is_sent(sent):
    spans, metrics = sent
    client = Client(headers={"user-agent": "Noor Janssens"})
    client.get("/leerlingen/Noor%20Janssens/?q=Janssens&insz=11050312345")
    client.post("/aanmelden/?naam=Noor", {"login": "noor@school.example", "password": "geheim"})
    client.generic("NOOR", "/gezond/klaar/")
    found = [span.to_json() for span in spans.get_finished_spans()]
    measured = metrics.get_metrics_data().to_json()
    assert [word for word in TYPED for text in [*found, measured] if word in text] == []
    names = {span.name for span in spans.get_finished_spans()}
    assert {"GET (onbekend adres)", "POST aanmelden/", "_OTHER gezond/klaar/"} <= names
    assert any(name.startswith("SELECT access_user") for name in names)
    assert "http.server.request.duration" in measured


def test_error_is_told_without_its_words(sent):
    spans, _metrics = sent

    def fail():
        with telemetry.page("GET") as signal:
            signal.answered("x/", 500, 0.1)
            raise ValueError("Noor Janssens")

    with pytest.raises(ValueError, match="Noor"):
        fail()
    (span,) = spans.get_finished_spans()
    assert (span.status.is_ok, "Noor" in span.to_json()) == (False, False)


def test_worker_measures_what_waits(sent):
    _spans, metrics = sent
    tasks.measure(0)
    assert {"leerrecht.jobs.due", "leerrecht.vitals.failed", "leerrecht.database.bytes"} <= {
        metric.name
        for resource in metrics.get_metrics_data().resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    }


def test_telemetry_is_off_unless_asked(monkeypatch):
    monkeypatch.delenv(telemetry.SETTING, raising=False)
    telemetry.begin("web")
    tasks.measure(0)
    telemetry.gauge("x", 1)
    assert (telemetry.is_on(), telemetry.missing({})) == (False, "")


def test_telemetry_begins_where_the_setting_says(monkeypatch):
    monkeypatch.setenv(telemetry.SETTING, "http://127.0.0.1:1")
    telemetry.begin("web")
    began = telemetry.is_on()
    # Nobody listens there: what is dropped untold.
    telemetry._on.clear()
    assert (began, telemetry.missing({telemetry.SETTING: "http://127.0.0.1:1"})) == (True, "")
    monkeypatch.setattr(telemetry, "find_spec", lambda _name: None)
    assert "installeer leerrecht[telemetry]" in telemetry.missing({telemetry.SETTING: "x"})


@pytest.mark.parametrize(
    ("endpoint", "right"),
    [("https://otel.school.example", True), ("http://127.0.0.1:4318", True), ("http://otel.school.example", False)],
)
def test_telemetry_leaves_the_machine_only_with_tls(endpoint, right):
    assert telemetry.right(endpoint) is right
