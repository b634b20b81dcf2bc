"""Plain text, tables as text, calendars."""

import re

from django.utils.translation import gettext as _

from documents.uploads.refusal import UploadRefused

MARKUP = re.compile(
    r"<\s*(script|html|svg|iframe|object|embed|\?php|\?xml|!doctype)\b|<\?php|javascript:", re.IGNORECASE
)
FORMULA = re.compile(
    r"""(^|[,;\t\n"'])\s*[=+@-][^,;\n]{0,300}(\||\b(cmd|dde|hyperlink|webservice|importxml|importdata|exec|call|shell)\b)""",
    re.IGNORECASE,
)
ALLOWED_CONTROL = {"\t", "\n", "\r", "\f"}


def check(content: bytes, extension: str) -> None:
    """Raises UploadRefused on binary content, markup, formulas that run something, or a calendar that is none."""
    if content.startswith((b"MZ", b"\x7fELF", b"#!", b"PK\x03\x04", b"%PDF")):
        raise UploadRefused(_("Filen är ingen textfil. Spara om den i rätt format."))
    text = _decode(content)
    if any(char < " " and char not in ALLOWED_CONTROL for char in set(text)):
        raise UploadRefused(_("Filen är ingen textfil. Spara om den i rätt format."))
    if MARKUP.search(text):
        raise UploadRefused(_("Textfilen innehåller programkod eller webbsida och tas inte emot."))
    if extension == "csv" and FORMULA.search(text):
        raise UploadRefused(_("Tabellen innehåller en formel som kör ett program. Spara om den med bara värden."))
    if extension == "ics" and not text.lstrip("\ufeff").startswith("BEGIN:VCALENDAR"):
        raise UploadRefused(_("Kalenderfilen går inte att läsa. Exportera den på nytt."))
    if extension == "ics" and "VALUE=BINARY" in text.upper():
        raise UploadRefused(_("Kalenderfilen har bifogade filer. Exportera den utan bilagor."))


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UploadRefused(_("Texten går inte att läsa. Spara filen som UTF-8."))
