"""Is this part of Utblick alive? Exit status 0 when it is; otherwise 1 and a line that says why.

    python -m tools.heartbeat web        the page /halsa/ answers, and with it the database
    python -m tools.heartbeat worker     this worker has finished a sweep of the jobs lately
    python -m tools.heartbeat beat       the clock has asked for one lately

A process that is up but no longer takes work is not alive. Standard library only, so that it costs nothing to ask.
"""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

LONGEST_SILENCE = 120.0


def trouble_with_web() -> str | None:
    port = os.environ.get("BIND", "127.0.0.1:8000").rsplit(":", 1)[-1]
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip().lstrip(".")
    question = urllib.request.Request(f"http://127.0.0.1:{port}/halsa/", headers={"Host": host})
    try:
        with urllib.request.urlopen(question, timeout=5) as answer:
            return None if answer.status == 200 else f"/halsa/ answered {answer.status}"
    except (urllib.error.URLError, OSError) as reason:
        return f"/halsa/ did not answer: {reason}"


def trouble_with(part: str) -> str | None:
    sign = Path(os.environ.get("HEARTBEAT_DIR", "/tmp/utblick")) / part
    try:
        silence = time.time() - sign.stat().st_mtime
    except FileNotFoundError:
        return f"{part} has not given a sign of life yet"
    return f"{part} has been silent for {silence:.0f} seconds" if silence > LONGEST_SILENCE else None


def main(part: str) -> int:
    trouble = trouble_with_web() if part == "web" else trouble_with(part)
    if trouble:
        print(trouble, file=sys.stderr)
    return 1 if trouble else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["web"], ["worker"], ["beat"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
