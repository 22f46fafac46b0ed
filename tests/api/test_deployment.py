"""What Dockerfile and compose.yaml name is there: commands, options, settings, extras, files."""

import json
import re
import tomllib
from dataclasses import fields
from typing import Any

import pytest
import yaml
from typer.main import get_command

from api.command import app
from api.settings import ServiceSettings
from tests.api.serving import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
OURS = ("service", "worker")
DATA = "/var/lib/taizhang"


def image_environment() -> dict[str, str]:
    """What the image sets."""
    [line] = re.findall(r"^ENV (.*)$", DOCKERFILE, re.MULTILINE)
    return dict(re.findall(r"(\w+)=(\S+)", line))


@pytest.mark.parametrize("name", OURS)
def test_settings_of_a_container_are_settings(name: str) -> None:
    given = {**image_environment(), **COMPOSE["services"][name]["environment"]}
    written = {key: re.sub(r"\$\{\w+(:[-?][^}]*)?\}", "", word) for key, word in given.items()}
    settings = ServiceSettings.from_environment(written)
    assert settings.database.startswith("postgresql://")
    assert str(settings.data_dir) == DATA
    assert any(volume.endswith(f":{DATA}") for volume in COMPOSE["services"][name]["volumes"])


def test_the_service_answers_and_the_workers_read() -> None:
    workers = {
        name: int(COMPOSE["services"][name]["environment"]["TAIZHANG_WORKERS"]) for name in OURS
    }
    assert workers["service"] == 0 < workers["worker"]


@pytest.mark.parametrize("name", OURS)
def test_commands_of_containers_exist(name: str) -> None:
    command, *words = COMPOSE["services"][name]["command"]
    known = get_command(app).commands
    assert command in known
    assert not words or known[command].make_context(command, words)


def test_the_image_starts_as_nobody_in_particular_with_a_command_that_exists() -> None:
    entry = json.loads(re.findall(r"^ENTRYPOINT (.*)$", DOCKERFILE, re.MULTILINE)[0])
    command = json.loads(re.findall(r"^CMD (.*)$", DOCKERFILE, re.MULTILINE)[0])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert entry[0] in scripts
    assert command[0] in get_command(app).commands
    steps = re.findall(r"^(USER|ENTRYPOINT) ", DOCKERFILE, re.MULTILINE)
    assert steps == ["USER", "ENTRYPOINT"]


def test_files_and_extras_of_the_image_exist_and_are_let_in() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    [extras] = re.findall(r"'\.\[([\w,]+)\]'", DOCKERFILE)
    assert set(extras.split(",")) <= set(project["optional-dependencies"])
    let_in = re.findall(r"^!(.*)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    copied = {
        name
        for words in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
        for name in words.split()
    }
    assert copied == set(let_in)
    assert all((ROOT / name).exists() for name in copied)


def test_ports_agree() -> None:
    port = int(image_environment()["TAIZHANG_PORT"])
    assert f"EXPOSE {port}\n" in DOCKERFILE
    assert f"127.0.0.1:{port}/readyz" in DOCKERFILE
    assert COMPOSE["services"]["service"]["ports"][0].endswith(f":{port}")


def test_every_setting_of_a_service_is_in_its_guide() -> None:
    guide = (ROOT / "docs" / "service.md").read_text("utf-8")
    names = {f"TAIZHANG_{field.name.upper()}" for field in fields(ServiceSettings)}
    missing = {name for name in names - {"TAIZHANG_EXTRACTION"} if f"`{name}`" not in guide}
    assert not missing
