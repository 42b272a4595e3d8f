"""How a statement is built: its paragraphs and sentences, and the verbs by which it acts."""
