import threading
import time

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction

from leerrecht.duties.domain import recompute
from leerrecht.duties.models import Outcome
from leerrecht.facts.domain import changes
from leerrecht.facts.models import Change
from tests.duties.helpers import TODAY, absent
from tests.factories import PlacementFactory

# Naming the apps makes Django empty the tables with CASCADE: half-days are a table made by SQL.
pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)


def test_a_writer_who_saw_a_waiting_job_is_not_missed_when_it_begins_before_the_commit():
    with time_machine.travel(TODAY):
        enrolment = PlacementFactory.create().enrolment
        changes.wake()
        noted = threading.Event()

        def write():
            try:
                with transaction.atomic():
                    absent(enrolment, 1)
                    noted.set()
                    time.sleep(0.15)
            finally:
                connection.close()

        writer = threading.Thread(target=write)
        writer.start()
        assert noted.wait(5)
        recompute.drain()
        writer.join()
        assert (Change.objects.count(), Outcome.objects.filter(regel="b1.contact").count()) == (0, 1)


def test_two_drains_at_once_do_each_notice_once():
    with time_machine.travel(TODAY):
        enrolments = [PlacementFactory.create().enrolment for _number in range(3)]
        for enrolment in enrolments:
            absent(enrolment, 1)
        done = []

        def drain():
            try:
                done.append(recompute.drain(linger=0))
            finally:
                connection.close()

        threads = [threading.Thread(target=drain) for _number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (sum(one.pupils for one in done), Change.objects.count()) == (3, 0)
