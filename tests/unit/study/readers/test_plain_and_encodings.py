"""Text files: their characters, what is taken out, how long they may be."""

from __future__ import annotations

import pytest

from analytics.errors import ReadError
from analytics.settings import ReadLimits
from analytics.study.readers import read_file
from analytics.study.readers.encodings import decode, known_encoding

SAMPLES = {
    "cp1252": "Le président a rencontré la Première ministre. « C’est une étape », a-t-il dit à l’Élysée.",
    "iso8859-2": "Podpisano porozumienie o współpracy, które wzmacnia bezpieczeństwo żeglugi. Kraje zobowiązały się do ćwiczeń.",
    "cp1251": "Президент встретился с премьер-министром. Стороны подписали соглашение о сотрудничестве.",
    "koi8-r": "Президент встретился с премьер-министром. Стороны подписали соглашение о сотрудничестве.",
    "cp1254": "Cumhurbaşkanı başbakanla görüştü. İki ülke güvenlik alanında iş birliği anlaşması imzaladı.",
    "cp932": "両首脳は東京で会談し、戦略的パートナーシップを強化することで一致した。",
    "euc_jp": "両首脳は東京で会談し、戦略的パートナーシップを強化することで一致した。",
    "iso2022_jp": "両首脳は東京で会談し、協力を強化することで一致した。",
    "big5": "兩國領導人在臺北會面,雙方簽署了合作協議,加強經濟安全和供應鏈合作。",
    "cp949": "양국 정상은 도쿄에서 회담을 갖고 경제 안보와 공급망 협력을 강화하기로 합의했다.",
    "cp1256": "التقى الرئيس برئيسة الوزراء في طوكيو ووقعا اتفاقية للتعاون الاقتصادي والأمني.",
    "cp874": "ผู้นำทั้งสองประเทศพบกันที่กรุงโตเกียวและลงนามในข้อตกลงความร่วมมือด้านเศรษฐกิจ",
}


@pytest.mark.parametrize("encoding", SAMPLES)
def test_old_encodings_are_guessed_and_told(encoding):
    """A text in an encoding of old is read with its letters, and the guess is told."""
    decoded = decode(SAMPLES[encoding].encode(encoding), "a.txt")
    assert decoded.text == SAMPLES[encoding]
    assert "was read as" in decoded.doubt


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Les ministres ont décidé à Genève que l'accord sera signé où il faut, après la réunion."),
        ("cp1252", "A decisão não é fácil, disse João na reunião de ontem em Lisboa."),
        ("cp1252", "España firmará mañana el acuerdo señalado por los ministros."),
        ("cp1252", "La città è più bella; perché così sarà, però."),
        ("cp1250", "Ministři se dohodli, že příští rok podepíší novou smlouvu o těžbě a životním prostředí."),
        ("cp1250", "Ministrowie zgodzili się, że podpiszą nową umowę o łączności i środowisku."),
        ("cp1250", "A miniszterek megállapodtak abban, hogy jövőre aláírják az új egyezményt a víz ügyében."),
    ],
)
def test_short_texts_keep_their_letters(encoding, text):
    """One line of Western or Central European text fits both encodings; it is read in that of its language."""
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_certain(encoding):
    """UTF-8 and texts with a byte order mark are read without doubt and without the mark."""
    decoded = decode("Größe 東京".encode(encoding), "a.txt")
    assert (decoded.text, decoded.doubt) == ("Größe 東京", "")


def test_declared_encodings_that_are_none_do_not_count():
    """Neither transformations of text nor UTF-16, for which any bytes pass, are taken from a page's word."""
    assert [known_encoding(name) for name in ("rot13", "base64", "utf-16", "utf-7", "unicode_escape", "nonsense", "a\0b", "")] == [""] * 8
    assert known_encoding("ISO-8859-1") == "cp1252"


def test_markdown_front_matter_becomes_metadata():
    """Lines between two rules at the beginning are metadata, not text."""
    document = read_file("a.md", b"---\ntitle: Pact\ndate: 2026-05-02\nsource: The Daily\n---\n# Heading\n\nWords.\n").documents[0]
    assert (document.title, document.date, document.outlet) == ("Pact", "2026-05-02", "The Daily")
    assert document.text == "# Heading\n\nWords.\n"


def test_markdown_heading_is_the_title_where_nothing_else_is():
    """The first heading names a Markdown text."""
    assert read_file("a.md", b"Intro\n\n# The pact #\n\nWords.").documents[0].title == "The pact"


def test_hidden_signs_are_taken_out_and_told():
    """Overrides of direction and zero-width signs go, joiners and plain direction marks stay."""
    document = read_file(
        "a.txt", "Pay \u202e001\u202c n\u200bow \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200f!".encode()
    ).documents[0]
    assert document.text == "Pay 001 now \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200f!"
    assert {(each.text, each.count) for each in document.removed} == {("direction override", 2), ("zero-width space", 1)}
    assert "signs that nobody sees" in str(document.faults[0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\0", "is empty"),
        (b"-- !! --", "holds no words"),
        (bytes(range(256)) * 20, "is not text"),
        (b"word " * 60, "at most 50 are analysed"),
        (b"a" * 330, "at most 300 are read"),
        (b"words\n" * 100, "at most 500 are read"),
    ],
)
def test_unusable_texts_are_refused_with_the_limit(data, said):
    """What is no text, and what is longer than permitted, is refused in a sentence that states the limit."""
    limits = ReadLimits(
        max_file_bytes=500 if len(data) > 500 and data[0] == 119 and data[5] == 10 else 10_000, max_words=50, max_line_characters=300
    )
    with pytest.raises(ReadError, match=said) as caught:
        read_file("a.txt", data, limits=limits)
    assert caught.value.faults[0].file == "a.txt"
    assert caught.value.faults[0].severity == "left aside"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind or needs a password"),
        ("a.png", b"\x89PNG\r\n", "is a picture"),
        ("a.rtf", b"{\\rtf1 x}", "RTF"),
        ("a.exe", b"MZ", "of a kind that is not read"),
    ],
)
def test_other_kinds_are_named(name, data, said):
    """A file of another kind is told apart and gets its own advice."""
    with pytest.raises(ReadError, match=said):
        read_file(name, data)
