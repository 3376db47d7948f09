package org.dknn.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assumptions;

/** Spark in this JVM, with two tasks at a time. */
final class LocalSpark {

    private LocalSpark() {}

    /** The session of all tests; skips a test where Spark does not run. */
    static SparkSession session() {
        return builder().config("spark.sql.shuffle.partitions", "2").getOrCreate();
    }

    /** A session as it is by default; skips a test where Spark does not run. */
    static SparkSession.Builder builder() {
        Assumptions.assumeTrue(
                Runtime.version().feature() < 24,
                "Hadoop's client, which Spark brings, calls methods that JDK 24 has removed; run these tests on JDK 17 or 21");
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config(
                        "spark.sql.warehouse.dir",
                        Path.of("target", "warehouse").toUri().toString());
    }
}
