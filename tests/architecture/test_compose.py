"""The container files start what bin/run starts, from pinned images, without a secret of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from config import processes

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PINNED = re.compile(r"^[a-z0-9./-]+:\d+\.\d+(\.\d+)?(-[a-z0-9.-]+)?$")
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD")


def instructions(name: str) -> list[str]:
    """The arguments of each instruction of that name in the Dockerfile, continued lines joined."""
    joined = DOCKERFILE.replace("\\\n", " ")
    return [line[len(name) :].strip() for line in joined.splitlines() if line.startswith(f"{name} ")]


def known_processes() -> dict[str, list[str]]:
    return processes.commands({"CONCORDAT_DATA": "/data"})


def test_the_services_are_those_of_the_product_and_its_two_servers() -> None:
    assert set(SERVICES) == {*OURS, "db", "redis"}


@pytest.mark.parametrize("name", OURS)
def test_a_service_starts_the_procfile_line_of_its_name(name: str) -> None:
    assert SERVICES[name]["command"] == [name]
    assert name in known_processes()


def test_the_image_starts_what_the_procfile_says_and_web_unless_told() -> None:
    assert instructions("ENTRYPOINT") == ['["python", "-m", "config.processes"]']
    assert instructions("CMD") == ['["web"]']


@pytest.mark.parametrize("name", OURS)
def test_the_program_of_a_procfile_line_is_installed(name: str) -> None:
    program = processes.executable(known_processes()[name][0])
    assert Path(program).is_file(), program


def test_no_name_is_left_unfilled_in_a_procfile_line() -> None:
    assert [part for command in known_processes().values() for part in command if "$" in part] == []


def test_a_data_folder_with_a_space_stays_one_argument() -> None:
    assert "/my data/beat-schedule" in processes.commands({"CONCORDAT_DATA": "/my data"})["beat"]


def test_every_image_is_pinned_to_a_version() -> None:
    images = [service["image"] for service in SERVICES.values()]
    images += [line.split()[0] for line in instructions("FROM")]
    assert len(images) >= 6
    assert [image for image in images if not PINNED.match(image)] == []


def test_the_images_version_is_the_products() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {f"concordat:{settings.VERSION}"}


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    uses = re.findall(r"\$\{([A-Z_]+)(:[?-][^}]*|-[^}]*)?\}", text)
    assert {name for name, _ in uses} >= set(SECRETS)
    assert [name for name, rest in uses if name in SECRETS and not rest.startswith(":?")] == []
    assert not re.search(r"(SECRET_KEY|PASSWORD|REDISCLI_AUTH):\s+(?!\$\{)\S", text)


def test_the_example_of_the_secrets_names_each_and_gives_none() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert {name: given.get(name) for name in SECRETS} == dict.fromkeys(SECRETS, "")


def test_every_variable_of_the_compose_file_stands_in_the_example() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"\$\{([A-Z_]+)", text))
    assert {name for name in named if not re.search(rf"^{name}=", example, re.MULTILINE)} == set()


def test_neither_the_environment_file_nor_local_data_goes_into_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".env", ".git", ".venv", "var", "node_modules"} <= set(ignored)


def test_the_image_runs_as_an_unprivileged_user() -> None:
    assert instructions("USER") == ["concordat"]


@pytest.mark.parametrize("name", OURS)
def test_a_service_of_the_product_has_no_privilege_and_waits_for_its_servers(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["depends_on"]["db"] == {"condition": "service_healthy"}
    assert service["depends_on"]["redis"] == {"condition": "service_healthy"}


@pytest.mark.parametrize("name", ["web", "worker", "beat", "db", "redis"])
def test_every_lasting_service_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")


def test_workers_can_be_added() -> None:
    assert not {"container_name", "ports", "hostname"} & set(SERVICES["worker"])


def test_redis_keeps_what_it_is_told_and_evicts_nothing() -> None:
    command = " ".join(SERVICES["redis"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_only_the_web_process_is_reached_from_outside_and_through_loopback() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}
