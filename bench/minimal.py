"""The reference: a Django view that does nothing but one upsert of a class, on the same database.

No sign-in, no log, no history, no duties. Twice: the bare upsert of all that was sent, and one that leaves
unchanged rows alone.
"""

import json
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path
from psycopg.conninfo import conninfo_to_dict

TABLE = """
CREATE TABLE IF NOT EXISTS bench_mark (
    school_year smallint, pupil_id bigint, date date, part varchar(2), mark varchar(1),
    PRIMARY KEY (school_year, pupil_id, date, part))
"""

UPSERT = """
INSERT INTO bench_mark (school_year, pupil_id, date, part, mark)
SELECT %s, pupil, %s, %s, mark FROM unnest(%s::bigint[], %s::text[]) AS t (pupil, mark)
ON CONFLICT (school_year, pupil_id, date, part) DO UPDATE SET mark = excluded.mark
"""
# The same, but it writes only what differs.
SPARING = UPSERT + "WHERE bench_mark.mark <> excluded.mark"


def save(request: HttpRequest, statement: str, year: int, day: str, part: str) -> JsonResponse:
    entries = json.loads(request.body)["entries"]
    with connection.cursor() as cursor:
        cursor.execute(statement, [year, day, part, [e["pupil"] for e in entries], [e["mark"] for e in entries]])
    return JsonResponse({"ok": True}, headers={"Content-Length": "12"})


urlpatterns = [
    path("alles/<int:year>/<str:day>/<str:part>/", save, {"statement": UPSERT}),
    path("zuinig/<int:year>/<str:day>/<str:part>/", save, {"statement": SPARING}),
]

if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
    parts = conninfo_to_dict(os.environ["DATABASE_URL"])
    settings.configure(
        ROOT_URLCONF="bench.minimal", ALLOWED_HOSTS=["*"], SECRET_KEY="bench", MIDDLEWARE=[],
        USE_TZ=True, USE_I18N=False,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql", "NAME": parts["dbname"], "USER": parts.get("user", ""),
                "PASSWORD": parts.get("password", ""), "HOST": parts.get("host", ""), "PORT": parts.get("port", ""),
                "CONN_MAX_AGE": None,
            }
        },
    )  # fmt: skip
    application = get_wsgi_application()
