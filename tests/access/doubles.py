"""Stand-ins for what lies outside Leerrecht: a key of the user, and the identity provider of a school."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestedCredentialData, AuthenticatorData
from jwt.algorithms import RSAAlgorithm


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class SoftKey:
    """A key of a user (WebAuthn authenticator) in software: makes one credential and signs with it."""

    def __init__(self, origin: str = "http://localhost", rp_id: str = "localhost") -> None:
        self.origin, self.rp = origin, hashlib.sha256(rp_id.encode()).digest()
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user = b""

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _credential(self, response: dict, *, passwordless: bool = False) -> str:
        return json.dumps(
            {
                "id": _text(self.id), "rawId": _text(self.id), "type": "public-key", "response": response,
                "clientExtensionResults": {"credProps": {"rk": passwordless}},
            }
        )  # fmt: skip

    def make(self, options: dict, *, passwordless: bool = False) -> str:
        """What a browser answers to ``creation_options``."""
        asked = options["creation_options"]["publicKey"]
        self.user = base64.urlsafe_b64decode(asked["user"]["id"] + "==")
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
        public = ES256.from_cryptography_key(self.private.public_key())
        data = AuthenticatorData.create(self.rp, flags, 1, AttestedCredentialData.create(Aaguid.NONE, self.id, public))
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": bytes(data)})
        client = self._client_data("webauthn.create", asked["challenge"])
        return self._credential(
            {"clientDataJSON": _text(client), "attestationObject": _text(attestation)}, passwordless=passwordless
        )

    def use(self, options: dict) -> str:
        """What a browser answers to ``request_options``."""
        client = self._client_data("webauthn.get", options["request_options"]["publicKey"]["challenge"])
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
        data = bytes(AuthenticatorData.create(self.rp, flags, 2))
        signature = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._credential(
            {
                "clientDataJSON": _text(client), "authenticatorData": _text(data), "signature": _text(signature),
                "userHandle": _text(self.user),
            }
        )  # fmt: skip


class Issuer:
    """The identity provider of a school: discovery, authorisation, token with a signed id_token, and its keys.

    ``person`` holds the claims about whoever is signed in there. ``spoil`` changes the claims or the
    token after the fact, to play a provider that is wrong or broken into.
    """

    client_id, client_secret = "leerrecht", "geheim"

    def __init__(self) -> None:
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with = self.private
        self.person: dict = {}
        self.spoil = lambda token: token
        self.codes: dict[str, dict] = {}
        self.token_requests: list[dict] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def configuration(self, **more) -> dict:
        """The provider as ``LEERRECHT_OIDC`` names it."""
        return {
            "key": "sint-jan", "name": "Sint-Jan", "issuer": self.url, "client_id": self.client_id,
            "client_secret": self.client_secret, **more,
        }  # fmt: skip

    def authorise(self, address: str) -> str:
        """Sign ``person`` in there, as a browser that goes to ``address`` would; returns where it is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.url}/authorize?")
        assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (
            self.client_id, "code", "S256",
        )  # fmt: skip
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def _token(self, form: dict) -> tuple[int, dict]:
        self.token_requests.append(form)
        asked = self.codes.pop(form["code"], None)
        challenge = _text(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        right = (
            asked
            and challenge == asked["code_challenge"]
            and (form["client_id"], form["client_secret"]) == (self.client_id, self.client_secret)
        )
        if not right:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": self.client_id, "iat": now, "exp": now + 300, **self.person}
        token = jwt.encode(self.spoil(claims), self.signs_with, algorithm="RS256", headers={"kid": "een"})
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": token}

    def _answer(self, path: str, form: dict) -> tuple[int, dict]:
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }  # fmt: skip
        if path == "/jwks":
            public = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
            return 200, {"keys": [{**public, "kid": "een", "alg": "RS256", "use": "sig"}]}
        return self._token(form)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send(*issuer._answer(self.path, {}))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.send(*issuer._answer(self.path, {name: values[0] for name, values in parse_qs(body).items()}))

            def send(self, status: int, answer: dict) -> None:
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args) -> None:
                """Nothing on the screen of the tests."""

        return Handler
