"""A municipality's policy as a TOML file (docs/policy-file.md)."""

from pathlib import Path

from governance.policy_file.checking import check
from governance.policy_file.facts import PolicyFile
from governance.policy_file.problems import PolicyFileRefused, Problem
from governance.policy_file.reading import parse, parse_path

__all__ = ["PolicyFile", "PolicyFileRefused", "Problem", "read", "read_text"]


def read(path: Path) -> PolicyFile:
    """Read and check a file; raise PolicyFileRefused with everything that is wrong."""
    file, problems = parse_path(path)
    check(file, problems)
    problems.raise_if_any()
    return file


def read_text(text: str, name: str = "policy.toml") -> PolicyFile:
    file, problems = parse(text, name)
    check(file, problems)
    problems.raise_if_any()
    return file
