"""The only door out of a page being rendered, and it leads to a few folders of our own.

WeasyPrint as it comes reads files and calls hosts named by the page; redirects and attachments have bypassed its
filters before. Here nothing is ever opened by address: a URL is either data the page carries itself or a name looked
up in a listing of our own files.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.request import DataHandler, Request

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "app:"
TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ttf": "font/ttf",
}
DATA_TYPES = {"image/png", "image/jpeg", "image/svg+xml", "font/ttf", "text/css"}
MAX_DATA = 10 * 1024 * 1024


class UrlRefused(ValueError):
    """The page asked for something outside the page and our own folders."""


class ClosedFetcher(URLFetcher):
    """Answers `data:` of a few types and `app:<folder>/<name>`; everything else stops the rendering.

    `folders` maps the folder names a page may use to real folders. A name holds no further slash, so there is no
    path to climb; links that lead out of the folder are refused as well.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols={"data", "app"}, allow_redirects=False, fail_on_errors=True)
        self.folders = {name: Path(folder).resolve() for name, folder in folders.items()}
        self.refused: str | None = None

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        try:
            if url[: len(SCHEME)].lower() == SCHEME:
                return self._own_file(url)
            if url[:5].lower() == "data:":
                return self._carried_data(url)
            raise UrlRefused(url[:200])
        except UrlRefused as refused:
            self.refused = str(refused)
            raise

    def path_of(self, url: str) -> Path:
        """The file an `app:` URL names. Raises UrlRefused."""
        folder_name, _, name = url[len(SCHEME) :].partition("/")
        folder = self.folders.get(folder_name)
        if folder is None or not name or "/" in name or "\\" in name or "\0" in name or name.startswith("."):
            raise UrlRefused(url[:200])
        path = (folder / name).resolve()
        if path.parent != folder or path.suffix not in TYPES or not path.is_file():
            raise UrlRefused(url[:200])
        return path

    def _own_file(self, url: str) -> URLFetcherResponse:
        path = self.path_of(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})

    def _carried_data(self, url: str) -> URLFetcherResponse:
        declared = url[5:].split(",", 1)[0].split(";", 1)[0].strip().lower()
        if declared not in DATA_TYPES or len(url) > MAX_DATA:
            raise UrlRefused(url[:80])
        with DataHandler().data_open(Request(url)) as response:
            return URLFetcherResponse(url[:80], response.read(), {"Content-Type": declared})
