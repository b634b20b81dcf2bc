"""What is published, as feeds that a web site or an intranet can show (GBG-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.urls import reverse
from django.utils.translation import gettext as _

from engagements.enums import AreaKey, Channel, Status
from engagements.models import Communication, Engagement
from governance.selectors import municipality_and_unread

MOST = 100
ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A published engagement, or something published about one. `key` never changes and is never used again."""

    key: str
    title: str
    url: str
    external_url: str
    text: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...]


def entries(area: str = "", *, most: int = MOST) -> list[Entry]:
    """The newest first. Nothing is read but what the public pages show; two queries."""
    wanted = {"area": area} if area in AreaKey.values else {}
    most = max(1, min(most, MOST))
    engagements = Engagement.objects.published().filter(**wanted).order_by("-changed_at", "-pk")[:most]
    told = Communication.objects.filter(
        published=True, example=False, engagement__in=Engagement.objects.published().filter(**wanted).values("pk")
    )
    told = told.select_related("engagement").order_by("-published_at", "-pk")[:most]
    found = [*map(_of_engagement, engagements), *map(_of_communication, told)]
    return sorted(found, key=lambda entry: (entry.updated, entry.key), reverse=True)[:most]


def _of_engagement(row: Engagement) -> Entry:
    return Entry(
        key=f"engagemang:{row.pk}",
        title=row.public_title or row.title,
        url=reverse("portal:public_engagement", args=[row.pk]),
        external_url="",
        text=row.public_summary,
        published=row.registered_at or row.created_at,
        updated=row.changed_at,
        tags=(str(AreaKey(row.area).label), str(Status(row.status).label)),
    )


def _of_communication(row: Communication) -> Entry:
    published = row.published_at or NEVER
    return Entry(
        key=f"kommunikation:{row.pk}",
        title=row.title,
        url=f"{reverse('portal:public_engagement', args=[row.engagement_id])}#kommunikation-{row.pk}",
        external_url=row.link,
        text=row.text or row.engagement.public_summary,
        published=published,
        updated=published,
        tags=(str(AreaKey(row.engagement.area).label), str(Channel(row.channel).label)),
    )


def _title() -> str:
    municipality, _unread = municipality_and_unread(None)
    name = municipality or _("Kommunen")
    return _("%(municipality)s: internationella engagemang") % {"municipality": name}


def as_json(rows: list[Entry], site: str) -> dict[str, Any]:
    """JSON Feed version 1.1."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(),
        "home_page_url": site + reverse("portal:public_overview"),
        "feed_url": site + reverse("portal:feed_json"),
        "language": "sv",
        "items": [_item(row, site) for row in rows],
    }


def _item(row: Entry, site: str) -> dict[str, Any]:
    item = {
        "id": _identity(row, site),
        "url": site + row.url,
        "title": row.title,
        "content_text": row.text or row.title,
        "date_published": row.published.astimezone(UTC).isoformat(timespec="seconds"),
        "date_modified": row.updated.astimezone(UTC).isoformat(timespec="seconds"),
        "tags": list(row.tags),
    }
    return item | ({"external_url": row.external_url} if row.external_url else {})


def _identity(row: Entry, site: str) -> str:
    """A tag URI (RFC 4151): the same however the address of the page may change."""
    return f"tag:{urlsplit(site).hostname or 'localhost'},2026:{row.key}"


def as_atom(rows: list[Entry], site: str) -> bytes:
    """Atom 1.0 (RFC 4287)."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": "sv"})
    _add(feed, "title", _title())
    _add(feed, "id", site + reverse("portal:feed_atom"))
    _add(feed, "updated", _stamp(max((row.updated for row in rows), default=NEVER)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=site + reverse("portal:feed_atom"))
    _add(feed, "link", rel="alternate", type="text/html", href=site + reverse("portal:public_overview"))
    municipality, _unread = municipality_and_unread(None)
    _add(_add(feed, "author"), "name", municipality or "Utblick")
    for row in rows:
        entry = _add(feed, "entry")
        _add(entry, "id", _identity(row, site))
        _add(entry, "title", row.title)
        _add(entry, "link", rel="alternate", type="text/html", href=site + row.url)
        if row.external_url:
            _add(entry, "link", rel="related", href=row.external_url)
        _add(entry, "published", _stamp(row.published))
        _add(entry, "updated", _stamp(row.updated))
        for tag in row.tags:
            _add(entry, "category", term=tag)
        _add(entry, "summary", row.text or row.title)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text:
        element.text = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    return element


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
