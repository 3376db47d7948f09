package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.activation.Activations;
import org.dknn.vector.FloatMatrix;

/**
 * Hunts for wrong rows: eight threads extract the same batches again and again while collections are forced, and each
 * row must be that of the first time, bit for bit. {@link RowHuntTest} runs it in a process whose freed memory is
 * overwritten.
 *
 * <p>Arguments: the kind of network, a constant of {@link Kind}, and the number of rows.
 */
final class RowHunt {

    private static final int THREADS = 8;
    private static final int BATCHES = 12;
    private static final int TEXTS = 640;
    private static final long PROGRESS = 100_000;

    /** Few, so that the network reads 64 texts at once. */
    private static final List<Integer> LENGTHS = List.of(1, 2, 3, 5, 8);

    /** A network, and what is read off it. */
    enum Kind {
        CNN {
            @Override
            Dl4jExtractor<String> extractor() {
                return Dl4jExtractor.builder(Networks.cnn(), new IdEncoder())
                        .layer("embedding", Pooling.MEAN_OVER_TIME)
                        .layer("pooled")
                        .layer("dense")
                        .workers(THREADS)
                        .build();
            }
        },
        LAST_STEP {
            @Override
            Dl4jExtractor<String> extractor() {
                return Dl4jExtractor.builder(Networks.lastStepLstm(), new IdEncoder())
                        .layer("1")
                        .layer("2")
                        .workers(THREADS)
                        .build();
            }
        },
        BILSTM {
            @Override
            Dl4jExtractor<String> extractor() {
                return Dl4jExtractor.builder(Networks.biLstm(), new IdEncoder())
                        .layer("1", Pooling.LAST_STEP)
                        .layer("2")
                        .layer("3")
                        .workers(THREADS)
                        .build();
            }
        },
        BAG_OF_WORDS {
            @Override
            Dl4jExtractor<String> extractor() {
                return Dl4jExtractor.builder(Networks.bagOfWords(), new WordCountEncoder())
                        .layer("0")
                        .layer("1")
                        .workers(THREADS)
                        .build();
            }
        },
        TWO_INPUTS {
            @Override
            Dl4jExtractor<String> extractor() {
                return Dl4jExtractor.builder(Networks.twoInputs(), new PairIdEncoder())
                        .layer("first")
                        .layer("second")
                        .layer("dense")
                        .workers(THREADS)
                        .build();
            }
        };

        abstract Dl4jExtractor<String> extractor();
    }

    private final Dl4jExtractor<String> extractor;
    private final List<List<String>> batches = new ArrayList<>();
    private final List<Activations> expected = new ArrayList<>();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();

    private RowHunt(Kind kind) {
        this.extractor = kind.extractor();
        Random random = new Random(29);
        for (int batch = 0; batch < BATCHES; batch++) {
            batches.add(IntStream.range(0, TEXTS).mapToObj(i -> text(random)).toList());
        }
        batches.forEach(batch -> expected.add(extractor.extract(batch)));
    }

    private static String text(Random random) {
        return random.ints(LENGTHS.get(random.nextInt(LENGTHS.size())), 0, Networks.WORDS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    /** Prints one line with the figures; exits with 1 if a row was wrong. */
    public static void main(String[] arguments) throws Exception {
        Kind kind = Kind.valueOf(arguments[0]);
        long wanted = Long.parseLong(arguments[1]);
        RowHunt hunt = new RowHunt(kind);
        long start = System.nanoTime();
        long collections = hunt.run(wanted);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d rows, %d wrong, %,d collections, %d s%n",
                kind,
                hunt.rows.get(),
                hunt.wrong.get(),
                collections,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        System.exit(hunt.wrong.get() == 0 ? 0 : 1);
    }

    /** Returns the number of forced collections. */
    private long run(long wanted) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        try {
            Future<Long> collections = threads.submit(() -> collect(done));
            List<Future<?>> readers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(thread);
                readers.add(threads.submit(() -> read(random, wanted)));
            }
            try {
                for (Future<?> reader : readers) {
                    reader.get();
                }
            } finally {
                done.set(true);
            }
            return collections.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static long collect(AtomicBoolean done) throws InterruptedException {
        long collections = 0;
        while (!done.get()) {
            System.gc();
            collections++;
            Thread.sleep(10);
        }
        return collections;
    }

    private void read(Random random, long wanted) {
        while (rows.get() < wanted) {
            int batch = random.nextInt(BATCHES);
            Activations got = extractor.extract(batches.get(batch));
            for (int row = 0; row < TEXTS; row++) {
                compare(got, expected.get(batch), row, batches.get(batch).get(row));
            }
            long before = rows.getAndAdd(TEXTS);
            if (before / PROGRESS < (before + TEXTS) / PROGRESS) {
                System.err.printf(Locale.ROOT, "%,d rows%n", before + TEXTS);
            }
        }
    }

    private void compare(Activations got, Activations wanted, int row, String text) {
        List<FloatMatrix> matrices = new ArrayList<>(got.matrices());
        matrices.add(got.probabilities());
        List<FloatMatrix> right = new ArrayList<>(wanted.matrices());
        right.add(wanted.probabilities());
        for (int layer = 0; layer < matrices.size(); layer++) {
            float[] values = matrices.get(layer).row(row);
            if (!Arrays.equals(values, right.get(layer).row(row))) {
                wrong.incrementAndGet();
                System.out.printf(
                        Locale.ROOT,
                        "wrong: layer %d of \"%s\", %s instead of %s%n",
                        layer,
                        text,
                        Arrays.toString(values),
                        Arrays.toString(right.get(layer).row(row)));
            }
        }
    }
}
