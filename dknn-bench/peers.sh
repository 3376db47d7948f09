#!/bin/sh
# One table: dknn beside python3-faiss and scikit-learn of Debian, on the same numbers, and beside the two limits of this machine: the
# products over what its processor multiplies, and the bytes over what its memory delivers. In this order: dknn, the limits, the peers.
# What is missing (g++, a peer) is named, and the others run.
#
# usage: dknn-bench/peers.sh ROWS COLUMNS [hnsw]
#   DKNN_BENCH_THREADS  threads that each may use (default: 1); a KDTree always uses one
# Fetches the peers' packages without root, once, to ${XDG_CACHE_HOME:-~/.cache}/dknn/peers. Needs a machine with nothing
# else to do, /usr/bin/python3 of Debian 12, and memory for five copies of the vectors.
set -eu
rows=$1
columns=$2
graph=${3:-}
threads=${DKNN_BENCH_THREADS:-1}
here=$(cd "$(dirname "$0")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dknn/peers
packages="python3-faiss python3-numpy python3-scipy python3-sklearn python3-sklearn-lib python3-joblib
    python3-threadpoolctl python3-decorator libopenblas0-pthread libgfortran5 libquadmath0 libgomp1 liblbfgsb0"

if [ ! -d "$cache/root" ]; then
    mkdir -p "$cache"
    work=$(mktemp -d "$cache/fetch.XXXXXX")
    # shellcheck disable=SC2086
    if (cd "$work" && apt-get -qq download $packages && for deb in *.deb; do dpkg-deb -x "$deb" root; done); then
        mv "$work/root" "$cache/root"
    else
        echo "missing: python3-faiss and scikit-learn, as apt-get cannot download them here"
    fi
    rm -rf "$work"
fi

data=$(mktemp -d "${TMPDIR:-/tmp}/dknn-peers.XXXXXX")
trap 'rm -rf "$data"' EXIT
jar=$here/dknn-bench/target/benchmarks.jar
[ -f "$jar" ] || (cd "$here" && ./mvnw -DskipTests -pl dknn-bench -am package)

# the caller of the common pool works as well, so it is one thread more than its parallelism
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 java -Xmx12g -XX:+UseTransparentHugePages -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED \
    -Djava.util.concurrent.ForkJoinPool.common.parallelism=$((threads - 1)) -Dorg.bytedeco.javacpp.maxphysicalbytes=0 \
    -jar "$jar" peers "$rows" "$columns" "$data" ${graph:+--hnsw} \
    | grep '^RESULT' > "$data/results"

if command -v g++ > /dev/null; then
    g++ -O3 -march=native -o "$data/limits" "$here/dknn-bench/src/main/cpp/limits.cpp" -lpthread
    "$data/limits" "$rows" "$columns" "$threads" >> "$data/results"
else
    echo "missing: g++, which the limits need"
fi

libraries=$cache/root/usr/lib/x86_64-linux-gnu
[ ! -d "$cache/root" ] || OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads PYTHONPATH=$cache/root/usr/lib/python3/dist-packages \
    LD_LIBRARY_PATH=$libraries/openblas-pthread:$libraries \
    /usr/bin/python3 "$here/dknn-bench/src/main/python/peers.py" "$rows" "$columns" "$data" >> "$data/results" \
    || echo "missing: peers that do not run here"

awk -v rows="$rows" -v columns="$columns" -v threads="$threads" '
    { name = $2; value[name, $3] = $4; if (!(name in seen)) { seen[name] = 1; names[++count] = name } }
    END {
        printf "%d x %d, k = 75, milliseconds, threads: %d, least of several runs\n", rows, columns, threads
        printf "%-20s %10s %10s %10s\n", "", "1 query", "20", "50"
        for (i = 1; i <= count; i++) {
            name = names[i]
            if ((name, 1) in value && name !~ /memory|pace|call|peak/) {
                printf "%-20s %10s %10s %10s\n", name, value[name, 1], value[name, 20], value[name, 50]
            }
        }
        for (i = 1; i <= count; i++) {
            name = names[i]
            if (name ~ /build$/) printf "%-20s %10s\n", name, value[name, 0]
        }
        flat = "dknn-faiss-flat"
        printf "reading the vectors once takes %s ms, %.2f of a single query: medians, in turns\n", value["memory", 1], value["pace", 1]
        if (("peak-products", 0) in value)
            printf "limits: %s billion products and %s GB a second; dknn takes %.2f times the larger one for 20 queries\n",
                value["peak-products", 0], value["peak-bytes", 0], value[flat, 20] / \
                (value["limit-products", 20] > value["limit-bytes", 20] ? value["limit-products", 20] : value["limit-bytes", 20])
        if (("python3-faiss", 20) in value)
            printf "python3-faiss takes %.2f times as long for 20 queries\n", value["python3-faiss", 20] / value[flat, 20]
        if (("sklearn-kdtree", 20) in value)
            printf "KDTree takes %.0f times as long for 20 queries\n", value["sklearn-kdtree", 20] / value[flat, 20]
        if (("dknn-faiss-hnsw32", 1) in value)
            printf "HNSW is %.1f times as fast for a single query, recall %s\n", value[flat, 1] / value["dknn-faiss-hnsw32", 1], value["recall-hnsw32", 64]
        printf "a call for 1 of 100 vectors takes %.2f us\n", value["dknn-call", 1] * 1e3
        if (("python-call", 1) in value) printf "from Python %.2f us\n", value["python-call", 1] * 1e3
        print "the exact index and FAISS flat give the same answers: " (value["same-answers", 64] ? "yes" : "NO")
    }' "$data/results"
