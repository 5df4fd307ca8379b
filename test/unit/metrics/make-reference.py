"""Makes reference.json, the values that metrics.test.ts compares with: scikit-learn's on made rows.

    pip install scikit-learn==1.9.1
    python test/unit/metrics/make-reference.py > test/unit/metrics/reference.json
"""

import json

import numpy as np
import sklearn
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

random = np.random.default_rng(7)


def binary(rows, share, decimals, weighted):
    actual = (random.random(rows) < share).astype(int)
    raw = random.normal(actual * 1.2, 1.0)
    # Rounded, so that there are ties, and some probabilities are exactly 0 or 1.
    p = np.round(1 / (1 + np.exp(-(raw - 1.2))), decimals)
    w = random.integers(0, 4, rows).astype(float) if weighted else None
    threshold = 0.4
    predicted = (p >= threshold).astype(int)
    both = np.column_stack([1 - p, p])
    fpr, tpr, at = m.roc_curve(actual, p, sample_weight=w, drop_intermediate=False)
    observed, mean = calibration_curve(actual, p, n_bins=10, strategy="quantile")
    kw = {"sample_weight": w}
    return {
        "actual": actual.tolist(),
        "p0": both[:, 0].tolist(),
        "p1": p.tolist(),
        "weights": None if w is None else w.tolist(),
        "threshold": threshold,
        "metrics": {
            "auc": m.roc_auc_score(actual, p, **kw),
            "aucpr": m.average_precision_score(actual, p, **kw),
            "logloss": m.log_loss(actual, both, labels=[0, 1], **kw),
            "meanPerClassError": 1 - m.balanced_accuracy_score(actual, predicted, **kw),
            "accuracy": m.accuracy_score(actual, predicted, **kw),
            "mse": m.brier_score_loss(actual, p, **kw),
            "rmse": m.brier_score_loss(actual, p, **kw) ** 0.5,
            "mae": None,
            "rmsle": None,
            "r2": None,
        },
        "confusion": m.confusion_matrix(actual, predicted, **kw).tolist(),
        "point": {
            "precision": m.precision_score(actual, predicted, **kw),
            "recall": m.recall_score(actual, predicted, **kw),
            "specificity": m.recall_score(actual, predicted, pos_label=0, **kw),
            "f1": m.f1_score(actual, predicted, **kw),
            "mcc": m.matthews_corrcoef(actual, predicted, **kw),
            "accuracy": m.accuracy_score(actual, predicted, **kw),
        },
        "roc": {"threshold": at[1:].tolist(), "fpr": fpr[1:].tolist(), "tpr": tpr[1:].tolist()},
        "calibration": {"predicted": mean.tolist(), "observed": observed.tolist()},
    }


def several(rows, classes, weighted):
    actual = random.integers(0, classes, rows)
    raw = random.normal(0, 1, (rows, classes)) + 1.5 * np.eye(classes)[actual]
    p = np.exp(raw) / np.exp(raw).sum(axis=1, keepdims=True)
    predicted = p.argmax(axis=1)
    w = random.random(rows) if weighted else None
    kw = {"sample_weight": w}
    likelihood = p[np.arange(rows), actual]
    mse = float(np.average((1 - likelihood) ** 2, weights=w))
    return {
        "actual": actual.tolist(),
        "probabilities": p.T.tolist(),
        "predicted": predicted.tolist(),
        "weights": None if w is None else w.tolist(),
        "metrics": {
            "auc": None,
            "aucpr": None,
            "logloss": m.log_loss(actual, p, labels=list(range(classes)), **kw),
            "meanPerClassError": 1 - m.balanced_accuracy_score(actual, predicted, **kw),
            "accuracy": m.accuracy_score(actual, predicted, **kw),
            "mse": mse,
            "rmse": mse**0.5,
            "mae": None,
            "rmsle": None,
            "r2": None,
        },
        "confusion": m.confusion_matrix(actual, predicted, **kw).tolist(),
    }


def value(rows, offset, weighted):
    actual = random.gamma(2, 3, rows) + offset
    predicted = actual * 0.8 + random.normal(1, 1, rows)
    w = random.random(rows) if weighted else None
    kw = {"sample_weight": w}
    log = actual.min() > -1 and predicted.min() > -1
    return {
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "weights": None if w is None else w.tolist(),
        "metrics": {
            "auc": None,
            "aucpr": None,
            "logloss": None,
            "meanPerClassError": None,
            "accuracy": None,
            "mse": m.mean_squared_error(actual, predicted, **kw),
            "rmse": m.root_mean_squared_error(actual, predicted, **kw),
            "mae": m.mean_absolute_error(actual, predicted, **kw),
            "rmsle": m.root_mean_squared_log_error(actual, predicted, **kw) if log else None,
            "r2": m.r2_score(actual, predicted, **kw),
        },
    }


print(
    json.dumps(
        {
            "madeWith": f"scikit-learn {sklearn.__version__}",
            "binary": {
                "balanced": binary(80, 0.5, 6, False),
                "rare and tied": binary(120, 0.15, 1, False),
                "weighted": binary(90, 0.4, 2, True),
            },
            "several": {"four classes": several(60, 4, False), "weighted": several(60, 3, True)},
            "value": {
                "positive": value(50, 3, False),
                "partly negative": value(50, -6, False),
                "weighted": value(50, 3, True),
            },
        },
    )
)
