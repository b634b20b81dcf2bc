"""Bare WeasyPrint in a process of its own, with everything warm that the product keeps warm.

    python -m bench.bare <folders as JSON> <style sheet>      frames in, frames out, as documents.pdf.child

`plain` is a file with no demands on it; `tagged` has the same variant and tags as the product's, without the rest.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from documents.pdf.fetcher import ClosedFetcher
from documents.pdf.frames import pack, unpack


def main() -> None:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    folders = {name: Path(folder) for name, folder in json.loads(sys.argv[1]).items()}
    fetcher = ClosedFetcher(folders)
    fonts = FontConfiguration()
    path = folders["css"] / sys.argv[2]
    sheet = CSS(string=path.read_text(), base_url=f"app:css/{path.name}", url_fetcher=fetcher, font_config=fonts)
    while (frame := unpack(lambda size: os.read(0, size))) is not None:
        order, html = frame
        options = {"pdf_variant": "pdf/a-2a", "pdf_tags": True} if order["kind"] == "tagged" else {}
        page = HTML(string=html.decode(), url_fetcher=fetcher)
        content = page.write_pdf(stylesheets=[sheet], font_config=fonts, **options)
        answer = memoryview(pack({}, content))
        while answer:
            answer = answer[os.write(1, answer) :]


if __name__ == "__main__":
    main()
