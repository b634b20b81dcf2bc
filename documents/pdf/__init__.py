"""HTML in, archivable and accessible PDF out. Knows nothing of what the pages are about.

`child` runs in its own process without Django: nothing in this package may import Django but `render` and `charts`.
"""
