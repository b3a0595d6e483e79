"""Traces and metrics by OpenTelemetry, where ``leerrecht[telemetry]`` is installed and ``LEERRECHT_TELEMETRY`` set.

Their attributes are patterns of addresses, methods, statuses, verbs, names of tables and of jobs: never an address
itself, an account, what a job was given, a parameter or the text of a statement or an error.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from leerrecht.operations.statements import shape

SETTING = "LEERRECHT_TELEMETRY"
NAME = "leerrecht"
ERRORS_FROM = 500
DONE, FAILED = "gelukt", "mislukt"


class Signal:
    """What is told of a page; nothing where telemetry is off."""

    def answered(self, route: str, status: int, seconds: float) -> None: ...


_NONE = Signal()
_on: list["_Telemetry"] = []


def begin(service: str) -> None:
    """Begin to send, where the setting says so; once for each process."""
    endpoint = os.environ.get(SETTING, "")
    if not endpoint or _on:
        return
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    base = endpoint.rstrip("/")
    use(
        service,
        BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{base}/v1/traces")),
        PeriodicExportingMetricReader(OTLPMetricExporter(endpoint=f"{base}/v1/metrics")),
    )


def use(service: str, spans: Any, metrics: Any) -> None:
    """Send through these: of the library, for telemetry for real, or kept in memory by a test."""
    _on[:] = [_Telemetry(service, spans, metrics)]


def stop() -> None:
    """Send what waits, and no more."""
    for each in _on:
        each.stop()
    _on.clear()


@contextmanager
def page(method: str) -> Iterator[Signal]:
    """Around the answering of a request."""
    if not _on:
        yield _NONE
        return
    with _on[0].page(method) as signal:
        yield signal


def queued(task: str, key: str) -> str:
    """A job was put in the queue; gives where that happened, for :func:`job`. Only where telemetry is on."""
    return _on[0].queued(task, key)


@contextmanager
def job(task: str, key: str, attempt: int, origin: str) -> Iterator[None]:
    """Around a job of the worker; ``origin`` as :func:`queued` gave it, empty where it is not known."""
    if not _on:
        yield
        return
    with _on[0].job(task, key, attempt, origin):
        yield


def gauge(name: str, number: float, /, **attributes: str) -> None:
    """How much there is of something now, as the worker counts it each minute."""
    for each in _on:
        each.gauge(name, number, attributes)


def is_on() -> bool:
    return bool(_on)


def missing(environment: Mapping[str, str]) -> str:
    """Why telemetry cannot begin though the setting asks for it, in words; empty where it can, or is off."""
    if not environment.get(SETTING) or find_spec("opentelemetry") is not None:
        return ""
    return f"{SETTING} staat aan, maar het pakket is er niet; installeer leerrecht[telemetry]"


def right(endpoint: str) -> bool:
    """Whether this is an address to which telemetry may go: of this machine, or with TLS."""
    found = urlsplit(endpoint)
    return found.scheme == "https" or (found.scheme == "http" and found.hostname in {"127.0.0.1", "localhost", "::1"})


class _Telemetry:
    def __init__(self, service: str, spans: Any, metrics: Any) -> None:
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
        from opentelemetry.sdk.trace import TracerProvider

        resource = Resource.create({SERVICE_NAME: f"{NAME}-{service}", SERVICE_VERSION: version(NAME)})
        self.tracers = TracerProvider(resource=resource)
        self.tracers.add_span_processor(spans)
        self.meters = MeterProvider(resource=resource, metric_readers=[metrics])
        self.tracer = self.tracers.get_tracer(NAME)
        self.meter = self.meters.get_meter(NAME)
        self.durations = self.meter.create_histogram("http.server.request.duration", unit="s")
        self.jobs = self.meter.create_histogram("leerrecht.job.duration", unit="s")
        self.gauges: dict[str, Any] = {}

    @contextmanager
    def page(self, method: str) -> Iterator[Signal]:
        from django.db import connection
        from opentelemetry.trace import SpanKind

        # The words of an error quote what was typed: of an error only that there was one is told.
        with (
            self.tracer.start_as_current_span(
                method, kind=SpanKind.SERVER, record_exception=False, set_status_on_exception=False
            ) as span,
            connection.execute_wrapper(self._statement),
        ):
            yield _Page(self, span, method)

    def _statement(self, execute: Callable[..., Any], statement: Any, params: Any, many: bool, context: Any) -> Any:
        from opentelemetry.trace import SpanKind

        what = shape(str(statement))
        with self.tracer.start_as_current_span(
            what, kind=SpanKind.CLIENT, record_exception=False, set_status_on_exception=False,
            attributes={"db.system.name": "postgresql", "db.query.summary": what},
        ):  # fmt: skip
            return execute(statement, params, many, context)

    def queued(self, task: str, key: str) -> str:
        from opentelemetry.trace import SpanKind

        with self.tracer.start_as_current_span(
            f"send {task}",
            kind=SpanKind.PRODUCER,
            attributes={**_message(task, key), "messaging.operation.type": "send"},
        ) as span:
            place = span.get_span_context()
        return f"{place.trace_id:032x}-{place.span_id:016x}"

    @contextmanager
    def job(self, task: str, key: str, attempt: int, origin: str) -> Iterator[None]:
        from django.db import connection
        from opentelemetry.trace import SpanKind, StatusCode

        begun, outcome = time.perf_counter(), DONE
        with (
            self.tracer.start_as_current_span(
                f"process {task}", kind=SpanKind.CONSUMER, links=_links(origin), record_exception=False,
                set_status_on_exception=False,
                attributes={
                    **_message(task, key), "messaging.operation.type": "process", "leerrecht.job.attempt": attempt,
                },
            ) as span,
            connection.execute_wrapper(self._statement),
        ):  # fmt: skip
            try:
                yield
            except BaseException as error:
                outcome = FAILED
                # Of an error its kind: its words quote what it was about.
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(StatusCode.ERROR)
                raise
            finally:
                span.set_attribute("leerrecht.job.outcome", outcome)
                self.jobs.record(
                    time.perf_counter() - begun, {"messaging.destination.name": task, "leerrecht.job.outcome": outcome}
                )

    def gauge(self, name: str, number: float, attributes: dict[str, str]) -> None:
        if name not in self.gauges:
            self.gauges[name] = self.meter.create_gauge(name)
        self.gauges[name].set(number, attributes)

    def stop(self) -> None:
        self.tracers.shutdown()
        self.meters.shutdown()


def _message(task: str, key: str) -> dict[str, str]:
    """A job as a message of a queue; its number stands at who sent it and at who does it."""
    return {
        "messaging.system": "procrastinate", "messaging.destination.name": task, "messaging.message.id": key,
    }  # fmt: skip


def _links(origin: str) -> list[Any]:
    from opentelemetry.trace import Link, SpanContext, TraceFlags

    if not origin:
        return []
    trace, _, span = origin.partition("-")
    place = SpanContext(int(trace, 16), int(span, 16), is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED))
    return [Link(place)]


class _Page(Signal):
    def __init__(self, to: _Telemetry, span: Any, method: str) -> None:
        self.to, self.span, self.method = to, span, method

    def answered(self, route: str, status: int, seconds: float) -> None:
        from opentelemetry.trace import StatusCode

        attributes: dict[str, Any] = {
            "http.request.method": self.method, "http.route": route, "http.response.status_code": status,
        }  # fmt: skip
        self.span.update_name(f"{self.method} {route}")
        self.span.set_attributes(attributes)
        if status >= ERRORS_FROM:
            self.span.set_status(StatusCode.ERROR)
        self.to.durations.record(seconds, attributes)
