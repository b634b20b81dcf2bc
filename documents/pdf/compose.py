"""A whole document around a body: cover, numbered headings, contents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

HEADING = re.compile(r"<h([23])(\s[^>]*)?>(.*?)</h\1>", re.DOTALL)
TAG = re.compile(r"(<[^>]*>)")
LONG_RUN = re.compile(r"([^\s<&;]{60})(?=[^\s<&;])")
OWN_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Cover:
    """What stands on the first page. `facts` are further rows under reference number and date."""

    municipality: str
    kind: str
    title: str
    subtitle: str = ""
    reference_number: str = ""
    date: str = ""
    version: str = ""
    draft: bool = False
    facts: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def has_rows(self) -> bool:
        """A table without rows is not valid in a tagged file."""
        return bool(self.reference_number or self.date or self.version or self.facts)


@dataclass(frozen=True)
class Heading:
    id: str
    number: str
    text: str
    level: int


def compose(
    *, cover: Cover, body: SafeString, language: str = "sv", numbered: bool = True, contents_depth: int = 3
) -> str:
    """The HTML of one document, ready for `render_pdf`.

    `body` is markup from our own templates that starts with an h2, uses h2 and h3 and skips no level. Headings get an
    id and, if `numbered`, a number; both levels stand in the contents, or only h2 with `contents_depth` 2.
    """
    headings: list[Heading] = []
    with override(language):
        marked_body = _mark_headings(_breakable(body), headings, numbered)
        contents = [heading for heading in headings if heading.level <= contents_depth]
        return render_to_string(
            "pdf/base.html",
            {"cover": cover, "contents": contents, "body": marked_body, "language": language},
        )


def _breakable(body: str) -> str:
    """The markup with a place to break in every run of letters too long to be a word.

    Trying where to hyphenate takes the square of the length: three thousand letters in a row took a minute.
    """
    parts = TAG.split(body)
    parts[::2] = [LONG_RUN.sub(r"\1<wbr>", text) for text in parts[::2]]
    return "".join(parts)


def _mark_headings(body: str, headings: list[Heading], numbered: bool) -> SafeString:
    counts = [0, 0]

    def mark(found: re.Match[str]) -> str:
        level, attributes, inner = int(found[1]), found[2] or "", found[3]
        counts[:] = [counts[0] + 1, 0] if level == 2 else [counts[0], counts[1] + 1]
        number = ".".join(str(count) for count in counts[: level - 1]) if numbered else ""
        own = OWN_ID.search(attributes)
        heading_id = own[1] if own else "-".join(["avsnitt", *(str(count) for count in counts[: level - 1])])
        if not own:
            attributes = f'{attributes} id="{heading_id}"'
        text = " ".join(unescape(strip_tags(inner)).split())
        headings.append(Heading(heading_id, number, text, level))
        shown_number = f'<span class="number">{number}</span> ' if number else ""
        return f"<h{level}{attributes}>{shown_number}{inner}</h{level}>"

    return mark_safe(HEADING.sub(mark, body))
