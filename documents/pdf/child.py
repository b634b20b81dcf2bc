"""The process a page is rendered in: limited, without network, kept warm between documents, replaced when it fails.

Started by `documents.pdf.process` as `python -m documents.pdf.child <settings as JSON>`; speaks frames on standard
input and output. Never import Django here: starting would cost a second and hand the child secrets it has no use for.
"""

import gc
import json
import os
import resource
import sys
import threading
import time
import unicodedata
from pathlib import Path
from typing import Any

from documents.pdf.frames import pack, unpack

FORBIDDEN_EVENTS = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork", "os.system", "urllib.Request")
LAYOUT = "\t\n\r\f \N{NO-BREAK SPACE}\N{SOFT HYPHEN}"
REPLACEMENT = "\N{WHITE SQUARE}"
GARBAGE_EVERY = 50_000
"""New objects between two looks for garbage. Laying out leaves little of it, and looking every 700 took a tenth."""


class Workshop:
    """What is worth keeping between documents: fonts, parsed style sheets, which characters the font can show."""

    def __init__(self, folders: dict[str, str]) -> None:
        from fontTools.ttLib import TTFont
        from weasyprint.text.fonts import FontConfiguration

        from documents.pdf.fetcher import ClosedFetcher

        self.folders = {name: Path(folder) for name, folder in folders.items()}
        self.fetcher = ClosedFetcher(self.folders)
        self.fonts = FontConfiguration()
        self.sheets: dict[str, tuple[int, Any]] = {}
        faces = [TTFont(path, lazy=True) for path in sorted(self.folders["fonts"].glob("*-Regular.ttf"))]
        if not faces:
            raise FileNotFoundError(f"no fonts in {self.folders['fonts']}")
        glyphs = {chr(code) for face in faces for code in face.getBestCmap()}
        self.showable = frozenset({char for char in glyphs if unicodedata.category(char)[0] != "C"} | set(LAYOUT))

    def sheet(self, name: str) -> Any:
        from weasyprint import CSS

        path = self.fetcher.path_of(f"app:css/{name}")
        changed = path.stat().st_mtime_ns
        kept = self.sheets.get(name)
        if kept is None or kept[0] != changed:
            sheet = CSS(
                string=path.read_text(), base_url=f"app:css/{name}", url_fetcher=self.fetcher, font_config=self.fonts
            )
            kept = self.sheets[name] = (changed, sheet)
        return kept[1]

    def render(self, order: dict[str, Any], html: str) -> tuple[bytes, str]:
        """The PDF, and the characters that no font of ours can show and that were replaced."""
        from weasyprint import HTML

        from documents.pdf.archive import mark_as_accessible
        from documents.pdf.fetcher import UrlRefused

        self.fetcher.refused = None
        page = HTML(string=html, base_url=None, url_fetcher=self.fetcher)
        replaced = self._replace_unshowable(page.etree_element)
        document = page.render(
            font_config=self.fonts,
            stylesheets=[self.sheet(name) for name in order["css"]],
            pdf_variant="pdf/a-2a",
            pdf_tags=True,
        )
        if document.metadata.attachments:
            raise UrlRefused("attached file")
        document.metadata.title = order["title"]
        document.metadata.lang = order["language"]
        document.metadata.authors = [order["author"]] if order["author"] else []
        document.metadata.generator = "Utblick"
        document.metadata.created = document.metadata.modified = order["made_at"]
        # Compressed and given its identifier once, when the mark is added; WeasyPrint would write everything twice.
        content = document.write_pdf(pdf_variant="pdf/a-2a", pdf_tags=True, pdf_identifier=False, uncompressed_pdf=True)
        if self.fetcher.refused is not None:
            # Pictures inside SVG are fetched while drawing, where WeasyPrint swallows every error.
            raise UrlRefused(self.fetcher.refused)
        return mark_as_accessible(content), "".join(sorted(replaced))

    def _replace_unshowable(self, root: Any) -> set[str]:
        """Characters without a glyph make the file invalid as PDF/A, and direction marks can turn text around."""
        replaced: set[str] = set()
        for element in root.iter():
            if element.tag in ("style", "script"):
                continue
            for part in ("text", "tail"):
                text = getattr(element, part)
                if text and not self.showable.issuperset(text):
                    setattr(element, part, self._showable(text, replaced))
        return replaced

    def _showable(self, text: str, replaced: set[str]) -> str:
        kept = []
        for char in text:
            if char in self.showable:
                kept.append(char)
            elif unicodedata.category(char) not in ("Cf", "Cc", "Mn"):
                replaced.add(char)
                kept.append(REPLACEMENT)
        return "".join(kept)


def main() -> None:
    settings = json.loads(sys.argv[1])
    answers = os.dup(1)
    os.dup2(2, 1)
    _die_with_parent()
    workshop = Workshop(settings["folders"])
    workshop.sheet(settings["warm_up"])
    _limit(settings["memory"])
    gc.freeze()
    gc.set_threshold(GARBAGE_EVERY)
    while (frame := unpack(lambda size: os.read(0, size))) is not None:
        order, html = frame
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + settings["seconds"] + 1, resource.RLIM_INFINITY))
        header, body, go_on = _work(workshop, order, html.decode())
        _write(answers, pack(header, body))
        if not go_on:
            break


def _work(workshop: Workshop, order: dict[str, Any], html: str) -> tuple[dict[str, Any], bytes, bool]:
    from weasyprint.urls import FatalURLFetchingError

    from documents.pdf.fetcher import UrlRefused

    try:
        content, replaced = workshop.render(order, html)
    except MemoryError:
        return {"reason": "memory", "message": "the memory limit was reached"}, b"", False
    except (FatalURLFetchingError, UrlRefused) as refused:
        return {"reason": "refused_url", "message": workshop.fetcher.refused or str(refused)}, b"", True
    except Exception as error:
        return {"reason": "broken", "message": f"{type(error).__name__}: {error}"[:500]}, b"", False
    return {"reason": None, "replaced": replaced}, content, True


def _limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple) -> None:
    if event.startswith(FORBIDDEN_EVENTS):
        raise PermissionError(f"{event} is not for a page being rendered")


def _die_with_parent() -> None:
    """A parent killed in mid-page leaves a child that nobody reads."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _write(target: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(target, view) :]


if __name__ == "__main__":
    main()
