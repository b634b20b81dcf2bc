"""List every governing clause and every paragraph of the law with the tests that prove it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import clauses


class Command(BaseCommand):
    help = "List every clause and paragraph with its tests; fails on a test that names an unknown one."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="write docs/clauses.md and docs/law.md")
        parser.add_argument("--open", action="store_true", help="list only what no test proves")

    def handle(self, *args, **options):
        docs, tests = settings.BASE_DIR / "docs", settings.BASE_DIR / "tests"
        policy = (clauses.catalogue(docs / "clauses.toml"), clauses.marks(tests))
        law = (clauses.paragraphs(docs / "law.toml"), clauses.law_marks(tests))
        for what, (known, proofs) in {"clauses": policy, "paragraphs": law}.items():
            self._refuse_unknown(what, known, proofs)
            self._list(what, known, proofs, only_open=options["open"])
        if options["write"]:
            (docs / "clauses.md").write_text(clauses.as_markdown(*policy), encoding="utf-8")
            (docs / "law.md").write_text(clauses.as_markdown(*law, title="Paragraphs"), encoding="utf-8")

    def _refuse_unknown(self, what: str, known: dict[str, Any], proofs: dict[str, list[str]]) -> None:
        unknown = sorted(set(proofs) - set(known))
        if unknown:
            tests = "; ".join(f"{clause} in {', '.join(proofs[clause])}" for clause in unknown)
            raise CommandError(f"tests name {what} that are not in the catalogue: {tests}")

    def _list(self, what: str, known: dict[str, Any], proofs: dict[str, list[str]], *, only_open: bool) -> None:
        for clause in known.values():
            tests = proofs.get(clause.id, [])
            if only_open and tests:
                continue
            self.stdout.write(f"{clause.id:8} {len(tests):2} {clause.says}")
            for test in tests:
                self.stdout.write(f"            {test}")
        self.stdout.write(f"{sum(1 for clause in known if clause in proofs)} of {len(known)} {what} proven")
