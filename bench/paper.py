"""A document of a given length in the product's print layout: sections, tables and a chart."""

from __future__ import annotations

from django.utils.safestring import mark_safe

from bench.words import ABOUT, PROSE, UNITS
from documents.charts import Bars, bars_with_table
from documents.pdf.compose import Cover, compose

ROWS = 14


def html(sections: int) -> str:
    """About one page a section, beside cover and contents."""
    cover = Cover(
        municipality="Exempelstad", kind="Utvärdering", title="Stadens internationella engagemang",
        reference_number="KS 2026/00412", date="20 november 2026", version="Version 1",
    )  # fmt: skip
    body = "".join(_section(number) for number in range(1, sections + 1))
    return compose(cover=cover, body=mark_safe(body))


def _section(number: int) -> str:
    prose = "".join(f"<p>{PROSE}</p>" for _ in range(3))
    return f"<h2>Avsnitt om {ABOUT[number % len(ABOUT)]}</h2>{prose}<h3>Underlag</h3>" + (
        _chart(number) if number % 5 == 1 else _table(number)
    )


def _table(number: int) -> str:
    rows = "".join(
        f'<tr><th scope="row">Möte {row} om {ABOUT[(number + row) % len(ABOUT)]}</th><td>{UNITS[row % len(UNITS)]}</td>'
        f'<td class="number">{row * 1250} kr</td></tr>'
        for row in range(1, ROWS)
    )
    head = '<tr><th scope="col">Aktivitet</th><th scope="col">Enhet</th><th scope="col">Kostnad</th></tr>'
    return f"<table><caption>Aktiviteter {number}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _chart(number: int) -> str:
    bars = Bars(
        title=f"Aktiviteter per enhet {number}", description="Liggande staplar.", unit="aktiviteter",
        rows=[(unit, (number * 7 + order * 5) % 40 + 1) for order, unit in enumerate(UNITS[:5])], label_heading="Enhet",
    )  # fmt: skip
    return str(bars_with_table(bars))
