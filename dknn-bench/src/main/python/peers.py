"""The peers of PeerBenchmark on its data: python3-faiss and scikit-learn's KDTree. Run by peers.sh."""

import sys
import time

import faiss
import numpy
from sklearn.neighbors import KDTree

K = 75


def least(search, queries, batch, seconds=4.0):
    best = float("inf")
    end = time.perf_counter() + seconds
    run = 0
    while run < 3 or (run < 2000 and time.perf_counter() < end):
        start_row = run % (len(queries) - batch + 1)
        asked = queries[start_row : start_row + batch]
        start = time.perf_counter()
        search(asked)
        best = min(best, time.perf_counter() - start)
        run += 1
    return 1e3 * best


def report(name, search, queries, batches=(1, 20, 50)):
    for batch in batches:
        print(f"RESULT {name} {batch} {least(search, queries, batch):.4f}", flush=True)


def main():
    rows, columns, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    vectors = numpy.fromfile(f"{folder}/vectors.f32", dtype="float32").reshape(rows, columns)
    queries = numpy.fromfile(f"{folder}/queries.f32", dtype="float32").reshape(-1, columns)
    faiss.omp_set_num_threads(1)

    flat = faiss.IndexFlatL2(columns)
    flat.add(vectors)
    report("python3-faiss", lambda asked: flat.search(asked, K), queries)

    small = faiss.IndexFlatL2(columns)
    small.add(vectors[:100])
    report("python-call", lambda asked: small.search(asked, 1), queries, (1,))

    if rows <= 100_000:
        tree = KDTree(vectors)
        report("sklearn-kdtree", lambda asked: tree.query(asked, k=K), queries)


main()
