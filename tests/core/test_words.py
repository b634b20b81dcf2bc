"""Search of a list: words in any case and order, in several columns, and nothing typed breaks it."""

import pytest

from core.words import asked_words, matching
from engagements.models import Activity, Engagement
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def activities():
    engagement = factories.engagement(title="Östersjöns städer")
    return [
        factories.activity(engagement=engagement, title="Årsmöte i ÅBO"),
        factories.activity(engagement=engagement, title="Seminarium om 100 % förnybart"),
    ]


def titles(words: str) -> list[str]:
    found = matching(Activity.objects.order_by("pk"), words, "title", "engagement__search_text")
    return [each.title for each in found]


@pytest.mark.parametrize("words", ["årsmöte", "ÅRSMÖTE", "åbo", "i årsmöte", "Åbo ÖSTERSJÖNS"])
def test_word_is_found_in_either_case_and_any_order_and_column(activities, words):
    assert titles(words) == ["Årsmöte i ÅBO"]


def test_every_word_must_be_somewhere(activities):
    assert titles("årsmöte förnybart") == []


def test_no_words_leave_every_row(activities):
    assert len(titles("  ")) == 2


@pytest.mark.parametrize(
    ("words", "number"),
    [("100 %", 1), ("_", 0), ("%%", 0), ("'", 0), ("\\", 0), ("åb_", 0), ("å%", 0), ("ábo", 0), ("öbo", 0)],
)
def test_signs_of_a_pattern_are_letters_like_others(activities, words, number):
    assert len(titles(words)) == number


def test_folded_column_is_searched_as_it_is_stored(activities):
    assert matching(Engagement.objects.all(), "ÖSTERSJÖNS", "search_text").count() == 1


def test_typed_words_are_cleaned_and_cut(rf):
    request = rf.get("/", {"q": "  ab \n c " + "x" * 200})

    assert asked_words(request) == ("ab c " + "x" * 200)[:100]
    assert asked_words(rf.get("/")) == ""
