"""Whatever a document asks for, its render reaches nothing on the network and nothing on the disk."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from core.sandbox.client import WorkFailed
from reporting.sandbox import Bundle, RenderSandbox
from tests.reporting.canary import Canary, canary, embeds_marker, lay_files
from tests.reporting.payloads import PAYLOADS, Target

PAGE = "<!doctype html><html lang=en-GB><title>x</title><body style='font-family: Inter'>{}<p>After</p>"
# The same list through a bare renderer, to prove that the listener and the markers do show what is reached.
BARE = """
import base64, json, logging, sys
from weasyprint import HTML
logging.disable()
for page in json.load(sys.stdin):
    try:
        print(base64.b64encode(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")).decode())
    except BaseException:
        print()
"""
OFF_THIS_MACHINE = ("internet", "metadata")


@pytest.fixture(scope="module")
def listener() -> Iterator[Canary]:
    with canary() as listening:
        yield listening


@pytest.fixture(scope="module")
def target(listener: Canary, tmp_path_factory: pytest.TempPathFactory) -> Target:
    return lay_files(tmp_path_factory.mktemp("secrets"), listener.port)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RenderSandbox]:
    with RenderSandbox() as ready:
        yield ready


def test_there_are_at_least_forty_payloads() -> None:
    assert len(PAYLOADS) >= 40


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_payload_reaches_nothing_and_embeds_nothing(
    name: str, sandbox: RenderSandbox, listener: Canary, target: Target
) -> None:
    before = listener.connections
    try:
        pdf = sandbox.render(Bundle(PAGE.format(PAYLOADS[name](target))))
    except WorkFailed as failure:
        outcome = failure.kind
    else:
        outcome = "embedded" if embeds_marker(pdf) else "harmless"
    assert outcome in {"address", "warning", "document", "harmless"}
    assert listener.connections == before


def test_a_bare_renderer_is_caught_by_the_same_listener_and_markers(tmp_path: Path) -> None:
    names = [name for name in PAYLOADS if not any(word in name for word in OFF_THIS_MACHINE)]
    with canary() as listening:
        reached = lay_files(tmp_path, listening.port)
        pages = [PAGE.format(PAYLOADS[name](reached)) for name in names]
        done = subprocess.run(
            [sys.executable, "-c", BARE],
            input=json.dumps(pages),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        made = [base64.b64decode(line) for line in done.stdout.splitlines()]
        embedding = [name for name, pdf in zip(names, made, strict=True) if pdf and embeds_marker(pdf)]
        assert listening.connections >= 20
        assert len(embedding) >= 8, embedding


def test_the_reason_names_the_scheme(sandbox: RenderSandbox) -> None:
    with pytest.raises(WorkFailed, match=r"^asked for an address outside the document: http$") as failure:
        sandbox.render(Bundle(PAGE.format('<img alt=x src="http://127.0.0.1/a.png">')))
    assert failure.value.kind == "address"


def test_an_asset_of_the_bundle_is_found_and_a_missing_one_is_named(sandbox: RenderSandbox) -> None:
    page = PAGE.format('<link rel=stylesheet href="asset:house%20style.css"><img alt=A src="asset:a.svg">')
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    styles = b"p { color: #123457 }"
    assert embeds_marker(sandbox.render(Bundle(page, {"house style.css": styles, "a.svg": drawing})))
    with pytest.raises(WorkFailed, match=r"asset that was not packed with it: a\.svg"):
        sandbox.render(Bundle(page, {"house style.css": styles}))


def test_a_font_carried_by_the_bundle_is_used(sandbox: RenderSandbox) -> None:
    font = Path("/usr/share/fonts/opentype/inter/Inter-Black.otf").read_bytes()
    styles = "<style>@font-face { font-family: Carried; src: url(asset:f.otf) } p { font-family: Carried }</style>"
    pdf = sandbox.render(Bundle(PAGE.format(styles), {"f.otf": font}))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = [str(font.BaseFont) for font in document.pages[0].resources.Font.values()]
    assert any("Carried" in name for name in names), names


def test_a_refusal_that_a_drawing_swallows_still_ends_the_render(sandbox: RenderSandbox) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="http://127.0.0.1/a.png"/></svg>'
    with pytest.raises(WorkFailed, match=r"outside the document: http$"):
        sandbox.render(Bundle(PAGE.format(drawing)))
