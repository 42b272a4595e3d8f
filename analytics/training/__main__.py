"""``python -m analytics.training --cases DIR --out FILE``: train the coverage model from coded studies."""

from __future__ import annotations

import json
from pathlib import Path

import click

from analytics.language.encoder import UseEncoder
from analytics.language.vector_cache import CachedEncoder
from analytics.measures.coverage.model import model_to_json
from analytics.settings import default_cache_folder
from analytics.training.datasets import file_hash, load_cases
from analytics.training.fitting import fit_model
from analytics.training.samples import prepare


@click.command()
@click.option("--cases", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def main(cases: Path, out: Path) -> None:
    """Train the coverage model and write its weights."""
    encoder = CachedEncoder(UseEncoder(), default_cache_folder())
    texts = prepare(load_cases(cases, encoder))
    provenance = {"data": {"cases": file_hash(cases)}, "texts": len(texts), "encoder": encoder.fingerprint}
    out.write_text(json.dumps(model_to_json(fit_model(texts, provenance)), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
