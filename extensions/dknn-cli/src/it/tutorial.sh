#!/usr/bin/env bash
# Runs the commands of docs/tutorial.md, which stand behind "$ " in its blocks "console", one after the other in a folder of their own,
# and prints them with their output. Each must succeed. With --short, on fewer texts and one pass of training, as CI does.
# Needs the program: ./mvnw -DskipTests package
set -euo pipefail
root=$(cd "$(dirname "$0")/../../../.." && pwd)
short=${1:-}
work=$(mktemp -d "${TMPDIR:-/tmp}/dknn-tutorial.XXXXXX")
trap 'rm -rf "$work"' EXIT

dknn() { "$root/extensions/dknn-cli/bin/dknn" "$@"; }

# Film reviews as rows "sentiment,review": real ones where they are there, else made-up ones; like all that follow, no two are equal.
reviews() {
    local data=${DKNN_DATA:-$root/../shared/data}/mr
    if [ -f "$data/rt-polarity.pos" ]; then
        paste -d '\n' <(sed 's/^/positive\t/' "$data/rt-polarity.pos") <(sed 's/^/negative\t/' "$data/rt-polarity.neg") |
            iconv -f ISO-8859-1 -t UTF-8 | awk -F '\t' '{ gsub(/"/, "\"\"", $2); sub(/ +$/, "", $2); print $1 ",\"" $2 "\"" }'
    else
        awk 'BEGIN {
            srand(1)
            split("gripping funny moving charming wonderful clever touching superb fresh warm", good)
            split("dull tedious clumsy awful lifeless silly stale dreary shallow noisy", bad)
            split("film story comedy thriller cast script drama movie plot ending", thing)
            for (i = 0; i < 3000; i++) {
                p = i % 2; n = int(rand() * 5) == 0; word = int(rand() * 10) + 1
                print (p ? "positive" : "negative") ",\"It isn\047t long, but " (n ? "not " : "") \
                    (p != n ? good[word] : bad[word]) ", this " thing[int(rand() * 10) + 1] " number " i ".\""
            }
        }'
    fi
}

cd "$work"
count=2000
[ "$short" = --short ] && count=400
reviews > all.csv
{ echo "sentiment,review"; sed -n "1,${count}p" all.csv; } > reviews.csv
{ echo "sentiment,review"; sed -n "$((count + 1)),$((count + 100))p" all.csv; } > unseen.csv

fetch() { curl -sf "$1" || wget -qO- "$1"; }

# Prints an address and answers until it is ended, so it is asked for its first page instead.
serve() {
    "$root/extensions/dknn-cli/bin/dknn" serve "$@" > address.txt &
    local server=$! address="" code=0
    for _ in $(seq 120); do
        address=$(head -1 address.txt)
        [ -n "$address" ] && break
        sleep 0.5
    done
    fetch "$address" | grep "<textarea" > /dev/null || code=1
    kill "$server"
    wait "$server" 2>/dev/null || true
    echo "$address"
    return "$code"
}

run() {
    local command=$1
    echo "\$ $command"
    [ "$short" = --short ] && command=${command/#dknn train /dknn train --epochs 1 }
    command=${command/#dknn serve /serve }
    eval "$command" < /dev/null 2>&1
}

start=$SECONDS
while IFS= read -r command; do
    step=$SECONDS
    code=0
    run "$command" || code=$?
    # few texts and one pass may teach nothing
    if [ "$code" -ne 0 ] && ! { [ "$code" -eq 3 ] && [ "$short" = --short ]; }; then
        echo "tutorial: exit code $code of: $command" >&2
        exit 1
    fi
    echo "    ($((SECONDS - step)) s)"
done < <(awk '/^```console/ { on = 1; next } /^```/ { on = 0 } on && /^\$ / { print substr($0, 3) }' "$root/docs/tutorial.md")
echo "tutorial: all commands in $((SECONDS - start)) s"
