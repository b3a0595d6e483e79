"""Jobs of retention: a proposal each month, and what somebody decided."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.transfers.domain.retention import TASK, propose
from leerrecht.transfers.domain.retention import destroy as carry_out
from leerrecht.transfers.models import DestructionList


@app.task(name=TASK)
def destroy(list_id: int) -> None:
    """Destroy what is on a list on which a person decided; once."""
    found = DestructionList.objects.get(pk=list_id)
    if found.destroyed_at is None:
        by = command("vernietiging", timezone.localdate(), vaults=COMPARTMENTS)
        with stand(by):
            carry_out(by=by, found=found)


@app.periodic(cron="0 3 1 * *")
@app.task(name="leerrecht.transfers.propose", queueing_lock="vernietiging-voorstel")
def propose_monthly(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """On the first of the month: what passed its term."""
    today = timezone.localdate()
    by = command("vernietiging", today, vaults=COMPARTMENTS)
    with stand(by):
        propose(by=by, on=today)
