from django.urls import URLPattern, path

from decisions.views import recording, recording_parts

PAGE = "sammantraden/<int:pk>/protokoll-for/"
ITEM = f"{PAGE}<int:item_pk>/"

urlpatterns: list[URLPattern] = [
    path(PAGE, recording.meeting_record, name="meeting_record"),
    path(f"{PAGE}oppna/", recording.record_open, name="record_open"),
    path(f"{PAGE}narvaro/", recording.record_roll, name="record_roll"),
    path(f"{PAGE}justerare/", recording.record_adjusters, name="record_adjusters"),
    path(f"{PAGE}avsluta/", recording.record_close, name="record_close"),
    path(ITEM, recording.record_item, name="record_item"),
    path(f"{ITEM}rost/", recording_parts.record_ballot, name="record_ballot"),
    path(f"{ITEM}rost/ta-bort/", recording_parts.remove_ballot, name="remove_ballot"),
    path(f"{ITEM}avvikande/", recording_parts.record_dissent, name="record_dissent"),
    path(f"{ITEM}avvikande/ta-bort/", recording_parts.remove_dissent, name="remove_dissent"),
    path(f"{ITEM}jav/", recording_parts.record_conflict, name="record_conflict"),
    path(f"{ITEM}jav/ta-bort/", recording_parts.lift_conflict, name="lift_conflict"),
]
