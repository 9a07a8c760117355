"""Descriptions in another language: which one, and the answer in it.

Judged by function words, which every sentence has. The built-in parser reads English only.
"""

# ruff: noqa: RUF001  # the answers are in other alphabets

from __future__ import annotations

import re

from b24app.english.reading import Question

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|\{\{\w+\}\}")
_FUNCTION_WORDS: dict[str, str] = {
    "en": "the a an is are when if to of and for with on it then send create this that by in as at not from do after",
    "de": "der die das ein eine einen einem wenn und oder ist wird nach dem den mit für auf nicht sobald neuer neue",
    "fr": "le la les un une des du et ou si est quand avec pour dans sur pas après lorsque au aux nouveau par ce cette",
    "es": "el la los las un una y o si es cuando con para en al del después nuevo nueva por que se cliente avisar esté",
    "pt": "o a os as um uma e ou se é quando com para em ao do da depois novo nova por que for pro cliente mandar não",
    "it": "il lo la gli le un una e o se è quando con per in al del dopo nuovo nuova che non di viene cliente",
    "nl": "de het een en of als is wanneer met voor op niet na nieuwe wordt naar van stuur klant",
    "pl": "i lub jeśli gdy kiedy jest z dla na nie po nowy nowa do klienta wyślij zadanie się",
    "tr": "bir ve veya eğer olduğunda ile için yeni sonra müşteriye gönder görev oluştur",
}
_ANSWERS: dict[str, str] = {
    "de": "Das lese ich noch nicht: Ohne KI-Anbieter verstehe ich nur Englisch. Bitte auf Englisch "
    "beschreiben oder in den Einstellungen einen KI-Anbieter wählen.",
    "fr": "Sans fournisseur d’IA, je ne lis que l’anglais. Décrivez-le en anglais, ou choisissez un "
    "fournisseur d’IA dans les réglages.",
    "es": "Sin un proveedor de IA solo leo inglés. Descríbalo en inglés o elija un proveedor de IA en los ajustes.",
    "pt": "Sem um provedor de IA, só leio inglês. Descreva em inglês ou escolha um provedor de IA nas configurações.",
    "it": "Senza un fornitore di IA leggo solo l’inglese. Descrivilo in inglese o scegli un fornitore "
    "di IA nelle impostazioni.",
    "nl": "Zonder AI-aanbieder lees ik alleen Engels. Beschrijf het in het Engels of kies een "
    "AI-aanbieder in de instellingen.",
    "pl": "Bez dostawcy AI czytam tylko po angielsku. Opisz to po angielsku albo wybierz dostawcę AI w ustawieniach.",
    "tr": "Bir yapay zekâ sağlayıcısı olmadan yalnızca İngilizce okuyorum. Lütfen İngilizce yazın "
    "veya ayarlardan bir sağlayıcı seçin.",
    "ru": "Без поставщика ИИ я понимаю только английский. Опишите это по-английски или выберите "
    "поставщика ИИ в настройках.",
    "uk": "Без постачальника ШІ я розумію лише англійську. Опишіть це англійською або виберіть постачальника ШІ.",
    "other": "I read English only. Please describe it in English, or choose an AI provider in the settings.",
}
_SETS = {name: frozenset(words.split()) for name, words in _FUNCTION_WORDS.items()}
_FEWEST = 3


def foreign(description: str) -> Question | None:
    """The answer to a description that is not in English, in its own language where that is known."""
    words = [word.casefold() for word in _WORD.findall(_QUOTED.sub(" ", description))]
    language = _language(words)
    return Question(_ANSWERS[language], ("language",), ("English",)) if language else None


def _language(words: list[str]) -> str:
    if len(words) < _FEWEST:
        return ""
    cyrillic = sum("\u0400" <= word[0] <= "\u04ff" for word in words)
    if cyrillic * 2 > len(words):
        return "uk" if any(set(word) & set("іїєґ") for word in words) else "ru"
    latin = sum(word[0] < "\u0250" for word in words)
    if latin * 2 < len(words):
        return "other"
    scores = {name: sum(word in known for word in words) for name, known in _SETS.items()}
    accented = sum(not word.isascii() for word in words)
    best = max(scores, key=lambda name: scores[name])
    if best == "en" or scores[best] < 1:
        return ""
    certain = scores[best] >= scores["en"] + 2 or (accented and scores[best] > scores["en"])
    return best if certain else ""
