"""The Django admin's lists of the same tables, as well as its own options let them be."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models

from bench.lists.filling import LISTS

COLUMNS = 6
site = admin.AdminSite("lists")


def columns(model: type[models.Model]) -> list[str]:
    """The first columns that are no long text."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.TextField)]
    shown = [field for field in fields if not isinstance(field, models.JSONField) and field.name != "password"]
    return [field.name for field in shown][:COLUMNS]


def tuned(model: type[models.Model]) -> type[admin.ModelAdmin]:
    shown = columns(model)
    related = [name for name in shown if model._meta.get_field(name).is_relation]
    searched = {column for each in LISTS if each.model == model._meta.label for column in each.in_admin}
    options: dict[str, Any] = {
        "list_display": shown,
        "list_select_related": related or False,
        "list_per_page": 50,
        "show_full_result_count": False,
        "search_fields": sorted(searched),
        "lookup_allowed": lambda self, lookup, value, request: True,
    }
    return type(f"{model.__name__}List", (admin.ModelAdmin,), options)


for label in sorted({each.model for each in LISTS}):
    site.register(apps.get_model(label), tuned(apps.get_model(label)))
