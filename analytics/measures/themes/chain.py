"""A chain of themes: neighbours in a paragraph tend to be about the same, so every passage is judged with its whole text."""

from __future__ import annotations

import numpy as np


def chain_marginals(scores: np.ndarray, ties: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
    """Compute the probability of each state of each link of a chain.

    Parameters
    ----------
    scores : numpy.ndarray of shape (n, states)
        Log score of each state of each link, n at least 1.
    ties : numpy.ndarray of shape (n - 1,)
        Bonus, at least 0, for a link and the next to be in the same state.

    Returns
    -------
    marginals : numpy.ndarray of shape (n, states)
        Probabilities, rows summing to 1.
    log_total : float
        Logarithm of the sum of exp(score) over all paths.
    stays : numpy.ndarray of shape (n - 1,)
        Probability that a link and the next are in the same state.

    Notes
    -----
    A path's log score is the sum of its scores and of the ties between equal neighbours (a linear-chain conditional random field with
    Potts ties). The forward and backward sums are scaled at each link. Cost is O(n * states).

    References
    ----------
    Lafferty, J., McCallum, A., Pereira, F. (2001). Conditional random fields. ICML.
    """
    n = len(scores)
    top = scores.max(axis=1, keepdims=True)
    local, bonus = np.exp(scores - top), np.expm1(ties)
    forward, backward, scale = np.empty_like(local), np.ones_like(local), np.empty(n)
    for i in range(n):
        reached = local[i] if i == 0 else local[i] * (1.0 + bonus[i - 1] * forward[i - 1])
        scale[i] = reached.sum()
        forward[i] = reached / scale[i]
    for i in range(n - 2, -1, -1):
        ahead = local[i + 1] * backward[i + 1]
        backward[i] = (ahead.sum() + bonus[i] * ahead) / scale[i + 1]
    stays = (forward[:-1] * local[1:] * backward[1:]).sum(axis=1) * np.exp(ties) / scale[1:]
    return forward * backward, float(np.log(scale).sum() + top.sum()), stays
