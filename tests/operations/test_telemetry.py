"""Traces and metrics tell of patterns and tables, never of an address, a person or what was typed."""

import pytest
from django.core.cache import cache
from django.test import Client
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

from leerrecht.access.models import User
from leerrecht.operations import queueing, tasks, telemetry

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


def _context(key):
    (row,) = app.job_manager.list_jobs(id=key)
    return JobContext(app=app, job=row, start_timestamp=0.0, abort_reason=lambda: None)


def test_job_is_told_with_its_outcome_and_where_it_came_from(sent):
    spans, metrics = sent
    with telemetry.page("POST") as signal:
        key = app.configure_task("leerrecht.letters.make").defer(run_id="Noor Janssens")
        signal.answered("brieven/", 302, 0.1)
    assert queueing.measured(User.objects.count, _context(key), None) == 0

    def fail():
        raise ValueError("Noor Janssens")

    with pytest.raises(ValueError, match="Noor"):
        queueing.measured(fail, _context(key), None)
    found = {span.name: span for span in spans.get_finished_spans() if "letters" in span.name or "brieven" in span.name}
    page, queue, failed = (
        found[name] for name in ("POST brieven/", "send leerrecht.letters.make", "process leerrecht.letters.make")
    )
    done = next(span for span in spans.get_finished_spans() if span.name == failed.name)
    assert queue.context.trace_id == page.context.trace_id
    for span, outcome, good in ((done, "gelukt", True), (failed, "mislukt", False)):
        assert [link.context.span_id for link in span.links] == [queue.context.span_id]
        assert (span.attributes["messaging.message.id"], span.attributes["leerrecht.job.outcome"]) == (
            str(key),
            outcome,
        )
        assert (span.attributes["leerrecht.job.attempt"], span.status.is_ok) == (1, good)
    assert failed.attributes["error.type"] == "ValueError"
    # What a statement of the job took hangs under it.
    under = [span for span in spans.get_finished_spans() if span.parent and span.parent.span_id == done.context.span_id]
    assert [span.name for span in under] == ["SELECT access_user"]
    told = [span.to_json() for span in spans.get_finished_spans()] + [metrics.get_metrics_data().to_json()]
    assert ([text for text in told if "Noor" in text], "leerrecht.job.duration" in told[-1]) == ([], True)


def test_job_of_which_nothing_is_known_has_no_link(sent):
    spans, _metrics = sent
    with telemetry.job("leerrecht.duties.recompute", "7", 2, ""):
        pass
    (span,) = spans.get_finished_spans()
    assert (span.name, span.links, span.attributes["leerrecht.job.attempt"]) == (
        "process leerrecht.duties.recompute", (), 2,
    )  # fmt: skip


def test_jobs_run_as_ever_without_telemetry():
    key = app.configure_task("leerrecht.letters.make").defer(run_id="x")
    assert (queueing.measured(lambda: 7, _context(key), None), cache.get(f"job:{key}")) == (7, None)
    with telemetry.job("x", "1", 1, ""):
        assert telemetry.is_on() is False


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
