"""What comes in is looked at, and what is not wanted is refused in words."""

import io

import pytest

from documents import store
from documents.actions import store_upload
from documents.models import Document
from documents.uploads import UploadRefused, inspect
from tests import factories
from tests.documents.hostile_files import HARMLESS, HOSTILE


class Sent(io.BytesIO):
    """What request.FILES gives, without Django's own cleaning of the name."""

    def __init__(self, name, content):
        super().__init__(content)
        self.name = name


def test_corpus_holds_at_least_forty_hostile_files():
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_file_is_refused_in_words(case):
    name, content = HOSTILE[case]

    with pytest.raises(UploadRefused) as refused:
        inspect(Sent(name, content))

    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("name", HARMLESS)
def test_ordinary_file_is_taken_in_whole(name):
    accepted = inspect(Sent(name, HARMLESS[name]))

    assert (accepted.name, accepted.content) == (name, HARMLESS[name])


@pytest.mark.django_db
def test_refused_upload_leaves_nothing(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path
    person = factories.person()

    with pytest.raises(UploadRefused):
        store_upload(file=Sent(*HOSTILE["virus"]), title="Virus", by=person)

    assert Document.objects.count() == 0
    assert list(tmp_path.rglob("*")) == []


def test_altered_file_is_noticed(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path
    sha256 = store.put(b"innehall")
    path = store.path_of(sha256)
    path.chmod(0o600)
    path.write_bytes(b"annat")

    with pytest.raises(store.Damaged):
        store.read(sha256)


def test_missing_file_is_noticed(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path

    with pytest.raises(store.Damaged):
        store.read("0" * 64)


def test_same_content_twice_is_one_file(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path

    assert store.put(b"x") == store.put(b"x")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_hash_that_is_no_hash_is_no_path():
    with pytest.raises(ValueError):
        store.path_of("../../etc/passwd")
