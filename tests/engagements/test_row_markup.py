from engagements.row_markup import hit_items, table_rows
from engagements.search import Hit
from engagements.selectors.engagement_list import Row


def test_table_rows_escape_what_people_wrote():
    row = Row(
        pk=7, title="<b>Å & \"Ö\"</b>", area="<i>", unit="<u>", status="<s>", color="info", period="1995–",
        reference_number="KS 1", confidential=True, example=False, countries="<script>",
    )  # fmt: skip

    markup = table_rows([row], "/engagemang/")

    assert markup == (
        '<tr><th scope="row"><a href="/engagemang/7/">&lt;b&gt;Å &amp; &quot;Ö&quot;&lt;/b&gt;</a>'
        ' <span class="ds-tag" data-color="danger">Sekretess</span></th><td>&lt;i&gt;</td>'
        '<td><span class="ds-tag" data-color="info">&lt;s&gt;</span></td><td>&lt;u&gt;</td>'
        '<td>&lt;script&gt;</td><td class="nowrap">1995–</td></tr>'
    )


def test_hit_items_escape_what_people_wrote():
    markup = hit_items([Hit(title="<b>Å", url='/x/"1/', meta="<i> & KS 1")])

    assert markup == (
        '<li><a href="/x/&quot;1/">&lt;b&gt;Å</a><span class="task-list__meta">&lt;i&gt; &amp; KS 1</span></li>'
    )
