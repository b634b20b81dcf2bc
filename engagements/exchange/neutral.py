"""How cells are written as text, and read back as they were: several values in one, and what looks like a formula."""

import re

# Between the values of a cell that holds several.
BETWEEN = "; "

FORMULA = re.compile(r"^'*[=+\-@\t\r]")
QUOTED = re.compile(r"^'+[=+\-@\t\r]")


def neutral(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def plain(text: str) -> str:
    return text[1:] if QUOTED.match(text) else text
