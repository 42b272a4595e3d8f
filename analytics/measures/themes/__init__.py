"""Themes: which theme of the codebook each passage is about, or none."""

from analytics.measures.themes.model import ThemeModel, load_theme_model
from analytics.measures.themes.table import theme_table

__all__ = ["ThemeModel", "load_theme_model", "theme_table"]
