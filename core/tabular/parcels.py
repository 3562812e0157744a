"""What was sent, whatever its form: CSV files, a workbook or a zip of CSV files, opened into sheets of text.

A file's name is only looked up among the sheets that exist; it never becomes a path. No cell is read here.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from core.tabular.reading import MAX_BYTES, decode
from core.tabular.sheets import Problem
from core.tabular.workbooks import MAX_UNPACKED, read_workbook

ZIP = b"PK\x03\x04"
MAX_FILES = 100


@dataclass
class Parcel:
    """Sheet name to its text, how to speak of each, and what could not be opened."""

    texts: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def put(self, name: str, text: str, label: str) -> None:
        if name in self.texts:
            self.problems.append(
                Problem(label, f"the sheet '{name}' was sent twice; expected it once, also as {self.labels[name]}.")
            )
            return
        self.texts[name] = text
        self.labels[name] = label


def open_parcel(files: Iterable[tuple[str, bytes]]) -> Parcel:
    """Open what was sent as (name, content). What is wrong stands in `problems`; nothing is raised."""
    parcel = Parcel()
    sent = [(_plain(name), content) for name, content in files]
    if not sent:
        parcel.problems.append(Problem("Import", "no file was sent; expected CSV files or one .xlsx workbook."))
    if len(sent) > MAX_FILES or sum(len(content) for _, content in sent) > MAX_BYTES:
        words = f"too much was sent at once; expected at most {MAX_FILES} files and 10 MB together."
        parcel.problems.append(Problem("Import", words))
        return parcel
    for name, content in sent:
        if content.startswith(ZIP):
            _open_zip(name, content, parcel)
        else:
            _put_csv(name, content, parcel)
    return parcel


def _plain(name: str) -> str:
    """The last part of a name, short and printable."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[-100:] or "(no name)"


def _put_csv(name: str, content: bytes, parcel: Parcel) -> None:
    if not name.lower().endswith(".csv"):
        parcel.problems.append(Problem(name, "this kind of file cannot be read; expected a .csv or an .xlsx file."))
        return
    text = decode(content, name)
    if isinstance(text, Problem):
        parcel.problems.append(text)
    else:
        parcel.put(name[: -len(".csv")].strip().lower(), text, name)


def _open_zip(name: str, content: bytes, parcel: Parcel) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > 1000 or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            parcel.problems.append(Problem(name, "it unpacks to far more than 10 MB; expected a smaller file."))
            return
        if any(entry.filename == "xl/workbook.xml" for entry in entries):
            texts, problems = read_workbook(content, name)
            parcel.problems += problems
            for sheet, text in texts.items():
                parcel.put(sheet.lower(), text, f"{name}, sheet '{sheet}'")
            return
        for entry in entries:
            inner = _plain(entry.filename)
            if inner.lower().endswith(".csv"):
                _put_csv(inner, archive.read(entry), parcel)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        words = "it could not be opened; expected an .xlsx workbook, or a zip of CSV files."
        parcel.problems.append(Problem(name, words))
