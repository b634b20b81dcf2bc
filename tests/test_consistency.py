"""What no linter sees: the rules of the house, read from the code itself."""

import ast
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

from core import clauses
from core.management.commands import states

ROOT = Path(settings.BASE_DIR)
LAYERS = [
    {"core"},
    {"governance"},
    {"documents"},
    {"engagements"},
    {"decisions"},
    {"cities", "memberships", "monitoring", "projects", "visits"},
    {"reviews"},
    {"portal"},
    {"demo"},
]
LAYER_OF = {app: number for number, layer in enumerate(LAYERS) for app in layer}
OURS = sorted(LAYER_OF)
SOURCES = [path for app in OURS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
NAMELESS = {"utils.py", "helpers.py", "common.py", "services.py", "misc.py"}
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 400, 40, 150


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@lru_cache(maxsize=1)
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


@lru_cache(maxsize=1)
def functions_and_assignments() -> list[tuple[Path, ast.stmt]]:
    kinds = ast.FunctionDef | ast.Assign
    return [(path, node) for path, tree in trees().items() for node in ast.walk(tree) if isinstance(node, kinds)]


def test_foreign_keys_point_down():
    upward = []
    for model in apps.get_models():
        own = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if own not in LAYER_OF or not isinstance(field, models.ForeignKey | models.ManyToManyField) or not target:
                continue
            other = target._meta.app_label
            sideways = other in LAYER_OF and LAYER_OF[other] == LAYER_OF[own] and other != own
            if other in LAYER_OF and (LAYER_OF[other] > LAYER_OF[own] or sideways):
                upward.append(f"{model._meta.label}.{field.name} → {target._meta.label}")

    assert upward == []


def test_no_generic_foreign_keys_and_no_inheritance_between_tables():
    generic = [m._meta.label for m in apps.get_models() if m._meta.app_label in LAYER_OF and m._meta.private_fields]
    inherited = [m._meta.label for m in apps.get_models() if m._meta.app_label in LAYER_OF and m._meta.parents]

    assert [name for name in generic if "Historical" not in name] == []
    assert inherited == []


def test_modules_are_named_for_what_they_hold_and_small():
    nameless = [relative(path) for path in SOURCES if path.name in NAMELESS]
    long = [relative(path) for path in SOURCES if len(path.read_text().splitlines()) > LONGEST_MODULE]

    assert (nameless, long) == ([], [])


def test_functions_are_short():
    long = [
        f"{relative(path)}:{node.lineno} {node.name}"
        for path, node in functions_and_assignments()
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_templates_are_short():
    long = [relative(path) for path in TEMPLATES if len(path.read_text().splitlines()) > LONGEST_TEMPLATE]

    assert long == []


def test_templates_hold_no_inline_script_style_or_handler():
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"|javascript:", re.IGNORECASE)
    pages = [path for path in TEMPLATES if "pdf" not in path.parts]

    assert [relative(path) for path in pages if inline.search(path.read_text())] == []


def test_every_template_is_used():
    text = "\n".join(
        path.read_text() for path in [*SOURCES, *TEMPLATES] if path.suffix in {".py", ".html", ".txt", ".svg"}
    )
    by_name = {"400.html", "403.html", "403_csrf.html", "404.html", "409.html", "500.html"}
    names = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]
    unused = [name for name in names if name not in text and name not in by_name and not name.startswith("django/")]

    assert unused == []


def test_views_reach_rows_only_through_selectors_and_visible_to():
    hiding = [model.__name__ for model in apps.get_models() if hasattr(model._default_manager.none(), "visible_to")]
    hiding += ["Membership", "CityRelation", "Visit", "Project", "Dossier", "Attachment", "ResourceLine", "CaseStep"]
    doors = re.compile(rf"\b({'|'.join(hiding)})\.(objects|_base_manager|_default_manager)\b(?!\.visible_to\()")
    views = [path for path in SOURCES if path.name == "views.py" or "views" in path.parts]
    found = [f"{relative(path)}: {m.group(0)}" for path in views for m in doors.finditer(path.read_text())]

    assert found == []


def test_views_write_nothing():
    writes = re.compile(r"\.(save|create|update|delete|bulk_create|get_or_create|update_or_create)\(")
    views = [path for path in SOURCES if path.name == "views.py" or "views" in path.parts]
    found = [
        f"{relative(path)}:{n}"
        for path in views
        for n, line in enumerate(path.read_text().splitlines(), 1)
        if writes.search(line) and "session" not in line and "request.GET" not in line
    ]

    assert found == []


