"""Generators of texts for property tests: the one home of Hypothesis strategies that more than one module uses."""

from __future__ import annotations

from hypothesis import strategies as st

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh", "zh-TW")

# Everything the splitters look for, in several scripts, with line ends, markers, quotes, abbreviations and control characters.
_PIECES = (
    "a The pact Ministers U.S. No. 5 Mr. J. etc. 11.6 2024-2027 l'accordo dell’art. 16. Januar »Ja« «Oui.» “We agreed.” (It was late.) "
    "don't start-ups Japan’s e\u0301t G7 東京で会談した。 「行く。」と述べた。 协议。 “好。”他说。 半導体 ウォン 26兆4000億 "
    "정부는 밝혔다. قال الوزير؟ สวัสดีครับ ทั้งนี้ Москва İzmir'de "
    "... … ?! ; : , . ! ? ' \" ( ) [1] ¹ ** __ # ## - • – * 1. 2. (a) 一、 \u00a0 \u3000 \x00 \u200b \ufeff 😀"
).split(" ")


def languages() -> st.SearchStrategy[str]:
    """Draw a code of a language that is analysed."""
    return st.sampled_from(LANGUAGES)


def wild_texts(max_pieces: int = 40) -> st.SearchStrategy[str]:
    """Draw texts of fragments of many scripts in any order, or of any characters at all."""
    pieces = st.lists(st.sampled_from([*_PIECES, " ", " ", " ", "\n", "\n", "\n\n", "\r\n", "\t"]), max_size=max_pieces)
    return st.one_of(pieces.map("".join), pieces.map(" ".join), st.text(max_size=120))


def prose(min_words: int = 8, max_words: int = 60) -> st.SearchStrategy[str]:
    """Draw English-looking prose: sentences of words from a small vocabulary, some of them names."""
    words = st.sampled_from(
        "supply chain pact minister Tokyo Rome security the of and mineral dialogue fund grows meets new treaty coast 2030".split()
    )
    return st.lists(words, min_size=min_words, max_size=max_words).map(_as_sentences)


def _as_sentences(words: list[str]) -> str:
    sentences = [" ".join(words[start : start + 7]) for start in range(0, len(words), 7)]
    return " ".join(sentence[0].upper() + sentence[1:] + "." for sentence in sentences)
