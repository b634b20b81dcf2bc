"""Processes that end with whoever started them: groups of their own, killed with the parent, nothing orphaned."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

try:
    _libc: ctypes.CDLL | None = ctypes.CDLL(None, use_errno=True)
    _prctl = _libc.prctl
except (OSError, AttributeError):  # not Linux: group signals still end what was started
    _libc = None


def die_with_parent() -> None:
    """Run in the child, after it has become who it will be: a change of user would clear the wish."""
    if _libc is not None:
        _prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def adopt_orphans() -> None:
    """Have descendants whose parent died handed to this process, so that `end_all` finds them."""
    if _libc is not None:
        _prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def start(command: list[str], **options) -> subprocess.Popen:
    """Start `command` as the leader of a session of its own: a Ctrl-C in the terminal reaches only the supervisor."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=die_with_parent, **options)


def end_all(processes: list[subprocess.Popen], *, patience: float = 8.0) -> None:
    """Ask every leader to end its own, wait, and make what is left of the groups."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + patience
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.05, deadline - time.monotonic()))
    for process in processes:
        signal_group(process.pid, signal.SIGKILL)
        process.wait()
    for pid in children():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)


def signal_group(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)


def children() -> list[int]:
    """Return the processes whose parent is this one, adopted ones among them."""
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    try:
        return [int(pid) for pid in listing.read_text().split()]
    except OSError:
        return []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
