package org.dknn.bench.pairs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dknn.Dataset;
import org.dknn.bench.data.Folders;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.TrainedModel;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.corpus.CorpusAnalysis;
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

    /** Pairs after which what is done is kept. */
    private static final int EVERY = 500;

    private SnliArtifacts() {}

    /** Explains the test pairs, and goes on where that was interrupted. */
    public static CorpusStatistics gather(TrainedModel<SentencePair> model, Folders folders, PrintStream out)
            throws IOException {
        Explainer<TextPair> explainer = Explainer.ofPairs(model.dknn(), Tokenizer.whitespace())
                .withAttributions(METHODS.toArray(Attribution[]::new))
                .withoutOod()
                .withShownNeighbors(0);
        String name =
                "unseen pairs, by " + model.dknn().nonconformity().name() + " on " + ModelStore.name(model.design());
        ScoredSource source = ScoredSource.ofSide(
                name, explainer, Side.HYPOTHESIS, texts(model.data().test()));
        Path state = folders.cache()
                .resolve("artifacts")
                .resolve(String.format(Locale.ROOT, "%08x.state", source.name().hashCode()));
        return CorpusAnalysis.inMemory()
                .progress(new ConsoleProgress(out))
                .resumable(state, EVERY)
                .run(source, METHODS.stream().map(Attribution::name).toList());
    }

    private static Dataset<TextPair> texts(Dataset<SentencePair> pairs) {
        List<TextPair> texts = pairs.inputs().stream()
                .map(pair -> new TextPair(String.join(" ", pair.premise()), String.join(" ", pair.hypothesis())))
                .toList();
        return Dataset.of(texts, pairs.labels(), pairs.labelSet());
    }
}
