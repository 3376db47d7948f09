package org.dknn.bench;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.ProgressListener;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.speed.ProcessUse;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Does the memory of a run over a corpus stay flat, and how long does it take?
 *
 * <p>Explains 10,000 sentences, those of the training set of the Stanford Sentiment Treebank over and over, in one stream, by the CNN
 * with random weights, which costs what a trained one does, against the sentences, k = 75. After every 1,000 it prints the heap in use
 * after a collection, the memory of the whole process (Linux only), and the time.
 */
@Command(name = "corpus-memory", description = "Memory and time of 10,000 explanations in one stream.")
final class CorpusMemory implements Callable<Integer> {

    private static final int SENTENCES = 10_000;
    private static final int STEP = 1_000;

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Override
    public Integer call() throws IOException {
        ModelDesign<List<String>> design =
                ModelDesign.of(options.store().folders(), Corpus.SST_2, NetworkKind.CNN, false, 1);
        List<String> texts = design.data().training().inputs().stream()
                .map(words -> String.join(" ", words))
                .toList();
        Vocabulary vocabulary = NetworkKind.CNN.vocabulary(design.data().training());
        ComputationGraph graph = NetworkKind.CNN.untrained(vocabulary, 2, design.recipe());
        try (TrainedModel<List<String>> model =
                TrainedModel.fit(design, graph, vocabulary, ProgressListener.silent())) {
            Explainer<String> explainer = Explainer.of(model.dknn(), Tokenizer.whitespace());
            Stream<String> stream =
                    Stream.iterate(0, i -> i + 1).limit(SENTENCES).map(i -> texts.get(i % texts.size()));
            try (Stream<Explanation> explanations = explainer.explainAll(stream)) {
                watch(explanations);
            }
        }
        return 0;
    }

    private static void watch(Stream<Explanation> explanations) {
        long start = System.nanoTime();
        print(0, 0, start);
        int words = 0;
        Iterator<Explanation> each = explanations.iterator();
        for (int done = 1; each.hasNext(); done++) {
            words += each.next().tokens().size();
            if (done % STEP == 0) {
                print(done, words, start);
            }
        }
    }

    private static void print(int done, int words, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%6d sentences  %7d words  %6.1f s  heap %6.1f MiB  process %7.1f MiB%n",
                done,
                words,
                seconds,
                (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
                ProcessUse.memory("VmRSS") / 1048576);
    }
}
