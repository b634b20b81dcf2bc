from documents.models.document import Document
from documents.models.printout import Printout

__all__ = ["Document", "Printout"]
