"""The web application, as the server loads it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerrecht.config.settings")
application = get_wsgi_application()

# What was loaded stays; requests leave little that only the collector of cycles can free.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
