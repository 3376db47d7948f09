#!/bin/sh
# Finds FAISS for the build and says so in a properties file.
#
# usage: faiss.sh OUT CLASSES [FAISS_HOME]
#   OUT         the properties file: faiss.include and faiss.lib, or faiss.skip=true and faiss.reason;
#               faiss.build.skip=true where the library in CLASSES is built of these very sources
#   CLASSES     where the library is built to
#   FAISS_HOME  a prefix with include/faiss and lib/libfaiss.a
# Looks in FAISS_HOME, else for the installed package, else unpacks Debian's package, without root, in
# ${XDG_CACHE_HOME:-~/.cache}/dknn/faiss, where the next build finds it.
set -u
out=$1
classes=$2
home=${3:-}
here=$(cd "$(dirname "$0")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dknn/faiss
package=libfaiss-dev
built=$classes/org/dknn/index/faiss/linux-x86_64

skip() {
    rm -rf "$built"
    printf 'faiss.skip=true\nfaiss.build.skip=true\nfaiss.reason=%s\n' "$1" > "$out"
    exit 0
}

# sets include and lib where a prefix holds FAISS
found_in() {
    for lib in "$1/lib/x86_64-linux-gnu" "$1/lib" "$1/lib64"; do
        if [ -f "$1/include/faiss/Index.h" ] && [ -f "$lib/libfaiss.a" ]; then
            include=$1/include
            return 0
        fi
    done
    return 1
}

# downloads the package into an empty folder that only this build uses, then moves it in place
fetch() {
    command -v apt-get > /dev/null || { why='no apt-get to download it'; return 1; }
    command -v dpkg-deb > /dev/null || { why='no dpkg-deb to unpack it'; return 1; }
    mkdir -p "$cache" || { why="cannot write $cache"; return 1; }
    work=$(mktemp -d "$cache/fetch.XXXXXX") || { why="cannot write $cache"; return 1; }
    echo "[faiss] downloading $package to $cache"
    if ! (cd "$work" && { timeout 120 apt-get -qq download $package || own_lists; }) > "$work/log" 2>&1; then
        why="cannot download it ($(grep -m1 -E '^E:|Could not|Unable' "$work/log" | tr -d '\n'))"
        rm -rf "$work"
        return 1
    fi
    dpkg-deb -x "$work"/${package}_*.deb "$work/root" && rm -rf "$cache/root" && mv "$work/root" "$cache/root"
    rm -rf "$work"
}

# where the system's package lists are missing, as in a fresh container: lists of our own
own_lists() {
    mkdir -p "$work/lists/partial" "$work/archives/partial"
    options="-o Dir::State::Lists=$work/lists -o Dir::Cache=$work -o Dir::Cache::archives=$work/archives
        -o APT::Sandbox::User=$(id -un) -o Acquire::Retries=1 -o Acquire::http::Timeout=10"
    # shellcheck disable=SC2086
    timeout 120 apt-get -qq $options update && timeout 120 apt-get -qq $options download $package
}

mkdir -p "$(dirname "$out")"
why=
if [ -n "$home" ]; then
    found_in "$home" || skip "no include/faiss/Index.h with lib/libfaiss.a in -Dfaiss.home=$home"
elif ! found_in /usr && ! found_in /usr/local && ! found_in "$cache/root/usr"; then
    { fetch && found_in "$cache/root/usr"; } || skip "$package is not installed, and ${why:-the package holds no libfaiss.a}"
fi
command -v g++ > /dev/null || skip 'no g++ to compile the binding (apt-get install g++)'

sources="$here/src/main/cpp/*.h $here/src/main/java/org/dknn/index/faiss/FaissNative.java $here/pom.xml $0"
# shellcheck disable=SC2086
stamp=$(cat $sources "$lib/libfaiss.a" | sha256sum | cut -d' ' -f1)
{
    echo "faiss.skip=false"
    echo "faiss.include=$include"
    echo "faiss.lib=$lib"
    if [ -f "$built/libjnidknnfaiss.so" ] && [ "$(cat "$out.stamp" 2> /dev/null)" = "$stamp" ]; then
        echo "faiss.build.skip=true"
    else
        rm -rf "$built"
        echo "faiss.build.skip=false"
    fi
} > "$out"
echo "$stamp" > "$out.stamp"
