from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self):
        from core import events
        from documents import prints
        from documents.enums import DocumentHappening

        assert prints.make
        events.declare(DocumentHappening)
