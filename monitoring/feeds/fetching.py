"""Fetching a feed from outside, and nothing else: https, the feed's own host, public addresses, little and soon.

The address is looked up once and connected to as it was looked up, so that a name cannot lead elsewhere the second
time. Certificates are checked against the name. Where FEED_FOLDER is set nothing is asked for: the feed is a file.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

MOST_BYTES = 2_000_000
MOST_SECONDS = 20.0
SECONDS_A_READ = 8.0
MOST_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
PORT = 443
PIECE = 65_536
HEADERS = {"User-Agent": "Utblick feed reader", "Accept": "application/atom+xml, application/rss+xml, text/xml;q=0.8"}


class NotFetched(Exception):
    """Why the feed was not read, in words for the person who keeps it."""


def fetch(url: str) -> bytes:
    """The feed's bytes. Raises NotFetched."""
    folder = getattr(settings, "FEED_FOLDER", None)
    if folder:
        return _from_folder(Path(folder), url)
    host = check_url(url, "")
    ends = time.monotonic() + MOST_SECONDS
    for _turn in range(MOST_REDIRECTS + 1):
        status, location, content = _ask(url, ends)
        if status in REDIRECTS and location:
            url = urljoin(url, location)
            check_url(url, host)
        elif status == 200:
            return content
        else:
            raise NotFetched(_("Källan svarade %(status)s.") % {"status": status})
    raise NotFetched(_("Källan skickar vidare för många gånger."))


def check_url(url: str, host: str) -> str:
    """The host of an address that may be asked for: https on its usual port, no password, and `host` when given."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    name = (parts.hostname or "").lower()
    if parts.scheme != "https" or not name or port not in {None, PORT} or parts.username or parts.password:
        raise NotFetched(_("Bara adresser som börjar med https:// kan hämtas."))
    if host and name != host:
        raise NotFetched(_("Källan skickar vidare till en annan värd (%(host)s). Den hämtas inte.") % {"host": name})
    return name


def public_addresses(host: str) -> list[str]:
    """Where the host is found; refused when any of it is not on the open internet."""
    try:
        found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched(_("Värden %(host)s finns inte.") % {"host": host}) from None
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not addresses or not all(is_public(each) for each in addresses):
        raise NotFetched(_("Värden %(host)s ligger inte på det öppna nätet.") % {"host": host})
    return addresses


def is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.split("%", 1)[0])
    inside = getattr(found, "ipv4_mapped", None)
    found = inside or found
    return found.is_global and not found.is_multicast and not found.is_reserved


def read_limited(read: Callable[[int], bytes], ends: float) -> bytes:
    """Everything `read` gives, unless it is too much or takes too long."""
    kept = bytearray()
    while True:
        if time.monotonic() > ends:
            raise NotFetched(_("Källan svarade för långsamt."))
        piece = read(PIECE)
        if not piece:
            return bytes(kept)
        kept += piece
        if len(kept) > MOST_BYTES:
            raise NotFetched(_("Flödet är för stort."))


class _Pinned(http.client.HTTPSConnection):
    """A connection to one looked-up address, with the certificate of the host's name."""

    def __init__(self, host: str, address: str, context: ssl.SSLContext):
        super().__init__(host, PORT, timeout=SECONDS_A_READ, context=context)
        self._address, self._checked = address, context

    def connect(self) -> None:
        plain = socket.create_connection((self._address, PORT), SECONDS_A_READ)
        self.sock = self._checked.wrap_socket(plain, server_hostname=self.host)


def _ask(url: str, ends: float) -> tuple[int, str, bytes]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    path = parts.path or "/"
    connection = _Pinned(host, public_addresses(host)[0], ssl.create_default_context())
    try:
        connection.request("GET", f"{path}?{parts.query}" if parts.query else path, headers=HEADERS)
        answer: Any = connection.getresponse()
        if answer.status != 200:
            return answer.status, answer.getheader("Location") or "", b""
        return 200, "", read_limited(answer.read1, ends)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotFetched(_("Källan kunde inte nås.")) from error
    finally:
        connection.close()


def _from_folder(folder: Path, url: str) -> bytes:
    """The file named after the address: https://a.example/feed.xml is a-example-feed-xml.xml."""
    parts = urlsplit(url)
    check_url(url, "")
    file = folder / f"{slugify(f'{parts.hostname}{parts.path}'.replace('.', '-').replace('/', '-'))}.xml"
    if not file.is_file():
        raise NotFetched(_("Källan kunde inte nås."))
    return file.read_bytes()
