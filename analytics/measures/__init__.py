"""One question a file, tidy tables out."""
