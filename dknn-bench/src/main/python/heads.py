"""Accuracy of scikit-learn's logistic regression on the vectors that 'benchmarks.jar transformer' has kept, over the same splits.

usage: heads.py VECTORS DATA SEEDS, such as heads.py ~/.cache/dknn/minilm-sst-2.vectors shared/data 5
"""

import struct
import sys

import numpy
from sklearn.linear_model import LogisticRegression

LAYERS = 6
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


def last_layer(path):
    with open(path, "rb") as file:
        for _ in range(LAYERS):
            rows, width = struct.unpack(">ii", file.read(8))
            vectors = numpy.frombuffer(file.read(4 * rows * width), "<f4").reshape(rows, width)
    return vectors


def main(vectors_path, data, seeds):
    vectors = last_layer(vectors_path)
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
    assert len(ordinals) == len(vectors), "the vectors are of other texts"
    rows = {part: vectors[[ordinals[text] for text in texts]] for part, (texts, _) in parts.items()}
    found = []
    for seed in range(1, int(seeds) + 1):
        kept = sorted(shuffled(len(training), seed)[CALIBRATION:])
        model = LogisticRegression(max_iter=5000, tol=1e-8).fit(rows["train"][kept], labels[kept])
        found.append([model.score(rows[part], parts[part][1]) for part in ("dev", "test")])
        print("seed %d: dev %.4f, test %.4f" % (seed, *found[-1]))
    print("mean: dev %.4f, test %.4f" % tuple(numpy.mean(found, axis=0)))


main(*sys.argv[1:])
