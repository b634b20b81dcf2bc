"""The parent's side of the rendering child: start, ask, wait no longer than allowed, replace.

See docs/adr/0005-pdf-child-process.md for why it is kept warm.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from select import POLLHUP, POLLIN, POLLOUT, poll
from typing import Any

from documents.pdf.errors import Reason, RenderFailed
from documents.pdf.frames import pack, unpack

ROOT = Path(__file__).resolve().parents[2]
SIGNALS = {signal.SIGXCPU: Reason.TIMEOUT, signal.SIGABRT: Reason.MEMORY, signal.SIGTRAP: Reason.MEMORY}


@dataclass(frozen=True)
class Limits:
    seconds: int = 60
    memory: int = 512 * 1024 * 1024
    documents: int = 50


class Renderer:
    """One warm child, one document at a time. Safe to share between threads and to inherit through a fork."""

    def __init__(self, *, folders: Mapping[str, Path], warm_up: str, limits: Limits = Limits()) -> None:
        self.limits = limits
        self.settings = {
            "folders": {name: str(folder) for name, folder in folders.items()},
            "warm_up": warm_up,
            "seconds": limits.seconds,
            "memory": limits.memory,
        }
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._made = 0

    def render(self, order: dict[str, Any], html: bytes) -> tuple[dict[str, Any], bytes]:
        """The child's answer and the PDF. Raises RenderFailed; the next call works again whatever happened."""
        if self._owner != os.getpid():
            # After a fork the child and its pipes belong to the parent, and the lock may be held by a thread that
            # does not exist here.
            self._lock, self._child, self._owner = threading.Lock(), None, os.getpid()
        with self._lock:
            child = self._running()
            try:
                answer = self._ask(child, pack(order, html))
            except TimeoutError:
                self._stop()
                raise RenderFailed(Reason.TIMEOUT, f"not done in {self.limits.seconds} s") from None
            except OSError:
                answer = None
            if answer is None:
                raise self._death(child)
            header, content = answer
            self._made += 1
            if header["reason"] in (Reason.MEMORY, Reason.BROKEN) or self._made >= self.limits.documents:
                self._stop()
        if header["reason"]:
            raise RenderFailed(Reason(header["reason"]), header["message"])
        return header, content

    def close(self) -> None:
        """End the child, if it is ours and not that of the process we were forked from."""
        if self._owner == os.getpid():
            with self._lock:
                self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self._stop()
        if self._child is None:
            self._child = self._start()
            self._made = 0
        return self._child

    def _start(self) -> subprocess.Popen[bytes]:
        """Nothing of ours goes along: no open files, no secrets in the environment, hashing that repeats itself.

        It starts in the folder of our fonts because fonts.conf names no other.
        """
        child = subprocess.Popen(
            [sys.executable, "-m", "documents.pdf.child", json.dumps(self.settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            close_fds=True,
            cwd=self.settings["folders"]["fonts"],
            env={
                "PYTHONPATH": str(ROOT),
                "PYTHONHASHSEED": "0",
                "LANG": "C.UTF-8",
                "MALLOC_ARENA_MAX": "1",
                "FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf")),
            },
        )
        assert child.stdin and child.stdout
        os.set_blocking(child.stdin.fileno(), False)
        return child

    def _ask(self, child: subprocess.Popen[bytes], question: bytes) -> tuple[dict[str, Any], bytes] | None:
        assert child.stdin and child.stdout
        until = time.monotonic() + self.limits.seconds
        rest = memoryview(question)
        while rest:
            _wait(child.stdin.fileno(), POLLOUT, until)
            rest = rest[os.write(child.stdin.fileno(), rest) :]
        source = child.stdout.fileno()

        def read(size: int) -> bytes:
            _wait(source, POLLIN, until)
            return os.read(source, size)

        return unpack(read)

    def _death(self, child: subprocess.Popen[bytes]) -> RenderFailed:
        """What the child died of, as far as the kernel tells."""
        try:
            code = child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            code = 0
        self._stop()
        reason = SIGNALS.get(signal.Signals(-code), Reason.BROKEN) if code < 0 else Reason.BROKEN
        return RenderFailed(reason, f"the rendering process ended with {code}")

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()


def _wait(descriptor: int, event: int, until: float) -> None:
    waiting = poll()
    waiting.register(descriptor, event | POLLHUP)
    if not waiting.poll(max(0.0, until - time.monotonic()) * 1000):
        raise TimeoutError
