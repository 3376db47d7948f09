"""scikit-learn's logistic regression on the vectors that 'benchmarks.jar transformer' has kept, over the same splits, and DkNN by the
log ratio in numpy: accuracies of other programs beside the study's.

usage: heads.py VECTORS DATA SEEDS, such as heads.py ~/.cache/dknn/minilm-sst-2.vectors shared/data 5
"""

import struct
import sys

import numpy
from sklearn.linear_model import LogisticRegression

LAYERS = 6
K = 75
STRETCH = 8
CALIBRATION = 1000
MASK = (1 << 48) - 1


def shuffled(count, seed):
    """Java's Collections.shuffle of 0..count - 1 by new Random(seed)."""
    state = (seed ^ 0x5DEECE66D) & MASK
    order = list(range(count))
    for size in range(count, 1, -1):
        while True:
            state = (state * 0x5DEECE66D + 0xB) & MASK
            bits = state >> 17
            if size & (size - 1) == 0:
                drawn = (size * bits) >> 31
                break
            drawn = bits % size
            if bits - drawn + size - 1 < 1 << 31:
                break
        order[size - 1], order[drawn] = order[drawn], order[size - 1]
    return order


def sentences(path):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file.read().split("\n") if line[2:].strip()]
    return [tuple(line[2:].split()) for line in lines], numpy.array([int(line[0]) for line in lines])


def layers(path):
    with open(path, "rb") as file:
        for _ in range(LAYERS):
            rows, width = struct.unpack(">ii", file.read(8))
            yield numpy.frombuffer(file.read(4 * rows * width), "<f4").reshape(rows, width)


def log_ratio(queries, references, labels):
    """Above 0 for class 0: how much nearer its K nearest are, in logarithms."""
    squares = (queries**2).sum(1)[:, None] + (references**2).sum(1)[None] - 2 * queries @ references.T
    distances = numpy.sqrt(numpy.maximum(squares, 0))
    means = [numpy.partition(distances[:, labels == c], K - 1, axis=1)[:, :K].mean(1) for c in (0, 1)]
    return numpy.log(means[1] + 1e-12) - numpy.log(means[0] + 1e-12)


def stretched(vectors, weights):
    return numpy.concatenate([vectors, STRETCH * (vectors @ weights / numpy.linalg.norm(weights))[:, None]], 1)


def main(vectors_path, data, seeds):
    vectors = list(layers(vectors_path))
    parts = {part: sentences(f"{data}/sst/stsa.binary.{part}") for part in ("test", "dev", "train")}
    training, labels = parts["train"]
    first = shuffled(len(training), 1)
    ordinals = {}
    for text in (
        parts["test"][0]
        + parts["dev"][0]
        + [training[i] for i in sorted(first[CALIBRATION:])]
        + [training[i] for i in sorted(first[:CALIBRATION])]
    ):
        ordinals.setdefault(text, len(ordinals))
    assert len(ordinals) == len(vectors[0]), "the vectors are of other texts"
    rows = {part: [ordinals[text] for text in texts] for part, (texts, _) in parts.items()}
    found = {}
    for seed in range(1, int(seeds) + 1):
        kept = sorted(shuffled(len(training), seed)[CALIBRATION:])
        known = [rows["train"][i] for i in kept]
        head = LogisticRegression(max_iter=5000, tol=1e-8).fit(vectors[5][known], labels[kept])
        views = {"3": vectors[3], "5": vectors[5], "head": stretched(vectors[5], head.coef_[0].astype("f4"))}
        for part in ("dev", "test"):
            asked, gold = rows[part], parts[part][1]
            found.setdefault(("logistic regression", part), []).append(head.score(vectors[5][asked], gold))
            scores = {name: log_ratio(view[asked], view[known], labels[kept]) for name, view in views.items()}
            for names in (("3", "head"), ("3", "5"), ("head",)):
                right = (sum(scores[name] for name in names) < 0) == gold
                found.setdefault(("DkNN, " + " and ".join(names), part), []).append(right.mean())
    for (method, part), values in found.items():
        print("%-20s %-4s %.4f [%.4f, %.4f]" % (method, part, numpy.mean(values), min(values), max(values)))


main(*sys.argv[1:])
