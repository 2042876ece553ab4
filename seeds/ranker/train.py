"""Train the ranking: `python seeds/ranker/train.py` writes seeds/words/ranker.txt anew.

Reads labels.tsv, one judged question a line: a number for its article, the verdict of a blind
judge (keep, edit or reject), and its features as JSON (see quiz/ranking.py). A logistic regression
with an L2 penalty is fitted by Newton's method; the same labels give the same weights. Prints how
well the estimate parts kept questions from the others on articles it was not trained on.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "words" / "ranker.txt"
PENALTY = 5.0  # pull of each weight towards 0, in judged questions
RAREST = 8  # questions a feature must occur in
FOLDS = 5
HEADER = """\
# Weights of the ranking (quiz/ranking.py), one feature a line: name<TAB>weight.
# Written for this project by seeds/ranker/train.py from labels.tsv; not to be edited by hand.
"""

Label = tuple[int, bool, dict[str, float]]


def labels(path: Path = HERE / "labels.tsv") -> list[Label]:
    """Return (article, kept, features) of every judged question."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            article, verdict, features = line.split("\t")
            found.append((int(article), verdict == "keep", json.loads(features)))
    return found


def trained(judged: list[Label]) -> dict[str, float]:
    """Return the weight of each feature that occurs often enough."""
    counts: dict[str, int] = {}
    for _, _, features in judged:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    table = np.array([[f.get(name, 0.0) for name in names] for _, _, f in judged])
    kept = np.array([float(keep) for _, keep, _ in judged])
    penalty = np.array([0.01 if name == "constant" else PENALTY for name in names])
    weights = np.zeros(len(names))
    for _ in range(30):
        estimate = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (estimate - kept) + penalty * weights
        curve = (table.T * (estimate * (1 - estimate))) @ table + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def estimate(weights: dict[str, float], features: dict[str, float]) -> float:
    """Return how likely a question with these features is to be kept."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-total))


def held_out(judged: list[Label]) -> list[tuple[float, bool]]:
    """Return (estimate, kept) of every question by weights that have not seen its article."""
    articles = sorted({article for article, _, _ in judged})
    found = []
    for fold in range(FOLDS):
        unseen = set(articles[fold::FOLDS])
        weights = trained([row for row in judged if row[0] not in unseen])
        found += [(estimate(weights, f), keep) for a, keep, f in judged if a in unseen]
    return found


def area(pairs: list[tuple[float, bool]]) -> float:
    """Return the share of (kept, not kept) pairs that the estimate puts in the right order."""
    kept = [e for e, keep in pairs if keep]
    others = [e for e, keep in pairs if not keep]
    right = sum((a > b) + 0.5 * (a == b) for a in kept for b in others)
    return right / (len(kept) * len(others))


def report(judged: list[Label]) -> str:
    """Return a few lines on how good the estimate is on articles it has not seen."""
    pairs = sorted(held_out(judged), reverse=True)
    lines = [f"{len(judged)} judged, {sum(k for _, k, _ in judged)} kept; area {area(pairs):.3f}"]
    for share in (0.25, 0.5, 0.75, 1.0):
        top = pairs[: round(share * len(pairs))]
        rate = sum(keep for _, keep in top) / len(top)
        lines.append(f"best {share:.0%}: {rate:.0%} kept, estimate {top[-1][0]:.2f} and up")
    return "\n".join(lines)


if __name__ == "__main__":
    rows = labels()
    sys.stdout.write(report(rows) + "\n")
    written = "".join(f"{name}\t{weight}\n" for name, weight in trained(rows).items() if weight)
    WEIGHTS.write_text(HEADER + written, encoding="utf-8")
