"""Do probabilities rank what happened first, and how far may chance alone move what says so?"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from scipy.special import expit, logit

from analytics.intervals import LEVEL

_NO_ENDS = (float("nan"), float("nan"))


def area_under_curve(occurred: np.ndarray, scores: np.ndarray) -> float:
    """Compute the probability that a yes scores above a no, ties counting half: the area under the ROC curve.

    Parameters
    ----------
    occurred : numpy.ndarray of bool, shape (cells,)
        Whether it was so.
    scores : numpy.ndarray of shape (cells,)
        Higher is more probable; any scale.

    Returns
    -------
    float
        1 every yes above every no, 0.5 chance, 0 the reverse; NaN where only yes or only no occurs.

    Notes
    -----
    ``(R - y (y + 1) / 2) / (y n)`` with y yes, n no, and R the sum of the ranks of the yes (Mann-Whitney).

    References
    ----------
    Hanley, J. A., McNeil, B. J. (1982). The meaning and use of the area under a ROC curve. Radiology 143, 29-36.
    """
    from scipy.stats import rankdata

    yes = int(occurred.sum())
    no = len(occurred) - yes
    if not yes or not no:
        return float("nan")
    return float((rankdata(scores)[occurred].sum() - yes * (yes + 1) / 2) / (yes * no))


def area_under_curve_interval(occurred: np.ndarray, scores: np.ndarray, *, level: float = LEVEL) -> tuple[float, float]:
    """Bound the area under the ROC curve by DeLong's method.

    Parameters
    ----------
    occurred, scores : numpy.ndarray of shape (cells,)
        As for `area_under_curve`.
    level : float
        Level of the interval, between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper end in [0, 1]. NaN where the cells cannot tell: with fewer than two yes or two no, and where all yes stand above all
        no, or below them.

    Notes
    -----
    Each yes has a share of the no that it scores above, each no a share of the yes that score above it, ties counting half. The variance of
    the area is the sum of their variances, each divided by their number. The interval is symmetric on the logit scale, so that it stays
    within [0, 1] (Pepe 2003). Cells count as independent: those of one article are not wholly so.

    References
    ----------
    DeLong, E. R., DeLong, D. M., Clarke-Pearson, D. L. (1988). Comparing the areas under two or more correlated receiver operating
    characteristic curves. Biometrics 44, 837-845. Pepe, M. S. (2003). The Statistical Evaluation of Medical Tests. Oxford, section 5.2.
    """
    from scipy.stats import rankdata

    yes, no = scores[occurred], scores[~occurred]
    area = area_under_curve(occurred, scores)
    if min(len(yes), len(no)) < 2 or not 0 < area < 1:
        return _NO_ENDS
    ranks = rankdata(scores)
    of_yes = (ranks[occurred] - rankdata(yes)) / len(no)
    of_no = 1 - (ranks[~occurred] - rankdata(no)) / len(yes)
    error = np.sqrt(of_yes.var(ddof=1) / len(yes) + of_no.var(ddof=1) / len(no))
    return _on_logit_scale(area, float(error) / (area * (1 - area)), level)


def average_precision(occurred: np.ndarray, scores: np.ndarray) -> float:
    """Compute the mean precision at each yes, when cells are read from the highest score down.

    Parameters
    ----------
    occurred, scores : numpy.ndarray of shape (cells,)
        As for `area_under_curve`.

    Returns
    -------
    float
        1 every yes before every no; by chance about the share of yes; NaN without a yes.

    Notes
    -----
    ``sum_k (R_k - R_(k-1)) P_k`` over the distinct scores, as `sklearn.metrics.average_precision_score`.
    """
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(occurred, scores)) if occurred.any() else float("nan")


def average_precision_interval(precision: float, yes: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Bound an average precision by the logit interval.

    Parameters
    ----------
    precision : float
        What `average_precision` gave; NaN gives NaN.
    yes : int
        How many cells it was so for.
    level : float
        Level of the interval, between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper end in [0, 1]; NaN for a precision of 1, of which the method tells nothing.

    Notes
    -----
    Symmetric on the logit scale, with the standard deviation ``1 / sqrt(yes * precision * (1 - precision))``.

    References
    ----------
    Boyd, K., Eng, K. H., Page, C. D. (2013). Area under the precision-recall curve: point estimates and confidence intervals. ECML PKDD,
    451-466.
    """
    if not 0 < precision < 1:
        return _NO_ENDS
    return _on_logit_scale(precision, 1 / float(np.sqrt(yes * precision * (1 - precision))), level)


def _on_logit_scale(value: float, deviation: float, level: float) -> tuple[float, float]:
    half = NormalDist().inv_cdf((1 + level) / 2) * deviation
    low, high = expit(logit(value) + np.array([-half, half])).tolist()
    return low, high
