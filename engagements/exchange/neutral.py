"""Cells that a spreadsheet would take for a formula, made text in a CSV file and read back as they were."""

import re

FORMULA = re.compile(r"^'*[=+\-@\t\r]")
QUOTED = re.compile(r"^'+[=+\-@\t\r]")


def neutral(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def plain(text: str) -> str:
    return text[1:] if QUOTED.match(text) else text
