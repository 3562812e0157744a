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
from core.tabular.workbooks import read_workbook, sheet_label

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How .xls files begin, and .xlsx files that need a password."""
MAX_FILES = 100
MAX_ENTRIES = 1000


@dataclass
class Parcel:
    """Sheet name to its text, how to speak of each, and what could not be opened."""

    texts: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    has_workbook: bool = False

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
        parcel.problems.append(Problem(name, _no_sheets(name, content)))
        return
    text = decode(content, name)
    if isinstance(text, Problem):
        parcel.problems.append(text)
    else:
        parcel.put(name[: -len(".csv")].strip().lower(), text, name)


def _no_sheets(name: str, content: bytes) -> str:
    """What is said of a file that is neither CSV nor a zip."""
    if not content:
        return "it is empty; expected an .xlsx workbook, or sheets as .csv files."
    if content.startswith(OLD_OFFICE):
        return "it needs a password, or is of an old kind (.xls); expected an .xlsx workbook without a password."
    if name.lower().endswith((".xlsx", ".zip")):
        return "it is not what its name says; expected an .xlsx workbook saved by a spreadsheet."
    return "this kind of file cannot be read; expected a .csv or an .xlsx file."


def _open_zip(name: str, content: bytes, parcel: Parcel) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if any(entry.filename == "xl/workbook.xml" for entry in entries):
            _put_workbook(name, content, parcel)
            return
        sheets = [(_plain(entry.filename), entry) for entry in entries]
        sheets = [(inner, entry) for inner, entry in sheets if inner.lower().endswith(".csv")]
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for _, entry in sheets) > MAX_BYTES:
            parcel.problems.append(Problem(name, "it unpacks to more than 10 MB; expected a smaller file."))
            return
        for inner, entry in sheets:
            _put_csv(inner, archive.read(entry), parcel)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        words = "it could not be opened; expected an .xlsx workbook, or a zip of CSV files."
        parcel.problems.append(Problem(name, words))


def _put_workbook(name: str, content: bytes, parcel: Parcel) -> None:
    if parcel.has_workbook:
        parcel.problems.append(Problem(name, "a workbook was sent already; expected one, with all the sheets in it."))
        return
    parcel.has_workbook = True
    texts, problems = read_workbook(content, name)
    parcel.problems += problems
    for title, text in texts.items():
        parcel.put(title.lower(), text, sheet_label(name, title))
