"""Words and meaning: passages with spans, tokens and stems, language detection, vectors."""
