"""What the measured database is filled with: words of the field, put together the same way every time."""

SEED = 20261121
USERNAME = "bench"
RARE = "pärlemorfjäril"
RARE_EVERY = 25_000

THEMES = [
    "Klimat och energi", "Mobilitet", "Digitalisering", "Kultur", "Mänskliga rättigheter", "Social hållbarhet",
    "Näringsliv", "Utbildning", "Stadsplanering", "Vatten", "Folkhälsa", "Demokrati", "Integration", "Jämställdhet",
    "Turism", "Krisberedskap", "Forskning", "Idrott", "Äldreomsorg", "Cirkulär ekonomi",
]  # fmt: skip
AIMS = [
    "Ökad kunskap", "Extern finansiering", "Påverkan på EU", "Stärkt attraktivitet", "Erfarenhetsutbyte",
    "Global solidaritet", "Nordiskt samarbete", "Kompetensförsörjning", "Innovation", "Fred och demokrati",
]  # fmt: skip
UNITS = [
    "Socialförvaltningen", "Utbildningsförvaltningen", "Stadsbyggnadskontoret", "Miljöförvaltningen",
    "Kulturförvaltningen", "Trafikkontoret", "Fastighetskontoret", "Idrottsförvaltningen", "Näringslivskontoret",
    "Äldreförvaltningen", "Arbetsmarknadsförvaltningen", "Stadsarkivet", "Överförmyndarförvaltningen",
    "Kyrkogårdsförvaltningen", "Stadsmuseet", "Vatten och avfall AB", "Hamnen AB", "Bostads AB", "Energi AB",
    "Mässan AB", "Räddningstjänsten", "Servicekontoret", "Exploateringskontoret", "Biblioteken",
]  # fmt: skip
COUNTRIES = [
    ("NO", "Norge", "Norway"), ("DK", "Danmark", "Denmark"), ("FI", "Finland", "Finland"),
    ("IS", "Island", "Iceland"), ("AX", "Åland", "Åland"), ("DE", "Tyskland", "Germany"),
    ("FR", "Frankrike", "France"), ("ES", "Spanien", "Spain"), ("IT", "Italien", "Italy"),
    ("PL", "Polen", "Poland"), ("EE", "Estland", "Estonia"), ("LV", "Lettland", "Latvia"),
    ("LT", "Litauen", "Lithuania"), ("NL", "Nederländerna", "Netherlands"), ("BE", "Belgien", "Belgium"),
    ("AT", "Österrike", "Austria"), ("CZ", "Tjeckien", "Czechia"), ("PT", "Portugal", "Portugal"),
    ("GR", "Grekland", "Greece"), ("IE", "Irland", "Ireland"), ("GB", "Storbritannien", "United Kingdom"),
    ("UA", "Ukraina", "Ukraine"), ("TR", "Turkiet", "Türkiye"), ("US", "USA", "United States"),
    ("CA", "Kanada", "Canada"), ("CN", "Kina", "China"), ("JP", "Japan", "Japan"), ("KR", "Sydkorea", "South Korea"),
    ("IN", "Indien", "India"), ("ZA", "Sydafrika", "South Africa"), ("NA", "Namibia", "Namibia"),
    ("TZ", "Tanzania", "Tanzania"), ("BR", "Brasilien", "Brazil"), ("CL", "Chile", "Chile"),
    ("MX", "Mexiko", "Mexico"),
]  # fmt: skip
NORDIC = {"NO", "DK", "FI", "IS", "AX"}
OUTSIDE_EU = {"NO", "IS", "GB", "UA", "TR", "US", "CA", "CN", "JP", "KR", "IN", "ZA", "NA", "TZ", "BR", "CL", "MX"}

FIRST = [
    "Nordiskt", "Europeiskt", "Globalt", "Baltiskt", "Gemensamt", "Öppet", "Årligt", "Långsiktigt", "Regionalt",
    "Strategiskt", "Nytt", "Fördjupat", "Ömsesidigt", "Tematiskt", "Praktiskt", "Tvärsektoriellt",
]  # fmt: skip
FORM = [
    "samarbete", "nätverk", "utbyte", "projekt", "forum", "program", "partnerskap", "kunskapsutbyte", "pilotprojekt",
    "studiebesök", "vänortssamarbete", "påverkansarbete", "delegationsbesök", "erfarenhetsutbyte",
]  # fmt: skip
ABOUT = [
    "klimatanpassning", "cykeltrafik", "barns rättigheter", "äldreomsorg", "öppna data", "dagvatten",
    "bostadsbyggande", "scenkonst", "e-hälsa", "yrkesutbildning", "luftkvalitet", "kollektivtrafik", "våldsprevention",
    "skolmat", "energieffektivisering", "återbruk", "medborgardialog", "folkbibliotek", "arbetsintegration",
    "upphandling", "kulturarv", "stadsodling", "säkerhet i offentliga rum", "hamnutveckling", "besöksnäring",
    "krisledning", "språkundervisning", "samisk kultur", "ungas inflytande", "tillgänglighet",
]  # fmt: skip
PROSE = (
    "Samarbetet har bedrivits sedan flera år och omfattar erfarenhetsutbyte mellan tjänstepersoner, gemensamma "
    "ansökningar om finansiering och årliga möten på politisk nivå. Resultaten används i förvaltningens ordinarie "
    "arbete. Nyttan för staden är kunskap om lösningar som prövats på annan plats, och en plats i de sammanhang där "
    "frågan avgörs. Deltagandet följs upp årligen och ligger i linje med kommunfullmäktiges mål om en hållbar stad. "
)
