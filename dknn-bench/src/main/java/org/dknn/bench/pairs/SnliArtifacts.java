package org.dknn.bench.pairs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dknn.Dataset;
import org.dknn.bench.data.CacheDirectory;
import org.dknn.bench.data.PairData;
import org.dknn.bench.data.PairSources;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.corpus.CorpusAnalysis;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.ScoredSource;
import org.dknn.nlp.evaluate.RandomScorer;
import org.dknn.nlp.explain.PairExplainer;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.render.CorpusRenderer;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;

/**
 * Which words of SNLI's hypotheses the network of the pairs example takes for an answer, by conformity beside the network's
 * probability and beside what each word tells of the label: the paper's analysis of annotation artifacts, on pairs of the dev set
 * that nothing was learned from; and how those rank that are known to give a class away. Goes on where it was broken off.
 */
public final class SnliArtifacts {

    private static final List<Attribution> METHODS = List.of(
            LeaveOneOut.conformity(),
            LeaveOneOut.probability(),
            LeaveOneOut.neighborsAndNetwork(),
            new RandomScorer(1)); // tells what rank a word has by chance

    /** Pairs after which what is done is kept. */
    private static final int EVERY = 500;

    private SnliArtifacts() {}

    /** Writes {@code target/artifacts.md} and {@code target/artifacts.html}; takes no arguments. */
    public static void main(String[] unused) throws IOException {
        ConsoleProgress progress = new ConsoleProgress(System.out);
        PairData data = PairSources.find();
        try (TrainedPairs model = new PairStore(data, Recipe.pairs(), progress).loadOrFit()) {
            CorpusStatistics statistics = gather(model, data, progress);
            CorpusReport report = CorpusReport.of(statistics, CorpusReport.Settings.USUAL);
            String known = new KnownArtifacts(statistics).page().markdown();
            System.out.println("\n" + known);
            write(Path.of("target", "artifacts.md"), CorpusRenderer.markdown().render(report) + "\n" + known);
            write(Path.of("target", "artifacts.html"), CorpusRenderer.html().render(report));
        }
    }

    static CorpusStatistics gather(TrainedPairs model, PairData data, ConsoleProgress progress) throws IOException {
        PairExplainer explainer = PairExplainer.of(model.dknn(), Tokenizer.whitespace())
                .withScorers(METHODS.toArray(Attribution[]::new))
                .withoutSupport()
                .withShownNeighbors(0);
        ScoredSource source = ScoredSource.ofSide(name(model, data), explainer, Side.HYPOTHESIS, texts(data.unseen()));
        Path state = CacheDirectory.of("artifacts")
                .resolve(String.format(Locale.ROOT, "%08x.state", source.name().hashCode()));
        return CorpusAnalysis.inMemory()
                .progress(progress)
                .resumable(state, EVERY)
                .run(source, METHODS.stream().map(Attribution::name).toList());
    }

    /** Another one for another network, so that a new network does not go on from what an old one said. */
    private static String name(TrainedPairs model, PairData data) {
        String network =
                TrainedPairs.extractor(model.graph(), model.vocabulary()).fingerprint();
        return data.name() + ", unseen, by " + model.dknn().nonconformity().name() + " on network "
                + network.substring(0, 8);
    }

    private static Dataset<TextPair> texts(Dataset<SentencePair> pairs) {
        List<TextPair> texts = pairs.inputs().stream()
                .map(pair -> new TextPair(String.join(" ", pair.premise()), String.join(" ", pair.hypothesis())))
                .toList();
        return Dataset.of(texts, pairs.labels(), pairs.labelSet());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        Files.writeString(file, text);
        System.out.println("Written to " + file.toAbsolutePath());
    }
}
