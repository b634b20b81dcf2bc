"""Two admins over the product's tables: as it comes, and as well as its own options let it be.

Both show the parts of an engagement as inlines, since the product's page shows them, and have simple-history's page
for what was changed. The search of the first names the columns where the words are; the tuned one is given the
product's own search column.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from engagements.models import Activity, Country, Engagement, Participation, ResourceLine
from governance.models import Aim, Person, Theme, Unit

as_it_comes = admin.AdminSite("as_it_comes")
tuned = admin.AdminSite("tuned")
SHOWN = ("title", "area", "responsible_unit", "status", "starts_on", "ends_on", "reference_number", "confidentiality")
FILTERS = ("area", "status", "responsible_unit", "themes", "aims", "countries")


class Simple(admin.ModelAdmin):
    search_fields = ("pk",)


class ActivityInline(admin.TabularInline):
    model = Activity


class ParticipationInline(admin.TabularInline):
    model = Participation


class ResourceInline(admin.TabularInline):
    model = ResourceLine


@admin.register(Engagement, site=as_it_comes)
class EngagementAdmin(SimpleHistoryAdmin):
    list_display = SHOWN
    list_filter = FILTERS
    search_fields = ("title", "reference_number", "responsible_unit__name", "countries__name", "themes__name")
    inlines = (ParticipationInline, ResourceInline, ActivityInline)


class ReadOnly(admin.TabularInline):
    extra = 0
    max_num = 0
    can_delete = False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class TunedActivityInline(ReadOnly):
    model = Activity
    fields = readonly_fields = ("title", "starts_on", "unit", "state", "mode", "cost")

    def get_queryset(self, request: Any):
        rows = super().get_queryset(request).select_related("unit")
        return rows.only("engagement_id", "title", "starts_on", "unit__name", "state", "mode", "cost")


class TunedParticipationInline(ReadOnly):
    model = Participation
    fields = readonly_fields = ("unit", "role")

    def get_queryset(self, request: Any):
        return super().get_queryset(request).select_related("unit")


class TunedResourceInline(ReadOnly):
    model = ResourceLine
    fields = readonly_fields = ("year", "planned", "spent")


@admin.register(Engagement, site=tuned)
class TunedEngagementAdmin(SimpleHistoryAdmin):
    list_display = (*SHOWN, "named_countries")
    list_filter = FILTERS
    list_select_related = ("responsible_unit",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("search_text",)
    raw_id_fields = ("responsible_unit", "assessed_by", "created_by")
    filter_horizontal = ()
    fields = (
        "title", "area", "responsible_unit", "status", "starts_on", "ends_on", "background", "benefit_city",
        "benefit_partner", "foreign_policy_assessment", "themes", "countries",
    )  # fmt: skip
    inlines = (TunedParticipationInline, TunedResourceInline, TunedActivityInline)

    def get_queryset(self, request: Any):
        rows = super().get_queryset(request)
        if request.resolver_match.url_name != "engagements_engagement_changelist":
            return rows
        return rows.only(*SHOWN, "responsible_unit__name").prefetch_related("countries")

    @admin.display(description="länder")
    def named_countries(self, row: Engagement) -> str:
        return ", ".join(country.name for country in row.countries.all())


for site in (as_it_comes, tuned):
    for model in (Unit, Theme, Aim, Country, Person):
        site.register(model, Simple)
