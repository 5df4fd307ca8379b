"""Makes reference.json, the figures that scikit-learn.test.ts compares with: scikit-learn's on what H2O said of the rows of
the kept models (test/fixtures/mojo), beside made-up targets.

    pip install scikit-learn==1.9.1
    python test/unit/evaluation/make-reference.py > test/unit/evaluation/reference.json
"""

import json
from pathlib import Path

import numpy as np
from sklearn import metrics as m

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "mojo"
THRESHOLD = 0.4


def classes(said):
    names = [name for name in said if name != "predict"]
    labels = [name.removeprefix("p") if len(names) == 2 else name for name in names]
    p = np.array([[float(x) for x in said[name]] for name in names]).T
    likeliest = p.argmax(axis=1)
    # Every third row is of the class after the likeliest.
    actual = (likeliest + (np.arange(len(p)) % 3 == 2)) % len(labels)
    predicted = (p[:, 1] >= THRESHOLD).astype(int) if len(labels) == 2 else likeliest
    shares = np.tile(np.bincount(actual, minlength=len(labels)) / len(actual), (len(actual), 1))
    return {
        "targets": [labels[label] for label in actual],
        "confusion": m.confusion_matrix(actual, predicted, labels=range(len(labels))).tolist(),
        "metrics": figures(actual, predicted, p),
        "baseline": figures(actual, shares.argmax(axis=1), shares),
    }


def figures(actual, predicted, p):
    own = p[np.arange(len(p)), actual]
    found = {
        "logloss": m.log_loss(actual, p, labels=range(p.shape[1])),
        "accuracy": m.accuracy_score(actual, predicted),
        "meanPerClassError": 1 - m.balanced_accuracy_score(actual, predicted),
        "mse": m.mean_squared_error(np.ones(len(p)), own),
    }
    if p.shape[1] == 2:
        found["auc"] = m.roc_auc_score(actual, p[:, 1])
        found["aucpr"] = m.average_precision_score(actual, p[:, 1])
    return found


def values(said):
    predicted = np.array([float(x) for x in said["predict"]])
    actual = np.round(1.1 * predicted + np.arange(len(predicted)) % 5 - 2, 3)
    mean = np.full(len(actual), actual.mean())
    return {"targets": actual.tolist(), "metrics": errors(actual, predicted), "baseline": errors(actual, mean)}


def errors(actual, predicted):
    return {
        "mse": m.mean_squared_error(actual, predicted),
        "rmse": m.root_mean_squared_error(actual, predicted),
        "mae": m.mean_absolute_error(actual, predicted),
        "r2": m.r2_score(actual, predicted),
    }


def reference(name):
    said = json.loads((FIXTURES / f"{name}.json").read_text())["predictions"]
    return classes(said) if len(said) > 1 else values(said)


MODELS = ["gbm-titanic", "deeplearning-titanic", "drf-iris", "glm-penguins", "stackedensemble-iris", "xgboost-mpg"]
print(json.dumps({name: reference(name) for name in MODELS}, indent=1))
