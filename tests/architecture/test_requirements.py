"""Requirements files hold packages by name and hash, compiled from the short lists, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
COMPILED = sorted(ROOT.glob("requirements*.txt"))
FORBIDDEN = re.compile(
    r"^\s*(-i\b|--index-url|--extra-index-url|-f\b|--find-links|--trusted-host|--no-index|-e\b|--editable)"
    r"|@\s*\S+:|://|\bfile:|^\s*(\.|/)",
    re.MULTILINE,
)
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^\]]+\])?==(?P<version>[^\s;\\]+)")


def requirements(text: str) -> list[str]:
    """The requirements of a compiled file, each with its continued lines joined; comments left out."""
    joined = text.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(text: str) -> set[str]:
    """The normalised names of a short list, without extras, limits and options."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {
        normal(re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0]) for line in lines if line and not line.startswith("-")
    }


def refusals(text: str) -> list[str]:
    """What is wrong with a compiled file, in words; empty when nothing is."""
    found = [f"address or path: {line.strip()}" for line in text.splitlines() if FORBIDDEN.search(line)]
    for line in requirements(text):
        if not PINNED.match(line):
            found.append(f"not pinned to one version: {line.strip()[:80]}")
        if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", line):
            found.append(f"no hash: {line.strip()[:80]}")
    return found


@pytest.mark.parametrize("path", COMPILED, ids=lambda path: path.name)
def test_compiled_requirements_hold_only_pinned_packages_with_hashes(path: Path) -> None:
    assert refusals(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", COMPILED, ids=lambda path: path.name)
def test_compiled_requirements_have_every_package_of_their_short_list(path: Path) -> None:
    wanted = names(path.with_suffix(".in").read_text(encoding="utf-8"))
    matches = (PINNED.match(line) for line in requirements(path.read_text(encoding="utf-8")))
    compiled = {normal(match["name"]) for match in matches if match}
    assert wanted, f"{path.stem}.in names no package"
    assert wanted - compiled == set(), "run bin/lock"


@pytest.mark.parametrize("path", COMPILED, ids=lambda path: path.name)
def test_every_direct_package_of_compiled_requirements_stands_in_their_short_list(path: Path) -> None:
    source = f"-r {path.stem}.in"
    direct = set()
    current = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        match = PINNED.match(line)
        current = normal(match["name"]) if match else current
        if line.lstrip().startswith("#") and source in line:
            direct.add(current)
    assert direct == names(path.with_suffix(".in").read_text(encoding="utf-8")), "run bin/lock"


def test_the_test_packages_agree_with_what_the_product_runs_on() -> None:
    def versions(name: str) -> dict[str, str]:
        lines = requirements((ROOT / name).read_text(encoding="utf-8"))
        return {normal(match["name"]): match["version"] for match in map(PINNED.match, lines) if match}

    product, tests = versions("requirements.txt"), versions("requirements-dev.txt")
    assert {name: (product[name], tests[name]) for name in product.keys() & tests if product[name] != tests[name]} == {}


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--extra-index-url https://packages.example/simple",
        "-i https://packages.example/simple",
        "--find-links wheels",
        "--trusted-host packages.example",
        "-e .",
        "django @ https://packages.example/django.whl --hash=sha256:" + "0" * 64,
        "django @ file:///wheels/django.whl --hash=sha256:" + "0" * 64,
        "./wheels/django.whl --hash=sha256:" + "0" * 64,
        "django==5.2.1",
        "django>=5.2 --hash=sha256:" + "0" * 64,
        "django==5.2.1 --hash=md5:" + "0" * 32,
    ],
)
def test_a_line_with_an_address_a_path_or_no_hash_is_refused(line: str) -> None:
    assert refusals(line) != []


def test_a_pinned_line_with_a_marker_and_two_hashes_is_accepted() -> None:
    text = (
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:"
        + "a" * 64
        + " \\\n    --hash=sha256:"
        + "b" * 64
    )
    assert refusals(text) == []
