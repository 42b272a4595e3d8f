"""Verdicts made with an engine of the user's: what changes, what does not, and what is said."""

import json

import pandas as pd
import pytest

from analytics.cli import main
from analytics.errors import ModelError
from analytics.language.e5_encoder import E5Encoder
from analytics.language.encoder_pair import EncoderPair, shipped_pair
from analytics.language.transformer_encoder import SentenceTransformerEncoder
from analytics.measures.coverage.model import load_model, model_for, model_to_json, named_model
from analytics.pipeline import analyze
from analytics.provenance import describe_provenance, describe_verdicts, verdicts_note
from analytics.settings import Settings
from analytics.study import load_study
from tests.engine_models import save_tiny_model
from tests.studies import write_study

OTHER = "sentence-transformers/1/0123456789abcdef"


@pytest.fixture
def study(tmp_path):
    """Load the small study."""
    return load_study(write_study(tmp_path))


def _weights_for(encoder, folder):
    content = model_to_json(load_model())
    content["provenance"] = {"encoder": encoder}
    path = folder / "weights-for-another.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_shipped_weights_are_those_of_the_shipped_encoder():
    """Whoever changes the encoder's vectors has to train anew."""
    encoder = shipped_pair().fingerprint
    assert load_model().is_for(encoder)
    assert model_for(encoder) is load_model()


def test_weights_for_another_encoder_are_refused(tmp_path):
    """The shipped ones for a strange encoder, and named ones for the shipped encoder; both messages say what to do."""
    with pytest.raises(ModelError, match=r"shipped weights .* not for sentence-transformers/1/.*analytics\.training --engine"):
        model_for(OTHER)
    path = _weights_for(OTHER, tmp_path)
    assert model_for(OTHER, str(path)).is_for(OTHER)
    with pytest.raises(ModelError, match=r"weights-for-another\.json were trained for the encoder sentence-transformers"):
        model_for(shipped_pair().fingerprint, str(path))


def test_damaged_files_of_an_encoder_are_called_so():
    """Nobody is told to train weights because a file on disk was cut short; the encoder is named."""
    first, second = shipped_pair().fingerprint.split(" + ")
    damaged = f"{second.rpartition('/')[0]}/0123456789abcdef"
    with pytest.raises(
        ModelError, match=r"The files of multilingual-e5-small-8-layers are not those .* Install leftout .* again\."
    ) as told:
        model_for(f"{first} + {damaged}")
    assert "Train" not in str(told.value)


def test_shipped_weights_are_given_to_whoever_asks_for_them():
    """The word shipped overrules."""
    assert model_for(OTHER, "shipped") is load_model()
    assert named_model("shipped") is load_model()


def test_uncalibrated_verdicts_are_told(study, tmp_path):
    """The note says for what the weights were trained; with weights for the engine it says so, without an engine nothing."""
    foreign = Settings(engine=f"{tmp_path}/m", weights="shipped")
    (note,) = verdicts_note({"verdicts": describe_verdicts(foreign, OTHER, load_model())})
    assert "made with m (sentence-transformers/1/" in note
    assert "not calibrated" in note
    path = _weights_for(OTHER, tmp_path)
    own = describe_verdicts(Settings(engine="m", weights=str(path)), OTHER, named_model(str(path)))
    assert "weights trained for it" in verdicts_note({"verdicts": own})[0]
    assert len(own["weights"]) == 64
    plain = describe_provenance(study, Settings(), encoder="e", verdicts=describe_verdicts(Settings(), "e", load_model()))
    assert "verdicts" not in plain
    assert verdicts_note(plain) == ()


def test_engine_is_taken_from_the_environment(monkeypatch):
    """So that every command and the dashboard know it; what is given outright wins."""
    monkeypatch.setenv("LEFTOUT_ENGINE", " some/model ")
    monkeypatch.setenv("LEFTOUT_WEIGHTS", "w.json")
    assert (Settings().engine, Settings().weights) == ("some/model", "w.json")
    assert Settings(engine="").engine == ""
    assert not {"engine", "weights"} & set(Settings().reported())


def test_command_without_the_library_says_what_to_install(tmp_path, monkeypatch, capsys):
    """No traceback, exit code 1."""
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    write_study(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["analyze", str(tmp_path), "--out", str(tmp_path / "out"), "--engine", "no-such-engine", "--no-cache"])
    assert ended.value.code == 1
    assert "Install it with: pip install" in capsys.readouterr().err


def test_engine_makes_the_verdicts_and_nothing_else(study, tmp_path):
    """Tables that need no verdict are those of the shipped encoder, to the byte."""
    folder = save_tiny_model(tmp_path / "model")
    path = _weights_for(EncoderPair(SentenceTransformerEncoder(str(folder)), E5Encoder()).fingerprint, tmp_path)
    steps = []
    settings = Settings(use_cache=False, engine=str(folder), weights=str(path))
    found = analyze(study, settings, progress=lambda *step: steps.append(step))
    plain = analyze(study, Settings(use_cache=False))
    for name in ("themes", "additions", "keywords", "keyness", "discrepancies", "passages", "voices"):
        pd.testing.assert_frame_equal(found.table(name), plain.table(name))
    assert not found.coverage["p_covered"].equals(plain.coverage["p_covered"])
    assert found.provenance["encoder"] == plain.provenance["encoder"]
    assert found.provenance["verdicts"]["engine"] == "tiny-model"
    assert {"torch", "transformers"} <= set(found.provenance["libraries"])
    assert str(tmp_path) not in json.dumps(found.provenance["verdicts"])
    assert [fault.severity for fault in found.faults] == ["notice"]
    # the statement, two sources and their batch, the comparison of sources
    assert steps[-1][:2] == (5, 5)
    assert [done for done, _, _ in steps] == list(range(6))


def test_engine_without_weights_is_refused_before_any_work(study, tmp_path):
    """Wrong probabilities are never given in silence."""
    folder = save_tiny_model(tmp_path / "model")
    steps = []
    with pytest.raises(ModelError, match="their probabilities would be wrong"):
        analyze(study, Settings(use_cache=False, engine=str(folder)), progress=lambda *step: steps.append(step))
    assert steps == []


def test_source_in_a_language_that_the_engine_lacks_is_left_aside(tmp_path):
    """The shipped encoder reads Italian, an engine for English does not."""
    italian = "Il governo ha annunciato martedì nuove misure per rafforzare l'economia e l'occupazione del paese. " * 3
    study = load_study(write_study(tmp_path, b=italian))
    folder = save_tiny_model(tmp_path / "model")
    found = analyze(study, Settings(use_cache=False, engine=str(folder), weights="shipped"))
    assert list(found.sources["source"]) == ["a"]
    assert [fault.severity for fault in found.faults] == ["left aside", "notice"]
