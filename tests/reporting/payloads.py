"""Pieces of HTML that ask for something outside the document: what an attacker types into a text field.

Only the payloads stand here, so that every field of the product can be tried with the same list.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@dataclass(frozen=True, slots=True)
class Target:
    """What must not be reached: a listener on this machine, and files with a marker in them."""

    port: int
    text_file: str
    svg_file: str
    css_file: str

    @property
    def web(self) -> str:
        """The address of the listener."""
        return f"http://127.0.0.1:{self.port}"


def _data_svg(inner: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(f"<svg {SVG}>{inner}</svg>".encode()).decode()


def _data_css(css: str) -> str:
    return "data:text/css;base64," + base64.b64encode(css.encode()).decode()


def _doctype_svg(address: str) -> str:
    text = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{address}">]><svg {SVG}><text y="9">&x;</text></svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()


PAYLOADS: dict[str, Callable[[Target], str]] = {
    # Images and other embedded things.
    "img over http": lambda t: f'<img alt=x src="{t.web}/a.png">',
    "img over https": lambda t: f'<img alt=x src="https://127.0.0.1:{t.port}/a.png">',
    "img over ftp": lambda t: f'<img alt=x src="ftp://127.0.0.1:{t.port}/a.png">',
    "img from a file": lambda t: f'<img alt=x src="file://{t.svg_file}">',
    "img from a file with a host": lambda t: f'<img alt=x src="file://localhost{t.svg_file}">',
    "img from a file in capitals": lambda t: f'<img alt=x src="FILE://{t.svg_file}">',
    "img over http in mixed case": lambda t: f'<img alt=x src="hTTp://127.0.0.1:{t.port}/a.png">',
    "img without a scheme": lambda t: f'<img alt=x src="//127.0.0.1:{t.port}/a.png">',
    "img on a windows share": lambda t: f'<img alt=x src="\\\\127.0.0.1@{t.port}\\share\\a.png">',
    "img by an absolute path": lambda t: f'<img alt=x src="{t.svg_file}">',
    "img by a relative path": lambda t: '<img alt=x src="../../../../etc/hostname">',
    "img by a name that resolves": lambda t: f'<img alt=x src="http://localhost:{t.port}/a.png">',
    "img by a name in the internet": lambda t: '<img alt=x src="http://canary.example.invalid/a.png">',
    "img on a decimal address": lambda t: f'<img alt=x src="http://2130706433:{t.port}/a.png">',
    "img on an octal address": lambda t: f'<img alt=x src="http://0177.0.0.1:{t.port}/a.png">',
    "img on a short address": lambda t: f'<img alt=x src="http://127.1:{t.port}/a.png">',
    "img on an IPv6 address": lambda t: f'<img alt=x src="http://[::1]:{t.port}/a.png">',
    "img on a mapped IPv6 address": lambda t: f'<img alt=x src="http://[::ffff:127.0.0.1]:{t.port}/a.png">',
    "img on the metadata address": lambda t: '<img alt=x src="http://169.254.169.254/latest/meta-data/">',
    "img with a user in the address": lambda t: f'<img alt=x src="http://asset:x@127.0.0.1:{t.port}/a.png">',
    "img after a space": lambda t: f'<img alt=x src=" http://127.0.0.1:{t.port}/a.png">',
    "img with a tab in the scheme": lambda t: f'<img alt=x src="ht&#9;tp://127.0.0.1:{t.port}/a.png">',
    "img with a line end in the scheme": lambda t: f'<img alt=x src="http&#10;://127.0.0.1:{t.port}/a.png">',
    "img after a control character": lambda t: f'<img alt=x src="&#1;http://127.0.0.1:{t.port}/a.png">',
    "img over a scheme in a scheme": lambda t: f'<img alt=x src="url:http://127.0.0.1:{t.port}/a.png">',
    "img over jar": lambda t: f'<img alt=x src="jar:http://127.0.0.1:{t.port}/a.jar!/a.png">',
    "img over gopher": lambda t: f'<img alt=x src="gopher://127.0.0.1:{t.port}/_x">',
    "img from an asset nobody packed": lambda t: '<img alt=x src="asset:../../../../etc/passwd">',
    "object": lambda t: f'<object data="{t.web}/a.svg" type="image/svg+xml"></object>',
    "embed": lambda t: f'<embed src="{t.web}/a.svg" type="image/svg+xml">',
    "picture that redirects": lambda t: f'<img alt=x src="{t.web}/redirect?to=file://{t.text_file}">',
    # Style sheets.
    "link to a style sheet": lambda t: f'<link rel=stylesheet href="{t.web}/a.css">',
    "link to a style sheet in a file": lambda t: f'<link rel=stylesheet href="file://{t.css_file}">',
    "import over http": lambda t: f'<style>@import url("{t.web}/a.css");</style>',
    "import from a file": lambda t: f'<style>@import "file://{t.css_file}";</style>',
    "import in an embedded style sheet": lambda t: (
        f'<link rel=stylesheet href="{_data_css(f"@import url({t.web}/b.css);")}">'
    ),
    "background": lambda t: f'<p style="background: url({t.web}/a.png)">x</p>',
    "background from a file": lambda t: f'<p style="background: url(file://{t.svg_file})">x</p>',
    "escaped letters in the style": lambda t: rf'<p style="background: url(\68ttp://127.0.0.1:{t.port}/a.png)">x</p>',
    "content": lambda t: f"<style>p::before {{ content: url({t.web}/a.png) }}</style><p>x</p>",
    "list marker": lambda t: f'<ul style="list-style-image: url({t.web}/a.png)"><li>x</ul>',
    "border image": lambda t: f'<p style="border: 9px solid; border-image: url({t.web}/a.png) 9">x</p>',
    "page background": lambda t: f"<style>@page {{ background: url({t.web}/a.png) }}</style><p>x</p>",
    "margin box": lambda t: f"<style>@page {{ @top-left {{ content: url({t.web}/a.png) }} }}</style><p>x</p>",
    "font": lambda t: f"<style>@font-face {{ font-family: F; src: url({t.web}/f.ttf) }}</style><p>x</p>",
    "font from a file": lambda t: f"<style>@font-face{{font-family:F;src:url(file://{t.text_file})}}</style><p>x</p>",
    "font by its local name": lambda t: "<style>@font-face{font-family:F;src:local(DejaVuSans)}</style><p>x</p>",
    "colour profile": lambda t: (
        f"<style>@color-profile --p {{ src: url({t.web}/p.icc) }} p {{ color: color(--p 0 0 0) }}</style>"
    ),
    # Attachments and addresses that move the others.
    "attached by a link element": lambda t: f'<link rel=attachment href="{t.web}/a.txt">',
    "attached from a file": lambda t: f'<link rel=attachment href="file://{t.text_file}">',
    "attached by an anchor": lambda t: f'<a rel=attachment href="file://{t.text_file}">x</a>',
    "attached over http by an anchor": lambda t: f'<a rel=attachment href="{t.web}/a.txt">x</a>',
    "base and a relative image": lambda t: f'<base href="{t.web}/"><img alt=x src="a.png">',
    "base in the file system": lambda t: f'<base href="file:///"><img alt=x src="{t.svg_file.lstrip("/")}">',
    # Drawings.
    "drawing with an image": lambda t: (
        f'<svg {SVG}><title>x</title><image href="{t.web}/a.png" width="9" height="9"/></svg>'
    ),
    "drawing with an old image": lambda t: (
        f'<svg {SVG}><title>x</title><image xlink:href="file://{t.svg_file}" width="9" height="9"/></svg>'
    ),
    "drawing that uses another": lambda t: f'<svg {SVG}><title>x</title><use href="{t.web}/a.svg#x"/></svg>',
    "drawing with a style": lambda t: f'<svg {SVG}><title>x</title><style>@import "{t.web}/a.css";</style></svg>',
    "drawing in a drawing": lambda t: (
        f'<img alt=x src="{_data_svg(f"""<image href="{t.web}/a.png" width="9" height="9"/>""")}">'
    ),
    "drawing with a file in a drawing": lambda t: (
        f'<img alt=x src="{_data_svg(f"""<image href="file://{t.svg_file}" width="9" height="9"/>""")}">'
    ),
    "entity in a drawing": lambda t: f'<img alt=x src="{_doctype_svg("file://" + t.text_file)}">',
    "entity over http in a drawing": lambda t: f'<img alt=x src="{_doctype_svg(t.web + "/x.dtd")}">',
}
