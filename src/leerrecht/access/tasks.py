"""Jobs that look after the log."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.access.domain import checking, sealing
from leerrecht.access.principal import command


@app.periodic(cron="* * * * *")
@app.task(name="leerrecht.access.seal_log", queueing_lock="logboek-zegel")
def seal_log(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each minute: seal what settled."""
    sealing.seal_settled()


@app.periodic(cron="15 3 * * *")
@app.task(name="leerrecht.access.check_log_nightly", queueing_lock="logboek-controle-nacht")
def check_log_nightly(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each night: check the whole log and keep what was found."""
    checking.check_log(by=command("nachtelijke controle", timezone.localdate()))


@app.task(name=checking.TASK, queueing_lock=checking.LOCK)
def check_log(name: str) -> None:
    """Check the whole log now, because somebody asked."""
    checking.check_log(by=command(name, timezone.localdate()))
