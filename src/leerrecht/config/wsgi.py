"""The web application, as the server loads it."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from leerrecht.collector import settle
from leerrecht.config.turns import one_at_a_time
from leerrecht.operations import telemetry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerrecht.config.settings")
# A hundred teachers save within the same minute.
application = one_at_a_time(get_wsgi_application(), address="/registers/")
settle()
telemetry.begin("web")
# A request mostly waits for the database. Who gets its answer waits for the turn of another thread no longer than this
# (in seconds; Python's own is ten times as long), so that the database works on meanwhile: a fifth more saves.
sys.setswitchinterval(0.0005)
