"""List every governing clause with the tests that prove it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import clauses


class Command(BaseCommand):
    help = "List every clause of the catalogue with its tests; fails on a test that names an unknown clause."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="write docs/clauses.md")
        parser.add_argument("--open", action="store_true", help="list only the clauses no test proves")

    def handle(self, *args, **options):
        known = clauses.catalogue(settings.BASE_DIR / "docs" / "clauses.toml")
        proofs = clauses.marks(settings.BASE_DIR / "tests")
        unknown = sorted(set(proofs) - set(known))
        if unknown:
            tests = "; ".join(f"{clause} in {', '.join(proofs[clause])}" for clause in unknown)
            raise CommandError(f"tests name clauses that are not in the catalogue: {tests}")
        for clause in known.values():
            tests = proofs.get(clause.id, [])
            if options["open"] and tests:
                continue
            self.stdout.write(f"{clause.id:8} {len(tests):2} {clause.says}")
            for test in tests:
                self.stdout.write(f"            {test}")
        self.stdout.write(f"{sum(1 for clause in known if clause in proofs)} of {len(known)} clauses proven")
        if options["write"]:
            page = settings.BASE_DIR / "docs" / "clauses.md"
            page.write_text(clauses.as_markdown(known, proofs), encoding="utf-8")
