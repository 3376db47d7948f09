package org.dknn.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KilledTaskTest {

    private static final String LONG_TEXT = String.join(" ", Collections.nCopies(200, "a good film"));

    @TempDir
    private static Path model;

    private static SparkSession spark;

    /** The task is in this JVM, and says that it has read its first text, and that it has ended. */
    private static volatile CountDownLatch started = new CountDownLatch(1);

    private static volatile CountDownLatch ended = new CountDownLatch(1);

    @BeforeAll
    static void train() throws IOException {
        spark = LocalSpark.session();
        SmallModel.trained().save(model);
    }

    /** Long texts for one task, which take minutes. */
    private static Dataset<Row> endless() {
        MapFunction<Long, String> text = number -> {
            if (started.getCount() > 0) {
                TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> ended.countDown());
                started.countDown();
            }
            return LONG_TEXT;
        };
        return spark.range(0, 100_000, 1, 1).map(text, Encoders.STRING()).toDF("text");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(120)
    void a_cancelled_job_leaves_nothing_running(boolean interrupts) throws Exception {
        started = new CountDownLatch(1);
        ended = new CountDownLatch(1);
        String group = "endless, interrupts " + interrupts;
        Dataset<Row> explained = new DknnTextExplainer()
                .setModelPath(model.toString())
                .setInputCol("text")
                .setBatchSize(4)
                .transform(endless());
        FutureTask<List<Row>> job = new FutureTask<>(() -> {
            spark.sparkContext().setJobGroup(group, "to be cancelled", interrupts);
            return explained.collectAsList();
        });
        Thread caller = new Thread(job, "caller");
        caller.start();
        assertTrue(started.await(60, TimeUnit.SECONDS));

        spark.sparkContext().cancelJobGroup(group);

        assertThrows(ExecutionException.class, job::get);
        caller.join();
        // a driver does not wait for the end of killed tasks
        assertTrue(ended.await(60, TimeUnit.SECONDS));
        assertEquals(List.of(), working());
        DknnTextExplainer.releaseModels();
        assertEquals(0, JvmModels.open());
    }

    /** Threads that are in our code. */
    private static List<String> working() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> Stream.of(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("org.dknn.nlp")))
                .map(thread -> thread.getKey().getName())
                .toList();
    }
}
