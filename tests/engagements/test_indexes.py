"""What the search and the list live on."""

import pytest

from engagements.models import Engagement
from tests import factories

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return list(Engagement.objects.matching(words).order_by("title").values_list("title", flat=True))


def test_words_are_found_inside_words_and_in_any_order():
    factories.engagement(title="Vänortssamarbete om Åmål")
    factories.engagement(title="Annat om Åmål")

    assert found("åmål ortssam") == ["Vänortssamarbete om Åmål"]


def test_words_shorter_than_three_letters_are_found():
    factories.engagement(title="EU-projekt")
    factories.engagement(title="Annat")

    assert found("eu") == ["EU-projekt"]


SIGNS = ['"', '""', 'a"b', "*", "a*b", "OR NOT", "(((", "100%", "a_b", "-abc", "abc:def", "^abc"]


@pytest.mark.parametrize("words", SIGNS)
def test_signs_with_a_meaning_in_a_query_are_only_letters(words):
    factories.engagement(title=f"Möte {words} slut")
    factories.engagement(title="Annat")

    assert found(words) == [f"Möte {words} slut"]


def test_search_follows_when_the_text_changes_and_when_the_row_goes():
    row = factories.engagement(title="Gammal text")
    Engagement._base_manager.filter(pk=row.pk).update(search_text="nyare ord")

    changed = [found("gammal"), found("nyare")]
    row.delete()

    assert changed == [[], ["Gammal text"]]
    assert found("nyare") == []
