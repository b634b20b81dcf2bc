"""Parts of a page that read the same for many: written once a process instead of once a page.

{% kept municipality %}…{% endkept %}     what lies between depends on nothing but the language and the municipality
{% capture as account %}…{% endcapture %}  written once a page, to stand in several places of it as {{ account }}
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()
MOST_KEPT = 1000


class KeptNode(template.Node):
    """What is kept goes with the template: a template read anew starts anew."""

    def __init__(self, nodelist: NodeList, depends_on: list[FilterExpression]):
        self.nodelist = nodelist
        self.depends_on = depends_on
        self.kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        key = (get_language(), *(str(each.resolve(context)) for each in self.depends_on))
        if key not in self.kept:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = self.nodelist.render(context)
        return self.kept[key]


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Name everything but the language that decides how the part reads. Never a person's own text or a csrf token."""
    depends_on = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError("A block inside {% kept %} would read the same on every page")
    return KeptNode(nodelist, depends_on)


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Without `as name` it stands where it is written."""
    return mark_safe(content)
