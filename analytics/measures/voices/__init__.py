"""Voices: who is quoted or reported, in which words, by which verb."""

from analytics.measures.voices.table import voice_table

__all__ = ["voice_table"]
