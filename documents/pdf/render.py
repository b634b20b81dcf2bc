"""`render_pdf`: what the rest of the product calls."""

import atexit
import logging
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from documents.pdf.errors import Reason, RenderFailed
from documents.pdf.process import Renderer

__all__ = ["Reason", "RenderFailed", "render_pdf"]

logger = logging.getLogger(__name__)
PRINT_STYLE = "pdf.css"
STYLES = {"sv": (PRINT_STYLE,), "en": (PRINT_STYLE, "pdf-en.css")}
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def folders() -> dict[str, Path]:
    """The folders a page may name as `app:<folder>/<file>`."""
    static = Path(settings.BASE_DIR) / "static"
    return {
        "css": static / "css",
        "svg": static / "svg",
        "fonts": Path(getattr(settings, "PDF_FONTS_DIR", settings.NODE_MODULES / "source-sans" / "TTF")),
    }


@lru_cache(maxsize=1)
def renderer() -> Renderer:
    """One for each process of ours; its child starts with the first document and ends with the process."""
    warm = Renderer(folders=folders(), warm_up=PRINT_STYLE)
    atexit.register(warm.close)
    return warm


def render_pdf(
    html: str,
    *,
    title: str,
    made_at: datetime,
    language: str = "sv",
    author: str = "",
    css: Sequence[str] | None = None,
    using: Renderer | None = None,
) -> bytes:
    """One file that is valid PDF/A-2a and PDF/UA-1, made in a limited process of its own.

    `made_at` is the only clock: the same arguments give the same bytes. `css` names files in static/css; without it
    the print style of the language is used. Call it outside transactions: it may take a minute. Raises RenderFailed
    with its reason; nothing is left behind.
    """
    order = {
        "title": title,
        "language": language,
        "author": author,
        "css": list(STYLES.get(language, STYLES["sv"]) if css is None else css),
        "made_at": made_at.astimezone(STOCKHOLM).isoformat(timespec="seconds"),
    }
    answer, content = (using or renderer()).render(order, html.encode())
    if answer["replaced"]:
        logger.warning("characters without a glyph were replaced in %r: %s", title, answer["replaced"])
    return content
