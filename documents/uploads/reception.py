"""The order of the checks: name, size, type by content, then the type's own."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from documents.uploads import office, pdf, pictures, texts
from documents.uploads.refusal import UploadRefused

MAX_SIZE = 25 * 1024 * 1024
MAX_NAME = 180
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
PROGRAMS = re.compile(
    r"\.(exe|dll|com|scr|bat|cmd|ps1|vbs?|js|jse|wsf|hta|jar|msi|lnk|php\d?|phtml|html?|svg|xhtml|sh)\.", re.IGNORECASE
)
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Type:
    content_type: str
    begins: tuple[bytes, ...]
    check: Callable[[bytes, str], None]


@dataclass(frozen=True)
class Accepted:
    name: str
    content_type: str
    content: bytes


TYPES = {
    "pdf": Type("application/pdf", (b"%PDF-",), pdf.check),
    "png": Type("image/png", (b"\x89PNG\r\n\x1a\n",), pictures.check),
    "jpg": Type("image/jpeg", (b"\xff\xd8\xff",), pictures.check),
    "jpeg": Type("image/jpeg", (b"\xff\xd8\xff",), pictures.check),
    "docx": Type(OFFICE + "wordprocessingml.document", (b"PK\x03\x04",), office.check),
    "xlsx": Type(OFFICE + "spreadsheetml.sheet", (b"PK\x03\x04",), office.check),
    "pptx": Type(OFFICE + "presentationml.presentation", (b"PK\x03\x04",), office.check),
    "odt": Type(OPEN + "text", (b"PK\x03\x04",), office.check),
    "ods": Type(OPEN + "spreadsheet", (b"PK\x03\x04",), office.check),
    "txt": Type("text/plain", (), texts.check),
    "csv": Type("text/csv", (), texts.check),
    "ics": Type("text/calendar", (), texts.check),
}
ACCEPT = ",".join(f".{extension}" for extension in TYPES)


def inspect(file: Any) -> Accepted:
    """The file's name, true type and content. `file` is what Django's request.FILES holds. Raises UploadRefused."""
    name = clean_name(file.name or "")
    extension = name.rpartition(".")[2].lower()
    kind = TYPES.get(extension)
    if kind is None:
        allowed = ", ".join(TYPES)
        raise UploadRefused(_("Filtypen tas inte emot. Du kan ladda upp: %(allowed)s.") % {"allowed": allowed})
    file.seek(0)
    content = file.read(MAX_SIZE + 1)
    if len(content) > MAX_SIZE:
        raise UploadRefused(_("Filen är större än 25 MB. Dela upp den eller spara den i mindre format."))
    if not content:
        raise UploadRefused(_("Filen är tom. Kontrollera att du valde rätt fil."))
    if EICAR in content:
        raise UploadRefused(_("Filen innehåller skadlig kod och togs inte emot."))
    if kind.begins and not content.startswith(kind.begins):
        raise UploadRefused(
            _("Innehållet stämmer inte med filändelsen .%(extension)s. Spara om filen i rätt format.")
            % {"extension": extension}
        )
    kind.check(content, extension)
    return Accepted(name, kind.content_type, content)


def clean_name(name: str) -> str:
    """The name as it will be shown and sent back. Refuses what could lead elsewhere or read as something else."""
    name = unicodedata.normalize("NFC", name)
    if "/" in name or "\\" in name or ".." in name or name.startswith((".", "~")):
        raise UploadRefused(_("Filnamnet innehåller en sökväg. Byt namn på filen och försök igen."))
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for char in name):
        raise UploadRefused(_("Filnamnet innehåller osynliga tecken. Byt namn på filen och försök igen."))
    if any(char in '<>:"|?*;%' for char in name):
        raise UploadRefused(_("Filnamnet innehåller otillåtna tecken. Byt namn på filen och försök igen."))
    if len(name) > MAX_NAME:
        raise UploadRefused(_("Filnamnet är för långt. Använd högst 180 tecken."))
    if PROGRAMS.search(name):
        raise UploadRefused(_("Filnamnet ser ut som ett program. Byt namn på filen och försök igen."))
    return " ".join(name.split())
