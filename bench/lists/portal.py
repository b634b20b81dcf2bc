"""What the public sees of the engagements and of the register of cases; the rows are those of the other lists."""

from bench.lists.ground import Ground
from bench.lists.listed import ListPage

LISTS = [
    ListPage("portal:public_register", "decisions.Case", "year=2024", "text", in_admin=("search_text",),
             admin_filter="registered_at__year=2024"),
    ListPage("portal:public_overview", "engagements.Engagement", "omrade=projects", "q", pages=False,
             in_admin=("search_text",), admin_filter="area__exact=projects"),
]  # fmt: skip


def fill(ground: Ground) -> None:
    """Nothing of its own."""
