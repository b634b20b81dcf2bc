"""Pictures: what they say they are, of a reasonable size, and nothing more."""

import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from documents.uploads.refusal import UploadRefused

MAX_PIXELS = 50_000_000
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
END_OF_PNG = b"IEND\xaeB`\x82"
FOREIGN = (b"<script", b"<html", b"<?php", b"<!doctype", b"%pdf-1", b"pk\x05\x06")


def check(content: bytes, extension: str) -> None:
    """Looks at size before anything is unpacked. Raises UploadRefused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[FORMATS[extension]]) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise UploadRefused(_("Bilden är större än 50 megapixel. Minska den och försök igen."))
                picture.verify()
    except UploadRefused:
        raise
    except Image.DecompressionBombError:
        raise UploadRefused(_("Bilden är större än 50 megapixel. Minska den och försök igen.")) from None
    except Exception:
        # Pillow raises nearly anything on broken input; whatever it is, the picture cannot be read.
        raise UploadRefused(_("Bilden går inte att läsa. Den kan vara skadad.")) from None
    after_png = extension == "png" and not content.endswith(END_OF_PNG)
    if after_png or any(mark in content.lower() for mark in FOREIGN):
        raise UploadRefused(_("Bilden innehåller även en annan sorts fil. Spara om den och försök igen."))
