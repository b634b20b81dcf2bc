"""The page frame, the error pages and how a form is written out."""

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string

from core.rules import Conflict, Finding


class Report(forms.Form):
    title = forms.CharField(label="Vad gjordes?", help_text="En rad.")
    cost = forms.DecimalField(label="Kostnad", required=False)
    kind = forms.ChoiceField(label="Form", choices=[("a", "Möte"), ("b", "Resa")], widget=forms.RadioSelect)


class Tags(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def by_id(self, identity: str) -> dict:
        return next(attributes for _tag, attributes in self.found if attributes.get("id") == identity)


def test_field_with_error_points_at_its_help_and_its_error():
    form = Report({"title": "", "kind": "a"})

    tags = Tags(form["title"].as_field_group())

    described_by = tags.by_id("id_title")["aria-describedby"].split()
    assert sorted(described_by) == ["id_title_error", "id_title_helptext"]
    assert tags.by_id("id_title")["aria-invalid"] == "true"
    assert tags.by_id("id_title")["class"] == "ds-input"
    assert [tags.by_id(identity) is not None for identity in described_by] == [True, True]


def test_field_that_is_optional_says_so():
    form = Report()

    marked = {name: "(valfritt)" in form[name].as_field_group() for name in form.fields}

    assert marked == {"title": False, "cost": True, "kind": False}


def test_radio_buttons_are_a_fieldset_with_legend():
    tags = Tags(Report()["kind"].as_field_group())

    assert [tag for tag, _attributes in tags.found if tag in ("fieldset", "legend")] == ["fieldset", "legend"]


def test_error_summary_links_lead_to_controls_that_exist():
    form = Report({})
    page = Tags(render_to_string("components/_error_summary.html", {"form": form}) + str(form))

    targets = [attributes["href"][1:] for tag, attributes in page.found if tag == "a"]

    assert targets == ["id_title", "id_kind_0"]
    assert [page.by_id(target)["name"] for target in targets] == ["title", "kind"]


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "409.html", "500.html"])
def test_error_page_renders_without_a_request(name):
    tags = Tags(engines["django"].get_template(name).render({}))

    assert [tag for tag, _attributes in tags.found if tag in ("h1", "main")] == ["main", "h1"]


def test_no_template_of_the_frame_has_inline_style_or_script():
    root = settings.BASE_DIR / "templates"
    files = [*root.glob("*.html"), *(root / "components").glob("*.html"), *(root / "django").rglob("*.html")]
    pages = {path.name: Tags(path.read_text()).found for path in files}

    broken = [
        name
        for name, found in pages.items()
        for tag, attributes in found
        if "style" in attributes
        or tag == "style"
        or any(key.startswith("on") for key in attributes)
        or (tag == "script" and "src" not in attributes)
    ]

    assert broken == []


def test_conflict_page_shows_both_texts():
    conflict = Conflict("Anna hann före.", theirs="Det sparade.", yours="Det skrivna.")

    html = render_to_string("409.html", {"conflict": conflict})

    assert [text in html for text in ("Anna hann före.", "Det sparade.", "Det skrivna.")] == [True, True, True]


def test_refusal_page_shows_every_finding_with_its_clause():
    findings = [Finding("a", "Remissen är inte besvarad.", "GBG-C4"), Finding("b", "Utvärdering saknas.", "", False)]

    html = render_to_string("409.html", {"findings": findings})

    shown = [text in html for text in ("Remissen är inte besvarad.", "GBG-C4", "Hindrar", "Kräver motivering")]
    assert shown == [True, True, True, True]


@pytest.mark.parametrize(
    ("state", "asks_again"), [("waiting", True), ("running", True), ("done", False), ("failed", False)]
)
def test_job_asks_again_until_it_is_over(state, asks_again):
    job = SimpleNamespace(pk=3, label="Import", state=state, progress=42, url="/jobb/3/")

    html = render_to_string("components/_job_progress.html", {"job": job})

    assert ('hx-get="/jobb/3/"' in html) is asks_again
