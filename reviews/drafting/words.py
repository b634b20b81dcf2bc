"""Small words for drafted text. The drafts are in Swedish whatever language the writer reads the pages in: they become
part of a Swedish municipality's record."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import formats
from django.utils.translation import override

from documents.charts import number


def day(value: date) -> str:
    with override("sv"):
        return formats.date_format(value, "j F Y")


def kronor(value: int) -> str:
    return f"{number(value)} kr"


def enumeration(words: Sequence[str]) -> str:
    """As in: a, b och c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def points(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def paragraphs(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part and part.strip())


def sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


def months(count: int) -> str:
    """24 → "vartannat år"."""
    known = {12: "varje år", 24: "vartannat år", 36: "vart tredje år", 48: "vart fjärde år"}
    return known.get(count, f"var {count}:e månad")


def later(value: date, count: int) -> date:
    """The same day `count` months later (earlier when negative), or the last day of a shorter month."""
    years, month = divmod(value.month - 1 + count, 12)
    year = value.year + years
    return date(year, month + 1, min(value.day, monthrange(year, month + 1)[1]))
