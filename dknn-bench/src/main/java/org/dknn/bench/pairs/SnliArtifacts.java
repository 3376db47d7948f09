package org.dknn.bench.pairs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.ModelStore;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.corpus.CorpusAnalysis;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusReport.ClassWords;
import org.dknn.nlp.corpus.CorpusReport.Settings;
import org.dknn.nlp.corpus.CorpusReport.WordInClass;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.ScoredSource;
import org.dknn.nlp.evaluate.RandomAttribution;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;

/**
 * Which words of SNLI's hypotheses the network of pairs takes for an answer, by conformity beside the network's probability and beside
 * what each word tells of the label: the paper's analysis of annotation artifacts, on pairs that nothing was learned from.
 */
public final class SnliArtifacts {

    private static final List<Attribution> METHODS = List.of(
            LeaveOneOut.conformity(),
            LeaveOneOut.probability(),
            LeaveOneOut.neighborsAndNetwork(),
            new RandomAttribution(1)); // tells what rank a word has by chance

    /** The five of each class that are first by mutual information over SNLI's training hypotheses. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "entailment", List.of("outdoors", "least", "instrument", "outside", "animal"),
            "neutral", List.of("tall", "first", "competition", "sad", "favorite"),
            "contradiction", List.of("nobody", "sleeping", "no", "tv", "cat"));

    /** Pairs after which what is done is kept. */
    private static final int EVERY = 500;

    private SnliArtifacts() {}

    /**
     * Explains pairs, and goes on where that was interrupted.
     *
     * @param name of the model, and of all that it depends on
     */
    public static CorpusStatistics gather(
            String name, DeepKnn<SentencePair> dknn, Dataset<SentencePair> pairs, ModelStore store) throws IOException {
        Explainer<TextPair> explainer = Explainer.ofPairs(dknn, Tokenizer.whitespace())
                .withAttributions(METHODS.toArray(Attribution[]::new))
                .withoutOod()
                .withShownNeighbors(0);
        ScoredSource source = ScoredSource.ofSide(
                "unseen pairs, by " + dknn.nonconformity().name() + " on " + name,
                explainer,
                Side.HYPOTHESIS,
                texts(pairs));
        Path state = store.folders()
                .cache()
                .resolve("artifacts")
                .resolve(String.format(Locale.ROOT, "%08x.state", source.name().hashCode()));
        return CorpusAnalysis.inMemory()
                .progress(new ConsoleProgress(store.out()))
                .resumable(state, EVERY)
                .run(source, METHODS.stream().map(Attribution::name).toList());
    }

    private static Dataset<TextPair> texts(Dataset<SentencePair> pairs) {
        List<TextPair> texts = pairs.inputs().stream()
                .map(pair -> new TextPair(String.join(" ", pair.premise()), String.join(" ", pair.hypothesis())))
                .toList();
        return Dataset.of(texts, pairs.labels(), pairs.labelSet());
    }

    /**
     * Words that are known to give a class of SNLI away, and how each method ranks them in explained pairs.
     *
     * @see <a href="https://arxiv.org/abs/1803.02324">Gururangan et al. (2018), Table 4</a>
     */
    public static Page known(CorpusStatistics statistics) {
        List<String> columns = new ArrayList<>(List.of("word", "class", "explained", "PMI"));
        columns.addAll(statistics.methods());
        Table table = new Table(columns.toArray(String[]::new));
        Settings settings =
                new Settings(1, Integer.MAX_VALUE, CorpusReport.Order.MUTUAL_INFORMATION, Settings.USUAL.smoothing());
        for (ClassWords words : CorpusReport.of(statistics, settings).classes()) {
            String name = statistics.labelSet().name(words.label());
            List<String> wanted = WORDS.getOrDefault(name, List.of());
            words.words().stream()
                    .filter(word -> wanted.contains(word.word()))
                    .sorted(Comparator.comparingInt(word -> wanted.indexOf(word.word())))
                    .forEach(word -> table.row(row(name, word)));
        }
        return new Page("Known artifacts")
                .say(
                        "Mean rank, 1 being the most important word of its hypothesis, with 95 % intervals, where the class was"
                                + " explained; by chance it is that of \"random\".")
                .table(table);
    }

    private static String[] row(String name, WordInClass word) {
        List<String> cells = new ArrayList<>(List.of(word.word(), name, String.valueOf(word.textsExplained())));
        cells.add(String.format(Locale.ROOT, "%+.2f", word.pmi()));
        word.measures().forEach(measure -> {
            String rank = String.format(Locale.ROOT, "%.2f", measure.rank());
            cells.add(
                    measure.rankMargin().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%s \u00B1 %.2f",
                                    rank,
                                    measure.rankMargin().getAsDouble())
                            : rank);
        });
        return cells.toArray(String[]::new);
    }
}
