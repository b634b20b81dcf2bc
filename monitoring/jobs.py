"""What the worker does for monitoring: fetch one feed."""

from __future__ import annotations

from typing import Any

from core import jobs
from core.models import Job
from monitoring.actions import imports
from monitoring.feeds import fetching, parsing
from monitoring.feeds.rows import from_entries
from monitoring.models import FeedSource


@jobs.handler(imports.FETCH)
def fetch_feed(job: Job, progress: jobs.Progress) -> jobs.Store:
    """Fetch and parse outside any transaction; what is new waits to be looked through."""
    feed = FeedSource.objects.get(pk=job.arguments["feed"])
    try:
        content = fetching.fetch(feed.url)
        progress(60)
        entries = parsing.parse(content, feed.url)
    except (fetching.NotFetched, parsing.NotAFeed) as reason:
        raise jobs.HasFailed(str(reason)) from reason
    themes = list(feed.themes.values_list("pk", flat=True))
    found = from_entries(entries, name=feed.name, unit=feed.unit_id, themes=themes)
    progress(90)

    def store() -> dict[str, Any]:
        batch = imports.keep_fetched(feed=feed, found=found)
        return {"entries": len(found), "batch": batch.pk if batch else None}

    return store
