#!/bin/sh
# Finds the FAISS that dknn is built with and writes the result to a properties file.
#
# usage: faiss.sh OUT CLASSES [FAISS_HOME]
#   OUT         the properties file. With FAISS: faiss.include, faiss.lib, the options of g++ as faiss.compile and
#               faiss.link, and faiss.build.skip=true if the library in CLASSES was built from these sources. Without:
#               faiss.skip=true, faiss.reason, and faiss.refused=true if FAISS_HOME is unusable
#   CLASSES     the folder that the library is built to
#   FAISS_HOME  a prefix with include/faiss and lib/libfaiss.a, of the pinned version
#
# The version is pinned. Without FAISS_HOME the archive is pinned too, by its SHA-256: the installed package, or else
# the same package downloaded to ${XDG_CACHE_HOME:-~/.cache}/dknn/faiss and unpacked there without root.
set -u
version=1.7.3
package=libfaiss-dev
package_version=1.7.3-2+b1
package_sha256=d55fcf187bf3f264c5e7764bf256e604fcb13d13e1b836bf0b1d7ac6711edac6
archive_sha256=f01dc2a1143caf24d35b505f90ffcdfd37a8f38ca89ce5c9fe480c2d39b04ae5
# no contraction: exact sums round each product, as Java does
compile='-march=x86-64 -m64 -O3 -std=c++17 -ffp-contract=off -fopenmp -fPIC -fvisibility=hidden -Wall -Wextra -Werror'
# muldefs: the linker takes the first definition of a kernel, dknn's (dknn_kernels.h), not FAISS's
link=-Wl,-z,muldefs,--exclude-libs,ALL,--gc-sections,--no-undefined

out=$1
classes=$2
home=${3:-}
here=$(cd "$(dirname "$0")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dknn/faiss
built=$classes/org/dknn/index/faiss/linux-x86_64

skip() {
    rm -rf "$built"
    printf 'faiss.skip=true\nfaiss.build.skip=true\nfaiss.reason=%s\n' "$1" > "$out"
    exit 0
}

refuse() {
    (skip "$1")
    echo 'faiss.refused=true' >> "$out"
    exit 0
}

sha256() {
    sha256sum "$1" | cut -d' ' -f1
}

# sets include, lib and found, the version in the headers, if a prefix holds FAISS
found_in() {
    for lib in "$1/lib/x86_64-linux-gnu" "$1/lib" "$1/lib64"; do
        if [ -f "$1/include/faiss/Index.h" ] && [ -f "$lib/libfaiss.a" ]; then
            include=$1/include
            found=$(sed -n 's/^#define FAISS_VERSION_[A-Z]* *//p' "$include/faiss/Index.h" | paste -sd.)
            return 0
        fi
    done
    return 1
}

# whether a prefix holds FAISS as the pinned package has it; appends to other what it holds instead
pinned_in() {
    found_in "$1" || return 1
    if [ "$found" != $version ]; then
        other="$other; $1 holds FAISS $found"
        return 1
    fi
    if [ "$(sha256 "$lib/libfaiss.a")" != $archive_sha256 ]; then
        other="$other; libfaiss.a in $lib is not that of $package $package_version (SHA-256)"
        return 1
    fi
}

# downloads the package into an empty folder that only this build uses, verifies it, then moves it in place
fetch() {
    command -v apt-get > /dev/null || { why='apt-get is missing'; return 1; }
    command -v dpkg-deb > /dev/null || { why='dpkg-deb is missing'; return 1; }
    mkdir -p "$cache" || { why="cannot write $cache"; return 1; }
    work=$(mktemp -d "$cache/fetch.XXXXXX") || { why="cannot write $cache"; return 1; }
    echo "[faiss] downloading $package $package_version to $cache"
    if ! (cd "$work" && { timeout 120 apt-get -qq download $package=$package_version || own_lists; }) > "$work/log" 2>&1
    then
        why=$(grep -m1 -E '^E:|Could not|Unable' "$work/log" | tr -d '\n')
    elif [ "$(sha256 "$work"/${package}_*.deb)" != $package_sha256 ]; then
        why="the downloaded file has another SHA-256 than $package_sha256"
    elif ! dpkg-deb -x "$work"/${package}_*.deb "$work/root" 2> "$work/log"; then
        why=$(head -n 1 "$work/log")
    else
        rm -rf "$cache/root" && mv "$work/root" "$cache/root"
    fi
    rm -rf "$work"
    [ -z "$why" ]
}

# for systems without package lists, as in a fresh container: uses private lists
own_lists() {
    mkdir -p "$work/lists/partial" "$work/archives/partial"
    options="-o Dir::State::Lists=$work/lists -o Dir::Cache=$work -o Dir::Cache::archives=$work/archives
        -o APT::Sandbox::User=$(id -un) -o Acquire::Retries=1 -o Acquire::http::Timeout=10"
    # shellcheck disable=SC2086
    timeout 120 apt-get -qq $options update && timeout 120 apt-get -qq $options download $package=$package_version
}

mkdir -p "$(dirname "$out")"
why=
other=
if [ -n "$home" ]; then
    remedy="name a prefix with FAISS $version, or omit faiss.home to use $package $package_version"
    found_in "$home" || refuse "-Dfaiss.home=$home holds no include/faiss/Index.h and lib/libfaiss.a; $remedy"
    [ "$found" = $version ] || refuse "FAISS $version is wanted, -Dfaiss.home=$home holds FAISS $found; $remedy"
elif ! pinned_in /usr && ! pinned_in "$cache/root/usr" && ! { fetch && pinned_in "$cache/root/usr"; }; then
    remedy="install it, or name a prefix with FAISS $version by -Dfaiss.home=PREFIX"
    why="$package $package_version cannot be downloaded (${why:-it holds no libfaiss.a})"
    skip "FAISS $version is wanted$other; $why; $remedy"
fi
command -v g++ > /dev/null || skip 'g++ is missing; install it (apt-get install g++)'

sources="$here/src/main/cpp/* $here/src/main/java/org/dknn/index/faiss/FaissNative.java $here/pom.xml $0"
# shellcheck disable=SC2086
stamp=$(cat $sources "$lib/libfaiss.a" | sha256sum | cut -d' ' -f1)
{
    echo "faiss.skip=false"
    echo "faiss.include=$include"
    echo "faiss.lib=$lib"
    echo "faiss.compile=$compile"
    echo "faiss.link=$link"
    if [ -f "$built/libjnidknnfaiss.so" ] && [ "$(cat "$out.stamp" 2> /dev/null)" = "$stamp" ]; then
        echo "faiss.build.skip=true"
    else
        rm -rf "$built"
        echo "faiss.build.skip=false"
    fi
} > "$out"
echo "$stamp" > "$out.stamp"
