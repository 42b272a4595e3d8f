"""Weights of small models, whole or refused."""

import pytest

from analytics.errors import ModelError
from analytics.weights import load_weights, weights_by_name


def read(text):
    """Read weights for two features of version 2."""
    return load_weights("analytics", "for lakes", 2, lambda stored: weights_by_name(stored["weights"], ("deep", "wide")), text)


def test_whole_weights_are_read():
    """One number a feature, in the order of the file."""
    assert list(read('{"feature_version": 2, "weights": {"wide": 1, "deep": 0.5}}').items()) == [("wide", 1.0), ("deep", 0.5)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "for lakes are damaged"),
        ("[]", "for lakes are damaged"),
        ('{"feature_version": 2}', "damaged .'weights'.; install the package again or train them anew"),
        ('{"feature_version": 2, "weights": {"deep": "much", "wide": 1}}', "damaged .could not convert"),
        ('{"feature_version": 2, "weights": {"deep": 1}}', r"for the features \['deep'\], not \['deep', 'wide'\]"),
        ('{"feature_version": 1, "weights": {}}', "for version 1 of the features; this program has version 2. Train them anew"),
    ],
)
def test_other_weights_are_refused(text, message):
    """Damaged, incomplete, for other features or for an earlier version: each with a sentence that says what to do."""
    with pytest.raises(ModelError, match=message):
        read(text)
