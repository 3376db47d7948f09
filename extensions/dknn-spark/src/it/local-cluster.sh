#!/usr/bin/env bash
# Explains sentences of the Stanford Sentiment Treebank on two executors in JVMs of their own (local-cluster[2,1,1024]), once for each order of
# the class path, and prints memory and CPU time of the executors, whether the rows are those of one JVM, and what a cancelled job leaves.
#
# usage: extensions/dknn-spark/src/it/local-cluster.sh MODEL [TEXTS [ROUNDS [ORDER...]]]
# The heap of executors is touched at their start, so that what grows is outside of it.
#   MODEL  of 'SparkRun fit', or any saved explainer of texts
#   ORDER  spark-first: Spark's jars, then ours, as spark-submit --jars does
#          ours-first:  ours before Spark's (spark.executor.extraClassPath)
#          child-first: spark.executor.userClassPathFirst
# Puts a home of Spark together from its jars as Maven resolves them without us, in extensions/dknn-spark/target/spark-home.
# Needs ./mvnw -DskipTests package, Linux, a JDK before 24, and the data that tests on real data need.
set -euo pipefail
model=$(realpath "$1")
texts=${2:-300}
rounds=${3:-5}
orders=("${@:4}")
[ ${#orders[@]} -gt 0 ] || orders=(spark-first ours-first child-first)
root=$(cd "$(dirname "$0")/../../../.." && pwd)
module=$root/extensions/dknn-spark
home=$module/target/spark-home
version=$(sed -n 's:.*<spark.version>\(.*\)</spark.version>.*:\1:p' "$module/pom.xml" | head -1)
plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0

if [ ! -d "$home/jars" ]; then
    mkdir -p "$home"
    cat > "$home/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.dknn.it</groupId><artifactId>spark-home</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.apache.spark</groupId><artifactId>spark-mllib_2.13</artifactId><version>$version</version>
  </dependency></dependencies>
</project>
POM
    "$root/mvnw" -q -f "$home/pom.xml" "$plugin:copy-dependencies" -DincludeScope=runtime -DoutputDirectory="$home/jars.part"
    mv "$home/jars.part" "$home/jars"
fi

# our jars: what the module needs at run time, and a backend of ND4J, which the application chooses and the tests have
for scope in runtime test; do
    [ "$module/target/$scope.cp" -nt "$module/pom.xml" ] ||
        "$root/mvnw" -q -f "$root/pom.xml" -pl extensions/dknn-spark -am -DskipTests package "$plugin:build-classpath" \
            -DincludeScope=$scope -Dmdep.outputFile=target/$scope.cp
done
ours=$({
    ls "$module"/target/dknn-spark-*.jar | grep -v -e '-tests' -e '-sources' -e '-javadoc' | head -1
    tr ':' '\n' < "$module/target/runtime.cp"
    tr ':' '\n' < "$module/target/test.cp" | grep -E '/(nd4j|openblas|javacpp)[^/]*\.jar$'
} | awk '!seen[$0]++' | paste -sd:)

opens=$(sed -n 's:.*<jvm.opens>\(.*\)</jvm.opens>.*:\1:p' "$module/pom.xml")
work=$(mktemp -d "${TMPDIR:-/tmp}/dknn-spark.XXXXXX")
trap 'rm -rf "$work" "$home/work"' EXIT
failed=0
for order in "${orders[@]}"; do
    settings=(-Dspark.jars="${ours//:/,}")
    path="$home/jars/*:$ours"
    case $order in
        spark-first) ;;
        ours-first) settings=(-Dspark.executor.extraClassPath="$ours"); path="$ours:$home/jars/*" ;;
        child-first) settings+=(-Dspark.executor.userClassPathFirst=true) ;;
        *) echo "no such order: $order" >&2; exit 2 ;;
    esac
    echo "$order:"
    # shellcheck disable=SC2086
    (cd "$work" && SPARK_HOME=$home SPARK_SCALA_VERSION=2.13 OMP_NUM_THREADS=1 java $opens -Xmx1g -cp "$path:$module/target/test-classes" \
        -Dspark.master='local-cluster[2,1,1024]' -Dspark.executor.memory=1g \
        -Dspark.executor.extraJavaOptions='-Xms1g -XX:+AlwaysPreTouch' -Dspark.executorEnv.OMP_NUM_THREADS=1 \
        -Dspark.ui.enabled=false -Dspark.driver.host=127.0.0.1 -Dspark.driver.bindAddress=127.0.0.1 \
        -Ddknn.data="${DKNN_DATA:-$root/../shared/data}" "${settings[@]}" \
        org.dknn.spark.ClusterRun "$model" "$texts" "$rounds" "$work/$order.parquet" 2> "$work/$order.log") ||
        { grep -E -m 20 'ERROR|Exception|Caused' "$work/$order.log" || tail -20 "$work/$order.log"; echo "failed"; failed=1; }
done
exit $failed
