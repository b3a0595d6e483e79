"""What happens every night: rows whose term passed go, and whoever was enrolled meanwhile is found."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.leerplicht.domain.keeping import destroy_due, search_open


@app.periodic(cron="40 4 * * *")
@app.task(name="leerrecht.leerplicht.nightly", queueing_lock="leerplicht")
def nightly(timestamp: int) -> None:  # noqa: ARG001
    """Destroy what is due, and look again for the children of open checks."""
    by = command("leerplichtcontrole", timezone.localdate())
    with stand(by):
        destroy_due(by=by)
        search_open(by=by)
