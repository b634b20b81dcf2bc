"""Plain text as people write it, to paragraphs and lists. Everything is escaped; nothing of it is markup."""

from __future__ import annotations

from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.charts import number

register = template.Library()
MARKS = ("- ", "• ", "* ", "– ")


@register.filter
def running_text(text: str) -> SafeString:
    """Blank lines part paragraphs; lines that begin with a dash become a list."""
    blocks = (block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip())
    return mark_safe("".join(_block(block.strip().splitlines()) for block in blocks))


def _block(lines: list[str]) -> SafeString:
    parts = []
    for is_list, group in groupby(lines, key=lambda line: line.lstrip().startswith(MARKS)):
        if is_list:
            items = format_html_join("", "<li>{}</li>", ((line.lstrip()[2:].strip(),) for line in group))
            parts.append(format_html("<ul>{}</ul>", items))
        else:
            rows = format_html_join(mark_safe("<br>"), "{}", ((line.strip(),) for line in group))
            parts.append(format_html("<p>{}</p>", rows))
    return mark_safe("".join(parts))


@register.filter
def kronor(value: int | None) -> str:
    """1250000 → "1 250 000" with spaces that do not break."""
    return number(value or 0)
