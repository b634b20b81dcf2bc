"""PDFs: `render_pdf` beside bare WeasyPrint on the same HTML, in interleaved rounds."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from bench import cpu
from bench.pages import ROOT, Measured, Say

PRODUCT, TAGGED, PLAIN = "utblick", "weasyprint_tagged", "weasyprint"
LENGTHS = {"pdf_6": 4, "pdf_30": 27}
"""Sections that give documents of about 6 and 30 pages."""
CALLS = {"pdf_6": 3, "pdf_30": 1}
MADE_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
Render = Callable[[str], bytes]


class Bare:
    """A warm process with nothing but WeasyPrint; the fonts it may see are the product's."""

    def __init__(self) -> None:
        from documents.pdf.render import PRINT_STYLE, folders

        places = {name: str(folder) for name, folder in folders().items()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.bare", json.dumps(places), PRINT_STYLE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, cwd=places["fonts"],
            env={
                "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "PYTHONHASHSEED": "0",
                "FONTCONFIG_FILE": str(ROOT / "documents" / "pdf" / "fonts.conf"),
            },
        )  # fmt: skip

    def render(self, html: str, kind: str) -> bytes:
        from documents.pdf.frames import pack, unpack

        assert self.process.stdin and self.process.stdout
        question = memoryview(pack({"kind": kind}, html.encode()))
        while question:
            question = question[self.process.stdin.write(question) :]
        source = self.process.stdout.fileno()
        answer = unpack(lambda size: os.read(source, size))
        if answer is None:
            raise SystemExit(f"bare WeasyPrint ended with {self.process.wait()}")
        return answer[1]

    def close(self) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@contextlib.contextmanager
def renderers() -> Iterator[dict[str, Render]]:
    from documents.pdf.render import render_pdf, renderer

    bare = Bare()
    try:
        yield {
            PRODUCT: lambda html: render_pdf(html, title="Mätning", made_at=MADE_AT),
            TAGGED: lambda html: bare.render(html, "tagged"),
            PLAIN: lambda html: bare.render(html, "plain"),
        }
    finally:
        bare.close()
        renderer().close()


def pages_in(content: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def measure(rounds: int, say: Say, lengths: list[str] | None = None) -> list[dict[str, Any]]:
    """Each document in every round, the renderers in turn."""
    import django

    django.setup()
    from bench import paper

    keys = lengths or list(LENGTHS)
    with renderers() as render:
        papers = {key: paper.html(LENGTHS[key]) for key in keys}
        measured = {}
        for key, html in papers.items():
            made = {name: call(html) for name, call in render.items()}
            measured[key] = Measured(key, f"PDF of {pages_in(made[PRODUCT])} pages")
            measured[key].size = {name: len(content) for name, content in made.items()}
        order = list(render)
        for number in range(rounds):
            say(f"  round {number + 1} of {rounds}")
            for key in keys:
                for name in order[number % len(order) :] + order[: number % len(order)]:
                    took = [_time(render[name], papers[key]) for _ in range(CALLS[key])]
                    measured[key].wall.setdefault(name, []).append(median(wall for wall, _cpu in took))
                    measured[key].cpu.setdefault(name, []).append(median(cpu for _wall, cpu in took))
    return [result.summary() for result in measured.values()]


def _time(render: Render, html: str) -> tuple[float, float]:
    wall, spent = perf_counter(), cpu.spent_here_and_below()
    render(html)
    return (perf_counter() - wall) * 1000, cpu.spent_here_and_below() - spent
