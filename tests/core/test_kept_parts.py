"""Parts of a page that are written once."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils import translation


def template(source: str):
    engine = Engine(libraries={"kept": "core.templatetags.kept", "i18n": "django.templatetags.i18n"})
    return engine.from_string("{% load kept i18n %}" + source)


def test_a_kept_part_is_written_once_for_each_value_it_depends_on():
    page = template("{% kept place %}{{ place }} {{ other }}{% endkept %}")

    shown = [page.render(Context({"place": place, "other": n})) for n, place in enumerate(["<Åmål>", "Orsa", "<Åmål>"])]

    assert shown == ["&lt;Åmål&gt; 0", "Orsa 1", "&lt;Åmål&gt; 0"]


def test_a_kept_part_is_written_in_each_language():
    page = template("{% kept %}{% get_current_language as code %}{{ code }}{% endkept %}")

    shown = []
    for language in ("sv", "en", "sv"):
        with translation.override(language):
            shown.append(page.render(Context()))

    assert shown == ["sv", "en", "sv"]


def test_a_block_in_a_kept_part_is_refused():
    with pytest.raises(TemplateSyntaxError):
        template("{% kept %}{% block content %}{% endblock %}{% endkept %}")


def test_a_captured_part_stands_where_it_is_asked_for():
    page = template("{% capture as name %}<b>{{ who }}</b>{% endcapture %}[{{ name }}{{ name }}]")

    assert page.render(Context({"who": "A&B"})) == "[<b>A&amp;B</b><b>A&amp;B</b>]"
