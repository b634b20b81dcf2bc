from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self):
        from core import events
        from documents.enums import DocumentHappening

        events.declare(DocumentHappening)
