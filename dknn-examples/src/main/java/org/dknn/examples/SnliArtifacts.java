package org.dknn.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.examples.data.CacheDirectory;
import org.dknn.examples.data.PairData;
import org.dknn.examples.data.PairSources;
import org.dknn.examples.network.Recipe;
import org.dknn.nlp.corpus.CorpusAnalysis;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.ScoredSource;
import org.dknn.nlp.explain.PairExplainer;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.render.CorpusRenderer;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.SaliencyScorer;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;

/**
 * Which words of SNLI's hypotheses the network of {@link SnliPairs} takes for an answer, by conformity beside the network's
 * probability and beside what each word tells of the label: the paper's analysis of annotation artifacts, on pairs of the dev set
 * that nothing was learned from. Goes on where it was broken off.
 */
public final class SnliArtifacts {

    private static final List<LeaveOneOut> METHODS =
            List.of(LeaveOneOut.conformity(), LeaveOneOut.probability(), LeaveOneOut.neighborsAndNetwork());

    /** Pairs after which what is done is kept. */
    private static final int EVERY = 500;

    private SnliArtifacts() {}

    /** Writes {@code target/artifacts.md} and {@code target/artifacts.html}; takes no arguments. */
    public static void main(String[] unused) throws IOException {
        ConsoleProgress progress = new ConsoleProgress(System.out);
        PairData data = PairSources.find(System.out::println);
        try (TrainedPairs model = new PairStore(data, Recipe.pairs(), progress).loadOrFit()) {
            CorpusReport report = report(model, data, progress);
            write(Path.of("target", "artifacts.md"), CorpusRenderer.markdown().render(report));
            write(Path.of("target", "artifacts.html"), CorpusRenderer.html().render(report));
        }
    }

    static CorpusReport report(TrainedPairs model, PairData data, ConsoleProgress progress) throws IOException {
        PairExplainer explainer = PairExplainer.of(model.dknn(), Tokenizer.whitespace())
                .withScorers(METHODS.toArray(SaliencyScorer[]::new))
                .withoutSupport()
                .withShownNeighbors(0);
        ScoredSource source =
                ScoredSource.ofSide(data.name() + ", unseen", explainer, Side.HYPOTHESIS, texts(data.unseen()));
        CorpusStatistics statistics = CorpusAnalysis.inMemory()
                .progress(progress)
                .resumable(CacheDirectory.of("artifacts").resolve(data.name() + ".state"), EVERY)
                .run(source, METHODS.stream().map(LeaveOneOut::name).toList());
        return CorpusReport.of(statistics, CorpusReport.Settings.USUAL);
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
