"""What is compared: manifest, documents, codebook."""

from analytics.study.manifest import Study, check_study, load_study

__all__ = ["Study", "check_study", "load_study"]
