"""Files on disk, named by the hash of what they hold.

A file is complete and safe on disk before it has its name, so a name never leads to half a file, and the same content
twice is one file. What is read back is checked against its name.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class Damaged(Exception):
    """The stored file is missing, or is no longer what was stored. Restore it from backup."""


def path_of(sha256: str) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a sha256")
    return Path(settings.DOCUMENTS_DIR) / sha256[:2] / sha256[2:4] / sha256


def put(content: bytes) -> str:
    """Store and return the hash. Temporary file, fsync, rename, fsync of the folder. OSError when the disk is full."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if target.exists() and _hash(target) == sha256:
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() or not _write_nameless(target, content):
        _write_and_rename(target, content)
    _sync_folder(target.parent)
    return sha256


def read(sha256: str) -> bytes:
    """The content, or Damaged when it does not match its name."""
    try:
        content = path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise Damaged(f"{sha256} is missing") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(f"{sha256} has been altered")
    return content


def remove(sha256: str) -> None:
    """Only for content that no document names any more."""
    path_of(sha256).unlink(missing_ok=True)


def _write_nameless(target: Path, content: bytes) -> bool:
    """Write a file that has no name until it is complete, so that a process killed in the middle leaves nothing.

    False where the file system cannot do that (NFS), or when somebody else gave the name meanwhile.
    """
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        descriptor = os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o440)
    except (OSError, AttributeError):
        os.close(folder)
        return False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            # Naming the folder by its descriptor makes Python follow the link to the open file.
            os.link(f"/proc/self/fd/{file.fileno()}", target.name, dst_dir_fd=folder, follow_symlinks=True)
        return True
    except FileExistsError:
        return False
    finally:
        os.close(folder)


def _write_and_rename(target: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".being-written-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o440)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
