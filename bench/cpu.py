"""Processor time, which other work on the machine leaves alone: milliseconds that processes have run so far."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import psutil


def spent_by(pid: int) -> float:
    """Milliseconds one single-threaded process has run; in nanoseconds where the kernel says so, else in ticks."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1_000_000
    with contextlib.suppress(psutil.Error):
        times = psutil.Process(pid).cpu_times()
        return (times.user + times.system) * 1000
    return 0.0


def spent_here_and_below() -> float:
    """Of this process and all it has started that still runs."""
    return spent_by(os.getpid()) + sum(spent_by(child.pid) for child in psutil.Process().children(recursive=True))
