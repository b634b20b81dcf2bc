"""What the search and the list live on."""

import pytest
from django.db import connection

from engagements import indexes
from engagements.models import Engagement
from engagements.selectors.found import find as engagement_hits
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


@pytest.mark.parametrize("common", [False, True])
def test_rows_that_only_share_the_parts_of_a_word_are_not_found(common):
    factories.engagement(title="Klimatanpassning i Åmål")
    factories.engagement(title="Klinik, mattor, anpassat, assistans, nionde, ningbo")

    rows = Engagement.objects.filter(confidentiality="open").matching("klimatanpassning", common=common)

    assert [row.title for row in rows] == ["Klimatanpassning i Åmål"]


def test_few_rows_are_not_common():
    factories.engagement(title="Klimatanpassning i Åmål")

    assert indexes.are_common(["klimatanpassning"], connection) is False


def test_search_box_finds_the_same_whether_words_are_common_or_not(monkeypatch):
    person = factories.coordinator()
    for title in ("Öppet möte i Åmål", "Årsmöte", "Ett möte"):
        factories.engagement(title=title)

    usual = engagement_hits("möte", person)
    monkeypatch.setattr(indexes, "COMMON", 2)
    as_common = engagement_hits("möte", person)

    assert as_common == usual
    assert len(usual) == 3


def test_search_box_keeps_each_of_its_words_apart():
    person = factories.coordinator()
    for title in ("Nordiskt möte om vatten", "Baltiskt möte om luft 100%", "EU om vatten"):
        factories.engagement(title=title)

    found_by = {words: [hit.title for hit in engagement_hits(words, person)] for words in WORDS_AFTER_EACH_OTHER}

    assert found_by == WORDS_AFTER_EACH_OTHER


WORDS_AFTER_EACH_OTHER = {
    "nordiskt vatten": ["Nordiskt möte om vatten"],
    "baltiskt luft": ["Baltiskt möte om luft 100%"],
    "baltiskt 100%": ["Baltiskt möte om luft 100%"],
    "eu vatten": ["EU om vatten"],
    "eu vattendrag": [],
}