def test_tracked_models_are_not_written_past_their_history():
    tracked = {model.__name__ for model in apps.get_models() if hasattr(model, "history")}
    past = re.compile(r"\b(\w+)\.objects\b[^\n]*\.(update|bulk_create|bulk_update)\(")
    found = []
    for path in SOURCES:
        found += [f"{relative(path)}: {m.group(0)}" for m in past.finditer(path.read_text()) if m.group(1) in tracked]

    assert found == []


def test_a_state_is_written_by_the_state_table_only():
    fields = {"state", "status"}
    found = []
    for path, node in functions_and_assignments():
        for target in node.targets if isinstance(node, ast.Assign) else []:
            if isinstance(target, ast.Attribute) and target.attr in fields:
                found.append(f"{relative(path)}:{node.lineno}")

    assert found == []


def test_actions_know_no_request():
    actions = [path for path in SOURCES if path.name == "actions.py" or "actions" in path.parts]
    pattern = re.compile(r"HttpRequest|\brequest\.[A-Za-z]|django\.contrib\.messages")

    assert [relative(path) for path in actions if pattern.search(path.read_text())] == []


OTHER_ACTIONS = ("decisions.", "jobs.", "engagements.", "governance.", "outcomes.")


def _all_called(function: ast.FunctionDef, own: dict[str, ast.FunctionDef]) -> set[str]:
    """What the function calls, and what its own module's functions call for it."""
    called: set[str] = set()
    waiting = [function]
    while waiting:
        names = {ast.unparse(each.func) for each in ast.walk(waiting.pop()) if isinstance(each, ast.Call)}
        waiting += [own[name] for name in names - called if name in own]
        called |= names
    return called


def test_every_action_records_an_event():
    """Each module of actions that writes also records: an action without its event is found here."""
    silent = []
    for path in SOURCES:
        if (path.name != "actions.py" and "actions" not in path.parts) or path.name == "__init__.py":
            continue
        functions = [node for node in trees()[path].body if isinstance(node, ast.FunctionDef)]
        own = {function.name: function for function in functions}
        for function in functions:
            atomic = any("atomic" in ast.unparse(each) for each in function.decorator_list)
            if not atomic or function.name.startswith("_"):
                continue
            called = _all_called(function, own)
            if not any(name.endswith(("events.record", "want")) or name.startswith(OTHER_ACTIONS) for name in called):
                silent.append(f"{relative(path)}: {function.name}")

    assert silent == []


def test_states_page_is_current():
    assert (ROOT / "docs" / "states.md").read_text() == states.as_markdown()


def test_clauses_page_is_current():
    known = clauses.catalogue(ROOT / "docs" / "clauses.toml")
    page = clauses.as_markdown(known, clauses.marks(ROOT / "tests"))

    assert (ROOT / "docs" / "clauses.md").read_text() == page


def test_law_page_is_current():
    known = clauses.paragraphs(ROOT / "docs" / "law.toml")
    page = clauses.as_markdown(known, clauses.law_marks(ROOT / "tests"), title="Paragraphs")

    assert (ROOT / "docs" / "law.md").read_text() == page


@pytest.mark.django_db
def test_every_model_change_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


LEAKS = ["pypi" + ".org", "python" + "hosted", "npmjs" + ".", "deb.debian" + ".org", "/work" + "/", "/root" + "/"]


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the repository but this one; folders that are not the repository's are not walked at all."""
    text_files = {".py", ".toml", ".md", ".txt", ".json", ".yml", ".html", ".css", ".js", ".in", ".csv", ""}
    skipped = {".git", ".venv", "node_modules", "var", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in skipped]
        for path in (Path(folder, name) for name in names):
            if path.suffix in text_files and path.is_file() and path.name not in skipped and path != Path(__file__):
                yield path, path.read_text(errors="ignore")


def test_repository_names_no_registry_host_and_no_path_of_a_machine():
    found = [(relative(path), word) for path, text in texts() for word in LEAKS if word in text]

    assert found == []


def test_links_and_pictures_of_the_documents_lead_somewhere():
    link = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    lost = [f"{relative(page)}: {target}" for page in pages for target in link.findall(page.read_text())
            if not (page.parent / target).exists()]  # fmt: skip

    assert lost == []
