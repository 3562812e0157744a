"""Words that stand nowhere in what is given out: unfinished work, stand-ins, and the machine it was made on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, name_of

FOLDERS = ["alliance", "bin", "bench", "config", "core", "docs", "examples", "governance", "programmes", "reporting",
           "risks", "static/scss", "static/js", "templates", "tests"]  # fmt: skip
TEXTS = {".py", ".html", ".txt", ".md", ".css", ".scss", ".js", ".csv", ".toml", ".in", ".yml", ".yaml", ".json", ""}
TOP = ["README.md", "pyproject.toml", "requirements.in", "requirements-dev.in", "package.json", "Dockerfile",
       "docker-compose.yml", "manage.py", ".ci/run", ".gitignore"]  # fmt: skip

FORBIDDEN = {
    "unfinished work": r"\b(TODO|FIXME|XXX|HACK)\b",
    "a stand-in": r"\b(lorem ipsum|not yet implemented|coming soon)\b",
    "a path of one machine": rf"(/home/|/Users/|/root/|{re.escape(str(ROOT))}\b)",
    "another package index": (
        r"(?<!no-emit-)(index-url|extra-index|find-links|trusted-host|registry\.(?!npmjs\.org)[a-z]+\.)"
    ),
    "a left breakpoint": r"(\bbreakpoint\(\)|\bpdb\.set_trace|\bconsole\.log\()",
}
ANY_CASE = {"a stand-in", "another package index"}
OWN = {"tests/architecture/test_words.py", "tests/architecture/test_requirements.py"}
"""The files that have to name what they forbid."""


def texts() -> list[Path]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    found += [ROOT / name for name in TOP if (ROOT / name).exists()]
    return sorted(
        path for path in found if path.suffix in TEXTS and "__pycache__" not in path.parts and name_of(path) not in OWN
    )


def wrong_words(text: str, what: str) -> list[str]:
    found = re.finditer(FORBIDDEN[what], text, flags=re.IGNORECASE if what in ANY_CASE else 0)
    return [text[max(match.start() - 30, 0) : match.end() + 30] for match in found]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = {name_of(path): wrong_words(path.read_text(errors="replace"), what) for path in texts()}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("what", "planted"),
    [
        ("unfinished work", "# TODO later"),
        ("a stand-in", "Lorem ipsum dolor"),
        ("a path of one machine", "open('/home/sam/x')"),
        ("a path of one machine", f"open('{ROOT}/x')"),
        ("another package index", "--extra-index-url https://example.org"),
        ("a left breakpoint", "console.log(1)"),
    ],
)
def test_a_planted_word_is_found(what: str, planted: str) -> None:
    assert wrong_words(planted, what)


def test_code_templates_and_documents_are_among_what_is_read() -> None:
    names = {name_of(path) for path in texts()}
    assert {"templates/base.html", "core/jobs.py", "bin/run", "README.md", "tests/factories.py"} <= names
