"""PNG and JPEG pictures: drawn anew from their points, so that nothing else of the file is left. Inside the sandbox."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageOps

from core.sandbox.forks import Failure, Made

MOST_PIXELS: Final = 40_000_000
_MODES: Final = {"PNG": ("1", "L", "LA", "RGB", "RGBA", "I;16"), "JPEG": ("L", "RGB")}
# What a picture says of how it is to be drawn; anything else was written by a camera, a program or a person.
_OF_DRAWING: Final = {
    "transparency", "background", "gamma", "srgb", "chromaticity", "dpi", "jfif", "jfif_version", "jfif_unit",
    "jfif_density", "adobe", "adobe_transform", "progressive", "progression", "interlace", "aspect", "icc_profile",
}  # fmt: skip

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
Image.preinit()


def clean(content: bytes, *, form: str) -> Made:
    """The same points in the same form ("PNG" or "JPEG"), turned as it is to be seen; the first of several pictures.

    Colour profiles go with the rest. Raises Failure with words that follow the file's name.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            return _drawn(picture, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Failure("bomb", f"has more than {MOST_PIXELS:,} pixels. Make it smaller, then upload that.") from error
    except (OSError, ValueError, SyntaxError, LookupError, ArithmeticError, TypeError) as error:
        raise Failure("broken", f"is broken: it cannot be read as a {form} picture. Save it again.") from error


def _drawn(picture: Image.Image, form: str) -> Made:
    picture.load()
    told = bool({str(name) for name in picture.info} - _OF_DRAWING or picture.getexif())
    ImageOps.exif_transpose(picture, in_place=True)
    plain = "RGBA" if form == "PNG" and picture.has_transparency_data else "RGB"
    drawn = picture if picture.mode in _MODES[form] and plain != "RGBA" else picture.convert(plain)
    drawn.info = {}
    target = io.BytesIO()
    if form == "JPEG":
        drawn.save(target, form, quality=92, exif=b"", comment=b"")
    else:
        drawn.save(target, form)
    removed = ["what a camera, a program or a person wrote beside the picture"] if told else []
    return {"removed": removed}, target.getvalue()
