"""How far may chance alone move a figure? Intervals of shares, counts and means, and of figures that are made of a table of counts."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaincinv, stdtrit

from analytics.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LEVEL = 0.95
"""Level of an interval where no settings say another; also the default of `analytics.settings.Settings.interval_level`."""

_DRAWS = 2000
_LEAST_DEFINED = 0.95


def wilson_interval(share: float, n: float, *, level: float = LEVEL) -> tuple[float, float]:
    """Bound a share by Wilson's score interval.

    Parameters
    ----------
    share : float
        Observed share, 0 to 1; NaN gives NaN.
    n : float
        (Effective) number of observations, not necessarily whole; 0 gives NaN.
    level : float
        Level of the interval, between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper end in [0, 1].

    Raises
    ------
    SettingsError
        If `level` is out of range.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
    """
    _check(level)
    if not n > 0 or np.isnan(share):
        return float("nan"), float("nan")
    z2 = NormalDist().inv_cdf((1 + level) / 2) ** 2
    centre = share + z2 / (2 * n)
    half = float(np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))))
    scale = 1 + z2 / n
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def f1_interval(f1: float, n: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Bound an F1 of one class.

    Parameters
    ----------
    f1 : float
        Observed F1, 0 to 1; NaN gives NaN.
    n : int
        Units that either side puts into the class; 0 gives NaN.
    level : float
        Level of the interval, between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper end in [0, 1].

    Raises
    ------
    SettingsError
        If `level` is out of range.

    Notes
    -----
    Of the n units that either side puts into the class, both put the share ``s = F1 / (2 - F1)`` there. The share has Wilson's interval,
    whose ends go back to F1 by ``2 s / (1 + s)``.

    References
    ----------
    Lam, K. F. Y., Gopal, V., Qian, J. (2023). Confidence intervals for the F1 score: a comparison of four methods. arXiv:2309.14621
    (there the "Wilson indirect" method).
    """
    low, high = (2 * end / (1 + end) for end in wilson_interval(f1 / (2 - f1), n, level=level))
    return low, high


def poisson_interval(count: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Bound the number of times that something is expected to occur, by Garwood's exact interval.

    Parameters
    ----------
    count : int
        How often it occurred, 0 or more.
    level : float
        Level of the interval, between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper end, 0 or more. Divided by the words counted they bound a rate.

    Raises
    ------
    SettingsError
        If `level` is out of range.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.
    """
    _check(level)
    low = float(gammaincinv(count, (1 - level) / 2)) if count else 0.0
    return low, float(gammaincinv(count + 1, (1 + level) / 2))


def mean_interval(values: np.ndarray, *, level: float = LEVEL) -> tuple[float, float]:
    """Bound the mean of values by Student's t.

    Parameters
    ----------
    values : numpy.ndarray of shape (n,)
        Any numbers.
    level : float
        Level of the interval, between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper end, in the unit of the values. NaN for fewer than two values, and where all are equal.

    Raises
    ------
    SettingsError
        If `level` is out of range.

    References
    ----------
    Student (1908). The probable error of a mean. Biometrika 6, 1-25.
    """
    _check(level)
    n = len(values)
    if n < 2 or np.ptp(values) == 0:
        return float("nan"), float("nan")
    half = float(stdtrit(n - 1, (1 + level) / 2) * values.std(ddof=1) / np.sqrt(n))
    return float(values.mean()) - half, float(values.mean()) + half


def effective_number(weights: Sequence[int]) -> float:
    """Return how many equal observations unequal ones are worth: Kish's effective sample size ``(sum w)^2 / sum w^2``; 0 for none.

    References
    ----------
    Kish, L. (1965). Survey Sampling. Wiley.
    """
    squares = sum(weight * weight for weight in weights)
    total = sum(weights)
    return total**2 / squares if squares else 0.0


def resampled_interval(
    counts: np.ndarray, figure: Callable[[np.ndarray], np.ndarray], *, level: float = LEVEL, draws: int = _DRAWS
) -> tuple[float, float]:
    """Bound a figure that follows from a table of counts, by drawing the counted units again with replacement.

    Parameters
    ----------
    counts : numpy.ndarray of int, shape (kinds,)
        How many units there are of each kind, such as how many cells have each pair of verdicts.
    figure : callable
        Takes counts of shape (draws, kinds) and returns the figure of each row, NaN where it has no meaning.
    level : float
        Level of the interval, between 0 and 1.
    draws : int
        How often all units are drawn anew.

    Returns
    -------
    tuple of float
        Lower and upper end: the quantiles of the drawn figures. NaN where the draws say nothing: without units, where all are of one kind
        or every draw gives the same figure, and where more than one draw in twenty has none.

    Raises
    ------
    SettingsError
        If `level` is out of range.

    Notes
    -----
    Percentile bootstrap over units. To draw n units with replacement is to draw counts from a multinomial distribution. The seed is fixed:
    the same counts give the same interval.

    References
    ----------
    Efron, B., Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman and Hall. Of agreement: Zapf, A., Castell, S.,
    Morawietz, L., Karch, A. (2016). Measuring inter-rater reliability for nominal data: which coefficients and confidence intervals are
    appropriate? BMC Medical Research Methodology 16, 93.
    """
    _check(level)
    n = int(counts.sum())
    if n == 0:
        return float("nan"), float("nan")
    drawn = figure(np.random.default_rng(0).multinomial(n, counts / n, size=draws))
    known = drawn[~np.isnan(drawn)]
    if len(known) < _LEAST_DEFINED * draws or np.ptp(known) == 0:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2]).tolist()
    return low, high


def _check(level: float) -> None:
    if not 0.0 < level < 1.0:
        raise SettingsError(f"The level of an interval is {level}; give a number between 0 and 1, such as 0.95.")
