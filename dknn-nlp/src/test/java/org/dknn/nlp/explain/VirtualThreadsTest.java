package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.dknn.DeepKnn;
import org.dknn.Serving;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.Pooling;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.SmallNetwork;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explains from virtual threads, which are made by reflection as the sources are of Java 17. */
class VirtualThreadsTest {

    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final int TEXTS = 12;

    @TempDir
    private Path directory;

    @Test
    void virtual_threads_get_the_same_answers_and_are_not_pinned_by_our_code() throws Exception {
        assumeTrue(
                Runtime.version().feature() >= 21,
                "virtual threads need Java 21, this is Java "
                        + Runtime.version().feature());
        List<String> texts = IntStream.range(0, TEXTS)
                .mapToObj(i -> "a great film " + i + " , dull but with a good end".repeat(1 + i % 3))
                .toList();
        for (IndexFactory index :
                List.of(Faiss.flatOrExact(), Faiss.isAvailable() ? Faiss.hnsw(8) : Faiss.flatOrExact())) {
            SmallNetwork network = SmallNetwork.trained();
            try (DeepKnn<List<String>> dknn = DeepKnn.builder(
                            Dl4jExtractor.builder(network.graph(), TokenIds.of(network.vocabulary()))
                                    .layer("conv", Pooling.MAX_OVER_TIME)
                                    .layer("dense")
                                    .build())
                    .neighbors(5)
                    .index(index)
                    .fit(
                            network.examples().select(IntStream.range(0, 160).toArray()),
                            network.examples().select(IntStream.range(160, 240).toArray()))
                    .withServing(Serving.create().atMost(3, TEXTS))) {
                Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());
                List<Explanation> expected =
                        texts.stream().map(explainer::explain).toList();
                Path file = directory.resolve("events.jfr");
                try (Recording recording = new Recording()) {
                    recording.enable(PINNED).withoutThreshold().withStackTrace();
                    recording.start();
                    List<Explanation> explained = fromVirtualThreads(Explainer.of(dknn, Tokenizer.english()), texts);
                    recording.stop();
                    recording.dump(file);
                    assertEquals(expected, explained);
                }
                assertEquals(List.of(), pinnedByUs(file));
            }
        }
    }

    private static List<Explanation> fromVirtualThreads(Explainer<String> explainer, List<String> texts)
            throws ReflectiveOperationException, InterruptedException, ExecutionException {
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            List<Future<Explanation>> running = new ArrayList<>();
            for (String text : texts) {
                running.add(threads.submit(() -> explainer.explain(text)));
            }
            List<Explanation> explained = new ArrayList<>();
            for (Future<Explanation> each : running) {
                explained.add(each.get());
            }
            return explained;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Stack traces of threads that were pinned while code of ours called the JDK, and not a library that we called. */
    private static List<String> pinnedByUs(Path file) throws IOException {
        List<String> ours = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals(PINNED) && event.getStackTrace() != null) {
                List<String> frames = event.getStackTrace().getFrames().stream()
                        .map(VirtualThreadsTest::name)
                        .filter(name -> !name.matches("(java|jdk|sun)\\..*"))
                        .toList();
                if (!frames.isEmpty() && frames.get(0).startsWith("org.dknn.")) {
                    ours.add(frames.toString());
                }
            }
        }
        return ours;
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
    }
}
