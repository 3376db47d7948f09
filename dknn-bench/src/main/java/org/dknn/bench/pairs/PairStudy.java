package org.dknn.bench.pairs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.bench.data.PairData;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.PairExplainer;
import org.dknn.nlp.explain.PairExplanation;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.render.PairReport;
import org.dknn.nlp.render.PairText;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;

/** What the example does with pairs: accuracy on unseen pairs, explanations on the console, a report. */
final class PairStudy {

    /** Words of each side whose interactions are shown. */
    private static final int CROSSED = 5;

    private final PairData data;
    private final Recipe recipe;
    private final Path report;
    private final PrintStream out;

    PairStudy(PairData data, Recipe recipe, Path report, PrintStream out) {
        this.data = data;
        this.recipe = recipe;
        this.report = report;
        this.out = out;
    }

    void run(List<TextPair> pairs) throws IOException {
        out.println("Data: " + data.name() + " (" + data.origin() + ")");
        try (TrainedPairs model = new PairStore(data, recipe, new ConsoleProgress(out)).loadOrFit()) {
            out.println(accuracyLine(model.dknn()));
            explain(model.dknn(), pairs);
        }
    }

    private String accuracyLine(DeepKnn<SentencePair> dknn) {
        Dataset<SentencePair> unseen = data.unseen();
        List<Prediction> predictions = dknn.predictAll(unseen.inputs(), new ConsoleProgress(out));
        int bySoftmax = 0;
        int byNeighbors = 0;
        for (int i = 0; i < unseen.size(); i++) {
            bySoftmax += predictions.get(i).networkLabel() == unseen.label(i) ? 1 : 0;
            byNeighbors += predictions.get(i).label() == unseen.label(i) ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "%s, unseen pairs: softmax %.3f, DkNN %.3f (n=%d)",
                data.name(),
                (double) bySoftmax / unseen.size(),
                (double) byNeighbors / unseen.size(),
                unseen.size());
    }

    private void explain(DeepKnn<SentencePair> dknn, List<TextPair> pairs) throws IOException {
        PairExplainer explainer = PairExplainer.of(dknn, Tokenizer.english())
                .withScorers(LeaveOneOut.neighborsAndNetwork(), LeaveOneOut.conformity(), LeaveOneOut.probability())
                .withInteractions(LeaveOneOut.probability(), CROSSED);
        List<PairExplanation> explanations =
                explainer.explainAll(pairs.stream()).toList();
        for (PairExplanation explanation : explanations) {
            out.println();
            out.println(PairText.render(explanation));
        }
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.writeString(
                report, PairReport.of(data.name() + ", pairs of sentences").render(explanations));
        out.println();
        out.println("Report: " + report.toAbsolutePath());
    }
}
