"""WeasyPrint by itself, to measure against: renders one file again and again on demand, with the product's options.

Run as a program with the file's name; every line on stdin is answered by the seconds that one render took, by the
clock and of the processor.
"""

import sys
import time
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

OPTIONS = {"pdf_variant": "pdf/ua-1", "output_intent": "srgb", "presentational_hints": False}


def render(html: str) -> bytes:
    """The PDF of a document, made as the product's renderer makes it but without any of its guards."""
    made: bytes = HTML(string=html).write_pdf(font_config=FontConfiguration(), **OPTIONS)
    return made


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    # The product's renderer is warm too before it is asked for the first time.
    render("<html lang=en-GB><title>.</title><h1 style='font-family: Inter'>A</h1>")
    for _ in sys.stdin:
        began, used = time.perf_counter(), time.process_time()
        render(text)
        sys.stdout.write(f"{time.perf_counter() - began} {time.process_time() - used}\n")
        sys.stdout.flush()
