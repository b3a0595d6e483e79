"""The web application, as the server loads it."""

import os

from django.core.wsgi import get_wsgi_application

from leerrecht.collector import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerrecht.config.settings")
application = get_wsgi_application()
settle()
