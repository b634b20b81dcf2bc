"""How the parent and the rendering child talk: a line of JSON with the length of what follows, then those bytes."""

import json
from collections.abc import Callable
from typing import Any

MAX_HEADER = 64 * 1024


def pack(header: dict[str, Any], body: bytes) -> bytes:
    return json.dumps({**header, "length": len(body)}).encode() + b"\n" + body


def unpack(read: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes] | None:
    """One frame from `read(n)`, which gives at most n bytes and b"" at the end. None when the other side is gone."""
    buffer = bytearray()
    while (end := buffer.find(b"\n")) < 0:
        chunk = read(65536)
        if not chunk or len(buffer) > MAX_HEADER + 65536:
            return None
        buffer += chunk
    header = json.loads(buffer[:end])
    body = buffer[end + 1 :]
    while len(body) < header["length"]:
        chunk = read(min(1 << 20, header["length"] - len(body)))
        if not chunk:
            return None
        body += chunk
    return header, bytes(body)
