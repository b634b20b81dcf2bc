"""The bar chart: right lengths, readable without seeing, no style of its own."""

import re

import pytest

from documents.charts import Bars, bars_svg, bars_with_table, layout, number, step_of

BARS = Bars(title="Kostnad", description="Två staplar.", unit="kronor", rows=[("A & B", 1_250_000), ("C", 0)])


@pytest.mark.parametrize(
    ("value", "text"),
    [(1_250_000, "1\N{NO-BREAK SPACE}250\N{NO-BREAK SPACE}000"), (2.5, "2,5"), (0, "0"), (4.0, "4")],
)
def test_number_is_written_in_swedish(value, text):
    assert number(value) == text


@pytest.mark.parametrize(("highest", "step"), [(0, 1), (3, 1), (34, 10), (71, 20), (1_250_000, 500_000), (0.4, 0.1)])
def test_scale_has_round_steps(highest, step):
    assert step_of(highest) == pytest.approx(step)


def test_bars_are_as_long_as_their_values():
    drawing = layout(Bars("T", "D", "st", [("a", 10), ("b", 20), ("c", 0)]))

    assert [bar.width for bar in drawing["bars"]] == [192, 384, 0]


def test_picture_is_escaped_named_and_without_style():
    svg = bars_svg(BARS, id="kostnad")

    assert '<text x="210" y="30" text-anchor="end" fill="#17262b">A &amp; B</text>' in svg
    assert re.findall(r"<(title|desc) id=\"([^\"]+)\">([^<]*)<", svg) == [
        ("title", "kostnad-title", "Kostnad"),
        ("desc", "kostnad-description", "Två staplar."),
    ]
    assert "style=" not in svg


def test_table_holds_every_figure():
    html = bars_with_table(BARS)

    assert re.findall(r'<th scope="row">(.*?)</th><td class="num number">(.*?)</td>', html) == [
        ("A &amp; B", number(1_250_000)),
        ("C", "0"),
    ]


def test_no_rows_draw_an_empty_scale():
    assert layout(Bars("T", "D", "st", []))["bars"] == []
