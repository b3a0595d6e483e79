"""The image and the compose file: what a linter and a daemon would say of them, as far as it can be read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from leerrecht.cli import build_parser
from leerrecht.config.from_files import SECRET, SUFFIX
from leerrecht.operations.checks import CHECKS

HOUSE = Path(__file__).parents[2]
FOLDER = HOUSE / "deploy" / "container"
DOCKERFILE = (FOLDER / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if str(service["image"]).startswith("leerrecht:")}
OWNERS = {"migreer", "backup"}


def test_linter_of_images_finds_nothing():
    linter = Path(sys.executable).with_name("hadolint")
    result = subprocess.run([linter, FOLDER / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.parametrize("name", ["system.sh", "install.sh", "build-root.sh"])
def test_scripts_of_the_image_are_understood_by_the_shell(name):
    assert subprocess.run(["sh", "-n", FOLDER / name], check=False).returncode == 0


def test_compose_file_is_as_the_specification_says(tmp_path):
    """By the schema of the Compose Specification, which comes with the linter: nothing is fetched."""
    linter = [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", "vendor.compose-spec"]
    result = subprocess.run([*linter, FOLDER / "compose.yaml"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout.strip()) == (0, "ok -- validation done")
    wrong = tmp_path / "compose.yaml"
    wrong.write_text((FOLDER / "compose.yaml").read_text().replace("cap_drop:", "cap_drops:"))
    assert subprocess.run([*linter, wrong], capture_output=True, check=False).returncode == 1


def test_volume_that_is_not_there_yet_takes_its_owner_from_a_folder_of_the_image():
    """A volume by name is laid over the image; where that has no such folder, it would be of root."""
    made = re.search(r"for folder in ([^;]+);", (FOLDER / "system.sh").read_text())[1].split()
    places = {each.split(":")[-1 if not each.endswith(":ro") else -2] for service in OURS.values()
              for each in service.get("volumes", ())}  # fmt: skip
    assert places == set(made)


def instructions() -> list[tuple[str, str]]:
    joined = re.sub(r"\\\n\s*", " ", DOCKERFILE)
    lines = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def test_image_has_two_stages_and_ends_without_rights():
    found = instructions()
    stages = [what for word, what in found if word == "FROM"]
    assert stages == ["debian:bookworm-slim AS build", "debian:bookworm-slim"]
    last = found[max(place for place, (word, _what) in enumerate(found) if word == "FROM") :]
    assert [what for word, what in last if word == "USER"] == ["10001:10001"]
    after = [word for word, _what in last[[word for word, _what in last].index("USER") :]]
    assert {"RUN", "COPY", "ADD"} & set(after) == set()
    assert {"HEALTHCHECK", "ENTRYPOINT", "CMD", "STOPSIGNAL"} <= set(after)
    assert not any(word == "ADD" or ":latest" in what or "sudo" in what for word, what in found)
    # No shell between the daemon and what runs: signals arrive.
    assert all(what.startswith("[") for word, what in found if word in {"RUN", "CMD", "ENTRYPOINT"})


def test_what_the_image_copies_is_there_and_let_in():
    let_in = {line[1:] for line in (FOLDER / "Dockerfile.dockerignore").read_text().splitlines() if line[:1] == "!"}
    copied = [what.split() for word, what in instructions() if word == "COPY" and "--from" not in what]
    sources = {name for names in copied for name in names[:-1]}
    assert sources == let_in
    assert [name for name in sources if not (HOUSE / name).exists()] == []


def test_image_and_makefile_install_with_the_same_tool():
    versions = {
        re.search(r'"uv==([\d.]+)"', (HOUSE / name).read_text())[1]
        for name in ("Makefile", "deploy/container/install.sh")
    }
    assert len(versions) == 1


@pytest.mark.parametrize("name", SERVICES)
def test_service_may_do_no_more_than_it_must(name):
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert "healthcheck" in service or name == "web"
    assert not re.search(r"(:latest|^[^:]+)$", service["image"].split("}")[0].replace("${LEERRECHT_VERSION", "x:y"))
    assert set(service.get("depends_on", {})) <= set(SERVICES)
    assert set(service["networks"]) <= set(COMPOSE["networks"])
    named = {each.split(":")[0] for each in service.get("volumes", ()) if each[0].isalpha()}
    assert named <= set(COMPOSE["volumes"])
    assert {each for each in service.get("secrets", ())} <= set(COMPOSE["secrets"])  # noqa: C416 - names
    if name in OURS:
        assert (service["user"], service["init"]) == ("10001:10001", True)


def test_only_the_proxy_is_reached_from_outside_and_the_database_reaches_nothing():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert SERVICES["databank"]["networks"] == ["binnen"]
    assert COMPOSE["networks"]["binnen"] == {"internal": True}


def test_who_serves_never_learns_the_address_of_the_owner():
    knows = {name for name, service in OURS.items() if any("eigenaar" in each for each in service.get("volumes", ()))}
    assert knows == OWNERS | {"rollen"}
    for name, service in OURS.items():
        address = service.get("environment", {}).get("DATABASE_URL_FILE", "")
        assert ("eigenaar" in address) == (name in OWNERS)


def test_commands_and_settings_of_the_services_exist():
    known = {f"{name}{SUFFIX}" for name in SECRET} | set(CHECKS)
    for service in OURS.values():
        assert set(service.get("environment", {})) - known == set()
        if "entrypoint" not in service:
            build_parser().parse_args(service["command"])
    asked = set(re.findall(r"\$\{([A-Z_]+)", (FOLDER / "compose.yaml").read_text()))
    assert asked - set(CHECKS) == {"LEERRECHT_VERSION", "LEERRECHT_BACKUPS", "LEERRECHT_INVOER"}
    example = {line.split("=")[0] for line in (FOLDER / "env.example").read_text().splitlines() if "=" in line}
    assert example - asked == set()


def test_example_settings_of_a_server_exist():
    for name in ("leerrecht.env", "owner.env"):
        lines = (HOUSE / "deploy" / name).read_text().splitlines()
        assert {line.split("=")[0] for line in lines if line and line[0] != "#"} - set(CHECKS) == set()
