"""The start page as somebody with JavaScript has it: the page itself, and the parts that it asks for."""

from __future__ import annotations

import re

from django.test import Client

PART = re.compile(r'hx-get="(/start/\d+/)" hx-trigger="load" hx-swap="outerHTML"')


def part_urls(client: Client) -> list[str]:
    return PART.findall(client.get("/").text)


def part(client: Client, url: str) -> str:
    return client.get(url, headers={"HX-Request": "true"}).text


def whole(client: Client) -> str:
    page = client.get("/").text
    return page + "".join(part(client, url) for url in PART.findall(page))
