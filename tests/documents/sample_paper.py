"""A document of about six pages with everything the print layout has to carry. Invented, and says so."""

from django.utils.safestring import SafeString, mark_safe

from documents.charts import Bars, bars_with_table
from documents.pdf.compose import Cover, compose

COVER = Cover(
    municipality="Exempelstads kommun",
    kind="Positionspapper",
    title="Exempelstads deltagande i nätverket Städer vid vatten",
    subtitle="Underlag för kommunstyrelsens ställningstagande om fortsatt medlemskap 2027–2030",
    reference_number="KS 2026/00412",
    date="20 november 2026",
    version="Version 2, antagen av kommunstyrelsen 18 november 2026, § 214",
    facts=(("Handläggare", "Åsa Öström, internationella enheten"), ("Ersätter", "Version 1 från 14 mars 2023")),
)
PROSE = (
    "Exempelstad har deltagit i nätverket sedan 2009. Under perioden har kommunens förvaltningar tagit del av "
    "erfarenheter från andra städer, framför allt inom dagvattenhantering, klimatanpassning och upphandling av "
    "samhällsviktiga tjänster. Deltagandet har samordnats av internationella enheten, medan stadsmiljöförvaltningen "
    "har svarat för det löpande arbetet i arbetsgrupperna. Kommunfullmäktiges mål om en sammanhållen stad och en "
    "fossilfri verksamhet har varit vägledande för vilka aktiviteter som prioriterats."
)
SECTIONS = (
    "Bakgrund och syfte",
    "Kommunens deltagande",
    "Bedömning mot målen",
    "Ekonomi",
    "Slutsatser och rekommendationer",
)


def body() -> SafeString:
    chart = Bars(
        title="Antal aktiviteter per förvaltning 2023–2026",
        description="Liggande staplar. Stadsmiljöförvaltningen står för flest aktiviteter, 34 av 71.",
        unit="aktiviteter",
        label_heading="Förvaltning",
        rows=[
            ("Stadsmiljöförvaltningen", 34),
            ("Socialförvaltningen", 14),
            ("Utbildningsförvaltningen", 11),
            ("Kulturförvaltningen", 8),
            ("Kommunledningsförvaltningen", 4),
        ],
    )
    costs = "".join(
        f'<tr><th scope="row">{year}</th><td class="number">{fee} 000</td><td class="number">{travel} 500</td>'
        f'<td class="number">{fee + travel} 500</td></tr>'
        for year, fee, travel in ((2023, 62, 41), (2024, 64, 48), (2025, 64, 37), (2026, 67, 52))
    )
    activities = "".join(
        f'<tr><td class="date">{day} mars {2023 + day % 4}</td>'
        f'<th scope="row">Arbetsgruppsmöte {day}: skyfall och dagvatten</th>'
        f'<td>Malmö</td><td>Stadsmiljöförvaltningen</td><td class="number">{day * 1250 // 1000} 250</td></tr>'
        for day in range(1, 32)
    )
    return mark_safe(
        f"""
<h2>{SECTIONS[0]}</h2>
<p class="lead">Medlemskapet har gett kommunen kunskap som använts i fyra beslutade planer. Nyttan är störst för
stadsmiljöförvaltningen och minst där ingen kontaktperson har haft tid avsatt.</p>
<p>{PROSE}</p><p>{PROSE}</p>
<h3>Så har underlaget tagits fram</h3><p>{PROSE}</p>
<ul><li>Intervjuer med sju kontaktpersoner i fem förvaltningar.</li>
<li>Genomgång av 71 rapporterade aktiviteter, av vilka 23 innebar resa.</li>
<li>Jämförelse med tre kommuner av samma storlek.</li></ul>
<div class="box"><h3>Förslag till beslut</h3><p>Kommunstyrelsen beslutar att Exempelstads kommun ska fortsätta som
medlem i nätverket till och med den 31 december 2030 och ställa sig bakom rekommendationerna i avsnitt 5.</p></div>
<h2>{SECTIONS[1]}</h2><p>{PROSE}</p>
{bars_with_table(chart, id="aktiviteter")}
<h3>Arbetsgrupper och uppdrag</h3><p>{PROSE}</p>
<h2>{SECTIONS[2]}</h2><p>{PROSE}</p>
<blockquote><p>Vi hade inte kommit fram till vår skyfallsplan utan studiebesöket i arbetsgruppen.</p></blockquote>
<p>{PROSE}</p>
<h2>{SECTIONS[3]}</h2><p>{PROSE}</p>
<table><caption>Kostnader per år, kronor</caption><thead><tr><th scope="col">År</th>
<th scope="col" class="number">Medlemsavgift</th><th scope="col" class="number">Resor</th>
<th scope="col" class="number">Summa</th></tr></thead><tbody>{costs}</tbody></table>
<h2>{SECTIONS[4]}</h2>
<ol><li>Fortsätt medlemskapet till och med 2030.</li><li>Utse en kontaktperson i varje berörd förvaltning.</li>
<li>Följ upp deltagandet en gång per år.</li></ol><p>{PROSE}</p>
<h2 class="new-page">Bilaga: aktiviteter</h2>
<table><caption>Rapporterade aktiviteter 2023–2026</caption><thead><tr><th scope="col">Datum</th>
<th scope="col">Aktivitet</th><th scope="col">Plats</th><th scope="col">Förvaltning</th>
<th scope="col" class="number">Kostnad, kr</th></tr></thead><tbody>{activities}</tbody></table>
"""
    )


def html() -> str:
    return compose(cover=COVER, body=body())
