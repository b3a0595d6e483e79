"""A client for the interface of Leerrecht, without any dependency: copy this one file, or install the package.

    from leerrecht_client import Leerrecht

    school = Leerrecht("https://leerrecht.mijnschool.be", token="llr_...")
    for leerling in school.leerlingen():
        print(leerling["voornaam"])

Lists are read page by page. A write carries a key of its own, so that it happens once however often it is sent; what
fails for a moment (429, 502, 503, 504, no connection) is tried again. A mistake is a :class:`LeerrechtFout`.
"""

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

__version__ = "1.2.0"
__all__ = ["Leerrecht", "LeerrechtFout", "handtekening_klopt"]

AGAIN = {429, 502, 503, 504}
TRIES = 4
LONGEST_WAIT = 60
# Older messages of a webhook are refused: somebody may have kept them.
OLDEST = 300
_HERE = {"localhost", "127.0.0.1", "::1"}


class LeerrechtFout(Exception):  # noqa: N818 - in the language of the interface
    """What the server refused: ``status``, ``code`` and for each field what is wrong (``fouten``)."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(problem.get("detail") or f"status {status}")
        self.status = status
        self.code = str(problem.get("code", ""))
        self.fouten = list(problem.get("fouten", ()))


class Leerrecht:
    """One school or board, with one token."""

    def __init__(self, adres: str, *, token: str, seconden: float = 30) -> None:
        place = urlsplit(adres)
        if place.scheme != "https" and place.hostname not in _HERE:
            raise ValueError(f"{adres}: alleen https, anders leest onderweg iemand het token")
        self._base = adres.rstrip("/") + "/api/v1"
        self._token = token
        self._seconds = seconden

    # Reading

    def token(self) -> dict[str, Any]:
        """What this token may, and until when."""
        return self._call("GET", "/token")

    def scholen(self) -> Iterator[dict[str, Any]]:
        return self._pages("/scholen")

    def klassen(self, *, schooljaar: int | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/klassen", schooljaar=schooljaar)

    def leerlingen(self, *, klas: int | None = None, leerlingnummer: str | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/leerlingen", klas=klas, leerlingnummer=leerlingnummer)

    def leerling(self, nummer: int) -> dict[str, Any]:
        return self._call("GET", f"/leerlingen/{nummer}")

    def inschrijvingen(self, *, leerling: int | None = None, schooljaar: int | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/inschrijvingen", leerling=leerling, schooljaar=schooljaar)

    def resultaten(self, *, leerling: int | None = None, schooljaar: int | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/resultaten", leerling=leerling, schooljaar=schooljaar)

    def contacten(self, *, leerling: int | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/contacten", leerling=leerling)

    def halve_dagen(
        self, *, van: str | None = None, tot_en_met: str | None = None, klas: int | None = None,
        leerling: int | None = None,
    ) -> Iterator[dict[str, Any]]:  # fmt: skip
        return self._pages("/halve-dagen", van=van, tot_en_met=tot_en_met, klas=klas, leerling=leerling)

    def registers(
        self, *, van: str | None = None, tot_en_met: str | None = None, klas: int | None = None
    ) -> Iterator[dict[str, Any]]:
        return self._pages("/registers", van=van, tot_en_met=tot_en_met, klas=klas)

    def register(self, klas: int, dag: str, dagdeel: str) -> dict[str, Any]:
        """The register of a class on a half-day ("vm" or "nm"), with the version of each code."""
        return self._call("GET", f"/registers/{klas}/{dag}/{dagdeel}")

    def eigen_codes(self) -> Iterator[dict[str, Any]]:
        return self._pages("/eigen-codes")

    def vrije_dagen(self, *, van: str | None = None, tot_en_met: str | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/vrije-dagen", van=van, tot_en_met=tot_en_met)

    def wijzigingen(self, *, na: int | None = None, sinds: str | None = None, aantal: int = 100) -> dict[str, Any]:
        """One page of what changed: handle ``gegevens``, keep ``tot``, and give it as ``na`` the next time."""
        wanted = {"na": na, "sinds": sinds, "aantal": aantal}
        asked = urlencode({name: value for name, value in wanted.items() if value is not None})
        return self._call("GET", f"/wijzigingen?{asked}")

    def attesten(self, *, leerling: int | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/attesten", leerling=leerling)

    def plichten(self, *, leerling: int | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/plichten", leerling=leerling)

    def werklijst(self, *, leerling: int | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/werklijst", leerling=leerling)

    def cijfers(self, *, schooljaar: int | None = None, indicator: str | None = None) -> Iterator[dict[str, Any]]:
        return self._pages("/cijfers", schooljaar=schooljaar, indicator=indicator)

    # Writing

    def maak_klas(self, *, schooljaar: int, naam: str, leerjaar: int | None = None) -> dict[str, Any]:
        return self._call("POST", "/klassen", {"schooljaar": schooljaar, "naam": naam, "leerjaar": leerjaar})

    def wijzig_klas(self, klas: int, **velden: Any) -> dict[str, Any]:
        return self._call("PATCH", f"/klassen/{klas}", velden)

    def nieuwe_leerling(
        self, *, voornaam: str, naam: str, geboortedatum: str, inschrijving: Mapping[str, Any], **velden: Any
    ) -> dict[str, Any]:
        """Enrol a pupil who is new to the school."""
        given = {"voornaam": voornaam, "naam": naam, "geboortedatum": geboortedatum, **velden}
        return self._call("POST", "/leerlingen", {**given, "inschrijving": dict(inschrijving)})

    def wijzig_leerling(self, nummer: int, **velden: Any) -> dict[str, Any]:
        return self._call("PATCH", f"/leerlingen/{nummer}", velden)

    def schrijf_in(self, leerling: int, *, eerste_dag: str, **velden: Any) -> dict[str, Any]:
        return self._call("POST", "/inschrijvingen", {"leerling": leerling, "eerste_dag": eerste_dag, **velden})

    def zet_in_klas(self, inschrijving: int, *, klas: int, eerste_dag: str) -> dict[str, Any]:
        return self._call("POST", f"/inschrijvingen/{inschrijving}/klas", {"klas": klas, "eerste_dag": eerste_dag})

    def schrijf_uit(self, inschrijving: int, *, laatste_dag: str, reden: str = "") -> dict[str, Any]:
        return self._call("POST", f"/inschrijvingen/{inschrijving}/einde", {"laatste_dag": laatste_dag, "reden": reden})

    def leg_resultaat_vast(
        self, inschrijving: int, *, beslist_op: str, gezien: str = "", **velden: Any
    ) -> dict[str, Any]:  # fmt: skip
        """``gezien`` is the ``versie`` that was read; empty where nothing stood. 409 where somebody was first."""
        given = {"beslist_op": beslist_op, "gezien": gezien, **velden}
        return self._call("PUT", f"/inschrijvingen/{inschrijving}/resultaat", given)

    def bewaar_register(
        self, klas: int, dag: str, dagdeel: str, regels: Sequence[Mapping[str, Any]], *, genomen: bool = False
    ) -> dict[str, Any]:
        """Set codes, each with the version that was seen (``gezien``); look at ``conflicten`` in the answer."""
        given = {"regels": [dict(one) for one in regels], "genomen": genomen}
        return self._call("PUT", f"/registers/{klas}/{dag}/{dagdeel}", given)

    def geef_afwezigheid_in(
        self, leerlingen: Sequence[int], *, eerste_dag: str, laatste_dag: str, code: str, **velden: Any
    ) -> dict[str, Any]:
        given = {"leerlingen": list(leerlingen), "eerste_dag": eerste_dag, "laatste_dag": laatste_dag, "code": code}
        return self._call("POST", "/afwezigheden", {**given, **velden})

    def nieuw_contact(self, leerling: int, *, naam: str, rol: str, **velden: Any) -> dict[str, Any]:
        return self._call("POST", "/contacten", {"leerling": leerling, "naam": naam, "rol": rol, **velden})

    def wijzig_contact(self, contact: int, **velden: Any) -> dict[str, Any]:
        return self._call("PATCH", f"/contacten/{contact}", velden)

    def verwijder_contact(self, contact: int) -> dict[str, Any]:
        return self._call("POST", f"/contacten/{contact}/verwijderen")

    def leg_handeling_vast(self, plicht: int, *, handeling: str, datum: str) -> dict[str, Any]:
        """What was done for a duty: one of its ``handelingen``, on a day."""
        return self._call("POST", f"/plichten/{plicht}/handeling", {"handeling": handeling, "datum": datum})

    def registreer_attest(
        self, leerling: int, *, soort: str, eerste_dag: str, laatste_dag: str, ontvangen_op: str, **velden: Any
    ) -> dict[str, Any]:
        given = {"leerling": leerling, "soort": soort, "eerste_dag": eerste_dag, "laatste_dag": laatste_dag}
        return self._call("POST", "/attesten", {**given, "ontvangen_op": ontvangen_op, **velden})

    def trek_attest_in(self, attest: int) -> dict[str, Any]:
        return self._call("POST", f"/attesten/{attest}/intrekken")

    # How

    def _pages(self, path: str, **asked: Any) -> Iterator[dict[str, Any]]:
        wanted = {name: value for name, value in asked.items() if value is not None}
        while True:
            page = self._call("GET", f"{path}?{urlencode(wanted)}")
            yield from page["gegevens"]
            if page["volgende"] is None:
                return
            wanted["cursor"] = page["volgende"]

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        if method != "GET":
            # The same at every try: what was done before the line fell is not done again.
            headers["Idempotency-Key"] = str(uuid.uuid4())
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data=data, headers=headers, method=method)  # noqa: S310
        for turn in range(1, TRIES + 1):
            try:
                with _open(request, timeout=self._seconds) as answer:
                    found: dict[str, Any] = json.load(answer)
                    return found
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in AGAIN or turn == TRIES:
                        raise LeerrechtFout(error.code, _problem(error.read())) from error
                    wait = error.headers.get("Retry-After", "")
                time.sleep(min(int(wait), LONGEST_WAIT) if wait.isdecimal() else 2**turn)
            except urllib.error.URLError as error:
                if turn == TRIES:
                    raise LeerrechtFout(0, {"detail": f"geen antwoord van de server: {error.reason}"}) from error
                time.sleep(2**turn)
        raise AssertionError("every last try returns or raises")


class _Stay(urllib.request.HTTPRedirectHandler):
    """A token goes to the address that was given, and to no other that an answer names."""

    def redirect_request(self, *_parts: Any) -> None:
        return None


_open = urllib.request.build_opener(_Stay).open


def handtekening_klopt(kop: str, inhoud: bytes, *, geheim: str, nu: float | None = None) -> bool:
    """Whether a message of a webhook comes from Leerrecht, and just now: by its header ``Leerrecht-Handtekening``."""
    parts = [part.partition("=") for part in kop.split(",")]
    moment = next((value for name, _is, value in parts if name == "t"), "")
    if not moment.isdecimal() or abs((time.time() if nu is None else nu) - int(moment)) > OLDEST:
        return False
    proof = hmac.new(geheim.encode(), moment.encode() + b"." + inhoud, hashlib.sha256).hexdigest()
    return any(hmac.compare_digest(proof, value) for name, _is, value in parts if name == "v1")


def _problem(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
