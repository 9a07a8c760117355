"""Countries and cities: what "from …" and "in …" name. Of any other name it must be said what it is."""

from __future__ import annotations

# Those of several words; the single ones are in `fields.COUNTRIES`.
LONG_COUNTRIES = (
    "united states [of america]", "united kingdom|kingdom", "great britain", "britain", "northern ireland",
    "new zealand", "south africa|korea|sudan", "north korea|macedonia", "saudi arabia", "czech republic",
    "sri lanka", "hong kong", "costa rica", "puerto rico", "el salvador", "dominican republic", "ivory coast",
    "united arab emirates", "bosnia and herzegovina", "burkina faso", "sierra leone", "holland", "belarus",
)  # fmt: skip
CITIES = (
    # Europe
    "aachen|aarhus|aberdeen|alicante|amsterdam|antwerp|antwerpen|athens|augsburg|barcelona|bari|basel|bath|belfast",
    "belgrade|bergen|berlin|bern|bielefeld|bilbao|birmingham|bochum|bologna|bonn|bordeaux|braga|brasov|bratislava",
    "bremen|breslau|brest|brighton|bristol|brno|bruges|brunswick|brussels|bucharest|budapest|burgas|bydgoszcz",
    "cambridge|cannes|cardiff|catania|cluj|cologne|copenhagen|cordoba|cork|coventry|cracow|debrecen|derby|dijon",
    "dortmund|dresden|dublin|dubrovnik|duisburg|dundee|edinburgh|eindhoven|erfurt|essen|faro|florence|frankfurt",
    "freiburg|galway|gdansk|gdynia|geneva|genoa|ghent|glasgow|gothenburg|granada|graz|grenoble|groningen|hamburg",
    "hanover|hannover|heidelberg|helsinki|iasi|innsbruck|karlsruhe|katowice|kassel|kharkiv|kiel|kiev|kyiv|klagenfurt",
    "kosice|krakow|kraków|lausanne|leeds|leicester|leipzig|lille|limassol|limerick|limoges|linz|lisbon|liverpool",
    "ljubljana|lodz|london|lublin|lucerne|lugano|lviv|lyon|lyons|maastricht|madrid|mainz|malaga|malmo|malmö",
    "manchester|mannheim|marseille|maribor|metz|milan|minsk|montpellier|moscow|munich|münchen|munster|münster|nantes",
    "naples|newcastle|nice|nicosia|norwich|nottingham|novosibirsk|nuremberg|odense|odesa|odessa|oslo|osijek|ostrava",
    "oulu|oxford|padua|palermo|palma|paris|parma|pisa|plovdiv|plymouth|podgorica|porto|portsmouth|poznan|potsdam",
    "prague|pristina|reading|regensburg|reims|rennes|reykjavik|riga|rimini|rome|rostock|rotterdam|rouen|salzburg",
    "samara|santander|sarajevo|seville|sheffield|sibiu|skopje|sofia|southampton|split|stavanger|stockholm|strasbourg",
    "stuttgart|sunderland|szczecin|szeged|tallinn|tampere|tartu|thessaloniki|timisoara|tirana|toulon|toulouse",
    "trieste|trondheim|turin|turku|ulm|uppsala|utrecht|valencia|valladolid|valletta|varna|venice|verona|vienna",
    "vigo|vilnius|warsaw|weimar|wiesbaden|winterthur|wroclaw|wuppertal|würzburg|york|yekaterinburg|zadar|zagreb",
    "zaragoza|zurich|zürich|st petersburg", "the hague", "san sebastian", "milton keynes", "monte carlo",
    # America
    "atlanta|austin|baltimore|boston|calgary|charlotte|chicago|cincinnati|cleveland|columbus|dallas|denver|detroit",
    "edmonton|halifax|hamilton|honolulu|houston|indianapolis|jacksonville|memphis|miami|milwaukee|minneapolis",
    "montreal|nashville|oakland|omaha|orlando|ottawa|philadelphia|phoenix|pittsburgh|portland|quebec|raleigh",
    "regina|sacramento|saskatoon|seattle|tampa|toronto|tucson|tulsa|vancouver|victoria|winnipeg",
    "new york|orleans [city]", "los angeles", "las vegas", "san francisco|diego|jose|antonio|juan", "salt lake city",
    "kansas|oklahoma|quebec|mexico|panama|guatemala city", "st louis", "fort worth", "buenos aires",
    "rio de janeiro", "sao paulo", "são paulo", "santo domingo", "belo horizonte",
    "bogota|brasilia|caracas|curitiba|guadalajara|guayaquil|havana|lima|managua|medellin|monterrey|montevideo|puebla",
    "quito|recife|rosario|salvador|santiago|tijuana",
    # Africa, Asia and Australia
    "abuja|accra|agadir|alexandria|algiers|cairo|casablanca|dakar|durban|fez|johannesburg|kampala|kigali|lagos|lusaka",
    "luanda|marrakech|mombasa|nairobi|pretoria|rabat|tangier|tripoli|tunis", "cape town", "addis ababa", "abu dhabi",
    "adelaide|almaty|amman|ankara|antalya|astana|auckland|baghdad|baku|bangalore|bangkok|beijing|beirut|bishkek",
    "brisbane|busan|bursa|calcutta|canberra|chengdu|chennai|chongqing|christchurch|colombo|damascus|darwin|delhi",
    "dhaka|doha|dubai|fukuoka|guangzhou|haifa|hangzhou|hanoi|hobart|hyderabad|islamabad|istanbul|izmir|jaipur",
    "jakarta|jeddah|jerusalem|kabul|karachi|kathmandu|kobe|kolkata|kyoto|lahore|macau|manila|medan|melbourne|mumbai",
    "muscat|nagoya|nanjing|osaka|perth|phuket|pune|riyadh|samarkand|sapporo|seoul|shanghai|sharjah|shenzhen",
    "surabaya|surat|sydney|taipei|tashkent|tbilisi|tehran|tianjin|tokyo|ulaanbaatar|wellington|wuhan|yerevan",
    "yokohama", "new delhi", "kuala lumpur", "ho chi minh city", "tel aviv", "gold coast", "kuwait city",
)  # fmt: skip
