"""The render child: shuts itself in, loads WeasyPrint once, and forks for every document handed on stdin.

It is spawned by `sandbox` and imported by nobody; no other module imports WeasyPrint, and nothing about
what a document says may stand here.
"""

from __future__ import annotations

import ctypes.util
import io
import logging
import mimetypes
import re
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any, NoReturn
from urllib import parse, request

if __name__ != "__main__":
    raise ImportError("reporting.pdf is spawned as a process of its own and never imported")

# Started with -I, so that neither the environment nor a folder chooses what is imported.
sys.path.append(str(Path(__file__).resolve().parents[1]))

from core.sandbox import child, isolation
from core.sandbox.forks import Failure, Made

# What is the project's own is out of reach once the child is shut in.
from reporting.assembly.parts import prepare

ISOLATION = child.shut_in(__doc__)
tempfile.tempdir = isolation.SCRATCH if ISOLATION.scratch else None
# WeasyPrint tries several names for each library; asking compilers and linkers about the wrong ones takes
# longer than loading the right one, and starting programs is refused here anyway.
ctypes.util.find_library = lambda name: None
# The system's table of file types is out of reach, and differs from machine to machine.
mimetypes.knownfiles.clear()
warnings.filterwarnings("error", message=".*FontConfig.*")

from weasyprint import HTML  # noqa: E402
from weasyprint.document import Document  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: E402

MOST_WARNINGS_TOLD = 5
SCHEME_SHOWN = 20
LONG_DATA = re.compile(r"data:[^\s'\"]{40,}")
PDF_OPTIONS = {"pdf_variant": "pdf/ua-1", "output_intent": "srgb", "presentational_hints": False}
WARM_UP = (
    "<html lang=en-GB><title>.</title><style>body{font-family:Inter}th{font-weight:600}</style>"
    "<h1>A</h1><table><tr><th>B<td>1</table><svg xmlns='http://www.w3.org/2000/svg' width=9 height=9>"
    "<title>C</title><rect width=9 height=9 /></svg>"
)
# What a bundle may carry.
TYPES = {
    ".css": "text/css",
    ".icc": "application/vnd.iccprofile",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}


class BundleOnly(URLFetcher):  # type: ignore[misc]
    """Gives a document what was packed with it (`asset:NAME`, `data:`) and ends the render otherwise.

    What was refused is kept in `refused`, because drawings swallow the error that should end the render.
    """

    def __init__(self, assets: dict[str, bytes]) -> None:
        # The parent's own start is left out on purpose: its openers for http, ftp and file are never made.
        request.OpenerDirector.__init__(self)
        self._assets = assets
        self.refused: str | None = None

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the bytes at an address; FatalURLFetchingError, naming the scheme, for any other."""
        scheme, _, rest = url.partition(":")
        scheme = scheme.lower()
        if scheme == "data":
            return self._from_data(url)
        if scheme != "asset":
            self._refuse(f"asked for an address outside the document: {scheme[:SCHEME_SHOWN]!a}".replace("'", ""))
        name = parse.unquote(rest.split("#")[0])
        if name not in self._assets:
            self._refuse(f"asked for an asset that was not packed with it: {name[:80]}")
        kind = TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})

    def _from_data(self, url: str) -> URLFetcherResponse:
        try:
            answer = request.DataHandler().data_open(request.Request(url))
        except ValueError:
            self._refuse("holds a data: address that cannot be read")
        return URLFetcherResponse(url[:40], answer.read(), dict(answer.headers))

    def _refuse(self, reason: str) -> NoReturn:
        self.refused = self.refused or reason
        raise FatalURLFetchingError(reason)


class Warnings(logging.Handler):
    """Keeps what WeasyPrint warns of: a warning is an error here."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the words of one warning."""
        words = " ".join(record.getMessage().split())
        self.told.append(LONG_DATA.sub("data:...", words)[:300])

    def check(self) -> None:
        """Raise Failure with the first few warnings, when there was any."""
        if not self.told:
            return
        more = len(self.told) - MOST_WARNINGS_TOLD
        shown = "; ".join(dict.fromkeys(self.told[:MOST_WARNINGS_TOLD]))
        raise Failure("warning", f"warning: {shown}" + (f"; and {more} more" if more > 0 else ""))


def lay_out(html: str, assets: dict[str, bytes]) -> bytes:
    """Turn a document into a tagged PDF; raise Failure with the reason in words."""
    heard, fetcher = Warnings(), BundleOnly(assets)
    logging.getLogger("weasyprint").addHandler(heard)
    try:
        # Fonts are set up anew in every fork: the set-up keeps a thread, and threads do not survive a fork.
        document = HTML(string=html, url_fetcher=fetcher).render(font_config=FontConfiguration(), **PDF_OPTIONS)
        refuse_attachments(document)
        check(fetcher, heard)
        target = io.BytesIO()
        document.write_pdf(target, **PDF_OPTIONS)
        check(fetcher, heard)
    except FatalURLFetchingError as error:
        raise Failure("address", str(error)) from error
    except RecursionError as error:
        raise Failure("document", "is nested too deeply to be laid out") from error
    except (Failure, MemoryError):
        raise
    except Exception as error:
        if ran_out_of_memory(error):
            raise MemoryError from error
        raise Failure("document", f"could not be laid out: {type(error).__name__}: {error}") from error
    return target.getvalue()


def ran_out_of_memory(error: BaseException | None) -> bool:
    """Say whether an error came of a refused allocation, which may surface as another error on its way up."""
    while error is not None:
        # A SystemError is what C code that forgets to report a refused allocation turns into.
        if isinstance(error, (MemoryError, SystemError)):
            return True
        error = error.__cause__ or error.__context__
    return False


def check(fetcher: BundleOnly, heard: Warnings) -> None:
    """Raise Failure when an address was refused or a warning was given so far."""
    if fetcher.refused:
        raise Failure("address", fetcher.refused)
    heard.check()


def refuse_attachments(document: Document) -> None:
    """Raise Failure when the document brings files of its own: those are attached at the finish."""
    links = (link for page in document.pages for link in page.links)
    if document.metadata.attachments or any(link[0] == "attachment" for link in links):
        raise Failure("document", "attaches a file by itself; files are attached when a document is finished")


def render(header: dict[str, Any], parts: list[bytes]) -> Made:
    """The PDF of one bundle, prepared as a part of a pack where a mark is given."""
    html, *contents = parts
    pdf = lay_out(html.decode(), dict(zip(header["assets"], contents, strict=True)))
    return {}, prepare(pdf, header["mark"]) if header["mark"] else pdf


def serve() -> None:
    """Warm up, say so, and render in a fork whatever is asked for, one document at a time."""
    warm = HTML(string=WARM_UP, url_fetcher=BundleOnly({})).render(font_config=FontConfiguration(), **PDF_OPTIONS)
    warm.write_pdf(**PDF_OPTIONS)
    typefaces = sorted({font.family for font in warm.fonts.values()})
    del warm
    child.serve(render, typefaces=typefaces)


serve()
