"""What stands in a database: nothing, the demo, or an installation for real. The two never meet."""

from collections.abc import Mapping
from enum import StrEnum

from psycopg import Error, connect

NO_DEMO = (
    "met LEERRECHT_HTTPS=1 is dit een echte installatie, en daar komt de demo niet in; "
    "kies voor de demo een andere LEERRECHT_HOME, zonder LEERRECHT_HTTPS en DATABASE_URL"
)
NOT_HERE = (
    "in deze databank werken mensen met echte gegevens; met LEERRECHT_DEMO=1 zouden accounts van de demo binnen mogen "
    "en hoeft niemand een tweede stap. Haal LEERRECHT_DEMO weg; kies voor de demo een andere LEERRECHT_HOME of databank"
)
FIRST_WITHOUT_DEMO = (
    "met LEERRECHT_DEMO=1 is dit een plaats voor de demo; haal die instelling weg voor u een echte installatie begint"
)
NOT_THIS = (
    "in deze databank staat de demo, en met LEERRECHT_HTTPS=1 is dit een echte installatie; "
    "begin met een nieuwe, lege databank"
)


class Holding(StrEnum):
    NOTHING = "leeg"
    DEMO = "demo"
    REAL = "echt"


def holding(conninfo: str) -> Holding:
    """What stands there; an account of the demo makes all of it the demo. Raises ``psycopg.Error``."""
    with connect(conninfo, connect_timeout=5) as connection:
        known = connection.execute(
            "SELECT to_regclass('public.access_user') IS NOT NULL "
            "AND to_regclass('public.organisations_organisation') IS NOT NULL"
        ).fetchone()
        if known != (True,):
            return Holding.NOTHING
        row = connection.execute(
            "SELECT EXISTS (SELECT FROM access_user WHERE demo), "
            "EXISTS (SELECT FROM access_user) OR EXISTS (SELECT FROM organisations_organisation)"
        ).fetchone()
    demo, anything = row or (False, False)
    return Holding.DEMO if demo else Holding.REAL if anything else Holding.NOTHING


def in_use(environment: Mapping[str, str]) -> bool:
    """Whether this is an installation for real: it has an address with TLS."""
    return environment.get("LEERRECHT_HTTPS") == "1"


def refusal(environment: Mapping[str, str], conninfo: str) -> str:
    """Why nothing may be served from this database with these settings, in words; empty where it may.

    A database that does not answer says nothing yet: who serves waits for it, and lets nobody in meanwhile.
    """
    demo = environment.get("LEERRECHT_DEMO") == "1"
    if demo and in_use(environment):
        return NO_DEMO
    if not demo and not in_use(environment):
        return ""
    try:
        found = holding(conninfo)
    except Error:
        return ""
    if demo and found is Holding.REAL:
        return NOT_HERE
    return NOT_THIS if not demo and found is Holding.DEMO else ""
