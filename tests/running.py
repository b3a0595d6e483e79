"""A whole Leerrecht, started as a user starts it: own folder, own port, own database."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import psutil
import psycopg

COMMAND = [sys.executable, "-m", "leerrecht"]
# What the tests themselves, or a command tried by one of them, leave in the environment.
OF_THE_TESTS = {
    "DATABASE_URL",
    "DATABASE_APP_URL",
    "LEERRECHT_DEMO",
    "DJANGO_SETTINGS_MODULE",
    "COVERAGE_PROCESS_START",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Running:
    """One installation that can be started, killed and looked into."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {key: value for key, value in os.environ.items() if key not in OF_THE_TESTS} | {
            "LEERRECHT_HOME": str(home),
            "PORT": str(self.port),
        }

    def start(self, *options: str, seconds: float = 180) -> None:
        self.process = subprocess.Popen([*COMMAND, "start", *options], env=self.environment)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "start ended by itself"
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/aanmelden/", timeout=5).close()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
            else:
                return
        raise AssertionError("no page within the time")

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([*COMMAND, *arguments], env=self.environment, capture_output=True, text=True, check=False)

    def family(self) -> list[psutil.Process]:
        """Every process that belongs to this installation, PostgreSQL included."""
        mine = []
        for process in psutil.process_iter(["pid", "cmdline"]):
            line = " ".join(process.info["cmdline"] or [])
            started = self.process is not None and process.pid == self.process.pid
            if started or str(self.home) in line or self.is_web(line):
                mine += [process, *process.children(recursive=True)]
        return list(dict.fromkeys(mine))

    def is_web(self, line: str) -> bool:
        """Whether a command is that of the web server, which names itself where a library lets it."""
        return f"--port {self.port}" in line or f"granian wsgi 127.0.0.1:{self.port} " in line

    def stop(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def kill_everything(self) -> None:
        """As when the power fails: nobody gets to finish anything."""
        family = self.family()
        for process in family:
            if process.is_running():
                process.kill()
        psutil.wait_procs(family, 20)
        if self.process is not None:
            self.process.wait(20)

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        socket_folder = Path((self.home / "postgres" / "postmaster.pid").read_text().splitlines()[4])
        password = (self.home / "postgres.password").read_text()
        return psycopg.connect(
            host=str(socket_folder), dbname="leerrecht", user="postgres", password=password, autocommit=True
        )


class Browser:
    """Signs in over HTTP and posts JSON, as the register's script does."""

    def __init__(self, port: int) -> None:
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.base = f"http://127.0.0.1:{port}"

    def _token(self) -> str:
        return next(str(cookie.value) for cookie in self.jar if "csrf" in cookie.name)

    def sign_in(self, name: str, password: str = "demo") -> str:
        address = f"{self.base}/aanmelden/"
        self.opener.open(address).read()
        form = {"login": name, "password": password, "csrfmiddlewaretoken": self._token()}
        request = urllib.request.Request(address, urlencode(form).encode(), {"Referer": address})
        return self.opener.open(request).read().decode()

    def post_json(self, path: str, body: object) -> dict[str, object]:
        headers = {"Content-Type": "application/json", "X-CSRFToken": self._token(), "Referer": self.base}
        request = urllib.request.Request(self.base + path, json.dumps(body).encode(), headers)
        with self.opener.open(request, timeout=10) as answer:
            return json.loads(answer.read())

    def get(self, path: str) -> str:
        return self.opener.open(self.base + path).read().decode()


def title_of(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return " ".join(found.group(1).split()) if found else ""
