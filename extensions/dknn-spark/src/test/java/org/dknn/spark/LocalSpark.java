package org.dknn.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assumptions;

/** Spark in this JVM, with two tasks at a time. */
final class LocalSpark {

    private LocalSpark() {}

    /** The session of all tests; skips a test where Spark does not run. */
    static SparkSession session() {
        Assumptions.assumeTrue(
                Runtime.version().feature() < 24,
                "Hadoop's client, which Spark brings, calls methods that JDK 24 has removed; run these tests on JDK 17 or 21");
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                // jobs are small: compiling code for each takes longer than they do
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config(
                        "spark.sql.warehouse.dir",
                        Path.of("target", "warehouse").toUri().toString())
                .getOrCreate();
    }
}
