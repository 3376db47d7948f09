package org.dknn.bench.speed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.bench.model.NetworkKind;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * How many explanations or predictions a second do several callers get, and how long does one wait at a constant rate? Throughput: callers that ask again
 * at once. Latency: requests are due at fixed times, whether or not earlier ones are answered, and a latency runs from when its request was
 * due, so what piles up behind a slow answer counts (no coordinated omission).
 */
@Command(name = "serving", description = "Throughput and latency of several callers.")
public final class Serving implements Callable<Integer> {

    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";
    private static final int TEXTS = 500;

    /** So many measurements go before, in which Java compiles. */
    private static final int WARM_UP = 3;

    @Option(names = "--callers", split = ",", defaultValue = "1,2,4,8", description = "Numbers of callers" + DEFAULT)
    private List<Integer> callers = List.of();

    @Option(names = "--seconds", defaultValue = "5", description = "Of each measurement" + DEFAULT)
    private int seconds;

    @Option(names = "--share", defaultValue = ".5", description = "Rate, as a share of the throughput" + DEFAULT)
    private double share;

    @Option(names = "--words", defaultValue = "20", description = "Words of a text" + DEFAULT)
    private int words;

    @Option(
            names = "--spread",
            defaultValue = "0",
            description = "Up to so many words more or fewer, less than --words" + DEFAULT)
    private int spread;

    @Option(names = "--rows", defaultValue = "6000", description = "Reference sentences" + DEFAULT)
    private int rows;

    @Option(names = "--network", defaultValue = "CNN", description = "${COMPLETION-CANDIDATES}" + DEFAULT)
    private NetworkKind network = NetworkKind.CNN;

    @Option(names = "--predictions", description = "Ask for predictions alone, in place of explanations.")
    private boolean isPredicting;

    @Option(
            names = "--joining",
            defaultValue = "0",
            description = "Milliseconds that a call waits for the running one" + DEFAULT)
    private int joining;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        if (spread < 0 || spread >= words) {
            throw new ParameterException(
                    new CommandLine(this), "--spread needs 0.." + (words - 1) + " words, got " + spread);
        }
        RandomSentences sentences = new RandomSentences();
        List<String> texts = IntStream.range(0, TEXTS)
                .mapToObj(i -> String.join(" ", sentences.sentence(words - spread + i % (2 * spread + 1))))
                .toList();
        Page page = new Page("Serving").say("At the start: " + Times.machine() + ".");
        Table table = new Table(
                "callers",
                isPredicting ? "predictions a second" : "explanations a second",
                "rate",
                "median ms",
                "90 %",
                "99 %",
                "most",
                "99 % / median",
                "load");
        try (DeepKnn<List<String>> dknn = sentences
                .fit(network, rows)
                .withServing(org.dknn.Serving.create().joiningWithin(Duration.ofMillis(joining)))) {
            Explainer<String> explainer = Explainer.of(dknn, Tokenizer.whitespace());
            Consumer<String> asked =
                    isPredicting ? text -> dknn.predict(Tokenizer.whitespace().words(text)) : explainer::explain;
            for (int i = 0; i < WARM_UP; i++) {
                throughput(asked, texts, 1);
            }
            for (int count : callers) {
                double most = throughput(asked, texts, count);
                double[] latencies = latencies(asked, texts, count, share * most);
                double median = Times.quantile(latencies, .5);
                table.row(
                        Integer.toString(count),
                        number(most),
                        number(share * most),
                        number(median),
                        number(Times.quantile(latencies, .9)),
                        number(Times.quantile(latencies, .99)),
                        number(latencies[latencies.length - 1]),
                        number(Times.quantile(latencies, .99) / median),
                        Times.machine().replaceAll(".*load ([0-9.]+).*", "$1"));
            }
        }
        System.out.println(page.table(table).markdown());
        return 0;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private double throughput(Consumer<String> asked, List<String> texts, int count)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long start = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        run(count, () -> {
            while (System.nanoTime() < end) {
                asked.accept(texts.get(done.getAndIncrement() % texts.size()));
            }
        });
        return done.get() / ((System.nanoTime() - start) / 1e9);
    }

    /** Sorted latencies in milliseconds of requests at a rate a second. */
    private double[] latencies(Consumer<String> asked, List<String> texts, int count, double rate)
            throws InterruptedException, ExecutionException {
        double[] latencies = new double[Math.max(1, (int) (rate * seconds))];
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        run(count, () -> {
            for (int i = next.getAndIncrement(); i < latencies.length; i = next.getAndIncrement()) {
                long due = start + (long) (i * 1e9 / rate);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                asked.accept(texts.get(i % texts.size()));
                latencies[i] = (System.nanoTime() - due) / 1e6;
            }
        });
        Arrays.sort(latencies);
        return latencies;
    }

    private static void run(int count, Runnable work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(work));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
