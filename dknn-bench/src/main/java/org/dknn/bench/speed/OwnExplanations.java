package org.dknn.bench.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.vector.Metric;

/** The part of dknn in {@link ExplanationPeers}: writes what the peers read, and measures the same texts as they do. */
final class OwnExplanations {

    private static final int CLASSES = 2;
    private static final int LAYERS = 4;
    private static final int CALIBRATION = 100;

    /** So many explanations go before those that are measured: Java compiles meanwhile. */
    private static final int WARM_UP = 600;

    private final Path folder;
    private final int rounds;
    private final RandomSentences sentences = new RandomSentences();
    private final Dl4jExtractor<List<String>> extractor;
    private final Dataset<List<String>> training;
    private final Dataset<List<String>> calibration;
    private final List<String> texts = new ArrayList<>();
    private final ComputationGraph network;
    private final int words;

    OwnExplanations(Path folder, int rows, int words, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
        this.words = words;
        network = sentences.network(PeerTable.EMBEDDING, CLASSES);
        extractor = sentences.extractor(network, LAYERS);
        training = sentences.sentences(rows, CLASSES);
        calibration = sentences.sentences(CALIBRATION, CLASSES);
        for (int i = 0; i < 4 * rounds; i++) {
            texts.add(String.join(" ", sentences.sentence(words)));
        }
    }

    void run() throws IOException {
        PeerFiles files = new PeerFiles(folder);
        files.network(network);
        files.reference(extractor.extract(training.inputs()).matrices(), training);
        files.words(sentences.vocabulary().words());
        try (DeepKnn<List<String>> dknn = fit(Faiss.flatOrExact())) {
            Explainer<String> usual = Explainer.of(dknn, Tokenizer.whitespace());
            Explainer<String> papers = conformity(dknn);
            files.texts(texts, measure(PeerTable.FIRST, papers));
            measure("dknn, default scorer, native index", usual.withoutOod());
            measure("dknn, default scorer and out-of-distribution check", usual);
            parts(dknn);
        }
        try (DeepKnn<List<String>> dknn = fit(ExactIndex.factory())) {
            measure("dknn, conformity, Java index", conformity(dknn));
        }
    }

    private DeepKnn<List<String>> fit(IndexFactory factory) {
        return DeepKnn.builder(extractor)
                .neighbors(ExplanationPeers.NEIGHBORS)
                .metric(Metric.EUCLIDEAN)
                .index(factory)
                .fit(training, calibration);
    }

    private static Explainer<String> conformity(DeepKnn<List<String>> dknn) {
        return Explainer.of(dknn, Tokenizer.whitespace())
                .withAttributions(LeaveOneOut.conformity())
                .withoutOod();
    }

    /** Explains each text once, tells the time of the last ones and returns all explanations. */
    private List<Explanation> measure(String name, Explainer<String> explainer) {
        for (int i = 0; i < WARM_UP; i++) {
            explainer.explain(String.join(" ", sentences.sentence(words)));
        }
        List<Explanation> explanations = new ArrayList<>();
        Iterator<String> next = texts.iterator();
        Times times = Times.of(rounds, () -> explanations.add(explainer.explain(next.next())));
        tell(name, Times.quantile(times.clock(), .5), Times.quantile(times.clock(), .1));
        return explanations;
    }

    /** Where the time of conformity leave-one-out goes. */
    private void parts(DeepKnn<List<String>> dknn) {
        AtomicLong network = new AtomicLong();
        AtomicLong search = new AtomicLong();
        Explainer<String> explainer =
                conformity(dknn.withServing(org.dknn.Serving.create().listener(cost -> {
                    network.addAndGet(cost.network().toNanos());
                    search.addAndGet(cost.search().toNanos());
                })));
        long start = System.nanoTime();
        texts.forEach(explainer::explain);
        double all = System.nanoTime() - start;
        Stream.of(network, search).forEach(part -> part.set((long) (part.get() / all * 1e6)));
        tell("part of the network, %", network.get() / 1e4, network.get() / 1e4);
        tell("part of the search, %", search.get() / 1e4, search.get() / 1e4);
    }

    private static void tell(String name, double median, double best) {
        System.out.printf(Locale.ROOT, "RESULT\t%s\t%.4f\t%.4f%n", name, median, best);
    }
}
