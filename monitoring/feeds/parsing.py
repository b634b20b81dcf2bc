"""Atom and RSS into plain entries. Entities and document types are refused, markup is taken out of the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

MOST_ENTRIES = 200
ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"


class NotAFeed(Exception):
    """What was read is no Atom or RSS, in words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` is what the publisher calls the entry; the address when it is not called anything."""

    key: str
    title: str
    text: str
    link: str
    day: date | None


def parse(content: bytes, base: str) -> list[Entry]:
    """The entries in the order they stand, at most 200. Raises NotAFeed."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotAFeed(_("Det som hämtades är inget flöde som går att läsa.")) from error
    if root.tag == f"{ATOM}feed":
        found = (_atom(each, base) for each in root.iter(f"{ATOM}entry"))
    elif root.tag == "rss":
        found = (_rss(each, base, "") for each in root.iter("item"))
    elif root.tag.endswith("}RDF"):
        found = (_rss(each, base, RSS1) for each in root.iter(f"{RSS1}item"))
    else:
        raise NotAFeed(_("Det som hämtades är varken Atom eller RSS."))
    return list(_first(found))


def _first(entries: Iterator[Entry]) -> Iterator[Entry]:
    for number, entry in enumerate(entries):
        if number == MOST_ENTRIES:
            return
        yield entry


def _atom(element: Element, base: str) -> Entry:
    link = ""
    for each in element.iter(f"{ATOM}link"):
        if each.get("rel", "alternate") == "alternate" and not link:
            link = _address(each.get("href", ""), base)
    text = _text(element, f"{ATOM}summary") or _text(element, f"{ATOM}content")
    day = _iso_day(_raw(element, f"{ATOM}published") or _raw(element, f"{ATOM}updated"))
    return Entry(_raw(element, f"{ATOM}id") or link, _text(element, f"{ATOM}title")[:250], text, link, day)


def _rss(element: Element, base: str, space: str) -> Entry:
    link = _address(_raw(element, f"{space}link"), base)
    text = _text(element, f"{space}description")
    day = _mail_day(_raw(element, "pubDate")) or _iso_day(_raw(element, f"{DC}date"))
    return Entry(_raw(element, "guid") or link, _text(element, f"{space}title")[:250], text, link, day)


def _raw(element: Element, tag: str) -> str:
    found: Any = element.find(tag)
    return "".join(found.itertext()).strip() if found is not None else ""


def _text(element: Element, tag: str) -> str:
    """Words only; tags stand escaped in most feeds, so entities are read first and once more after."""
    words = unescape(strip_tags(unescape(_raw(element, tag))))
    return " ".join("".join(letter for letter in words if letter.isprintable() or letter.isspace()).split())[:2000]


def _address(text: str, base: str) -> str:
    """An address of the web, or nothing: no other scheme becomes a link."""
    try:
        found = urljoin(base, text.strip()) if text.strip() else ""
        usable = urlsplit(found).scheme in {"http", "https"} and bool(urlsplit(found).hostname)
    except ValueError:
        return ""
    return found if usable and len(found) <= 500 else ""


def _iso_day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).date() if text else None
    except ValueError:
        return None


def _mail_day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if text else None
    except (ValueError, TypeError):
        return None
