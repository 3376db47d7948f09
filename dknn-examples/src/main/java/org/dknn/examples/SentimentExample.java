package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.HtmlReport;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;

/**
 * What the examples do with a network for sentences: its accuracy beside that of its neighbors, explanations on the console
 * and in an HTML report.
 *
 * @param network to be trained or loaded
 * @param data the sentences
 * @param report file to be written
 * @param out the console
 */
record SentimentExample(SentimentNetwork network, SentimentData data, Path report, PrintStream out) {

    void run(String... sentences) throws IOException {
        out.println("Data: " + data.name() + " (" + data.origin() + ")");
        try (SentimentModel model = SentimentModel.open(network, data, out)) {
            out.println(accuracyLine(model.dknn()));
            explain(model.dknn(), texts(sentences));
        }
    }

    private String accuracyLine(DeepKnn<List<String>> dknn) {
        Dataset<List<String>> test = data.test();
        List<Prediction> predictions = dknn.predictAll(test.inputs(), new ConsoleProgress(out));
        int bySoftmax = 0;
        int byNeighbors = 0;
        for (int i = 0; i < test.size(); i++) {
            bySoftmax += predictions.get(i).networkLabel() == test.label(i) ? 1 : 0;
            byNeighbors += predictions.get(i).label() == test.label(i) ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "%s test: softmax %.3f, DkNN %.3f (n=%d)",
                data.name(),
                (double) bySoftmax / test.size(),
                (double) byNeighbors / test.size(),
                test.size());
    }

    private void explain(DeepKnn<List<String>> dknn, List<String> texts) throws IOException {
        Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english())
                .withAttributions(
                        LeaveOneOutAndIn.neighborsAndNetwork(), LeaveOneOut.conformity(), LeaveOneOut.probability());
        List<Explanation> explanations = texts.stream().map(explainer::explain).toList();
        for (Explanation explanation : explanations) {
            out.println();
            out.println(Renderer.plain().render(explanation));
        }
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.writeString(
                report, HtmlReport.of(data.name() + ", " + network.name()).render(explanations));
        out.println();
        out.println("Report: " + report.toAbsolutePath());
    }

    /** What was asked for; else the paper's sentence, if it is in the test set, and the first few of that set. */
    private List<String> texts(String... sentences) {
        List<String> asked = Arrays.stream(sentences).filter(s -> !s.isBlank()).toList();
        if (!asked.isEmpty()) {
            return asked;
        }
        List<String> test = data.test().inputs().stream()
                .map(words -> String.join(" ", words))
                .toList();
        String famous = "diane lane shines in unfaithful .";
        List<String> texts = new ArrayList<>(test.contains(famous) ? List.of(famous) : List.of());
        test.stream().filter(text -> text.length() < 80).limit(5).forEach(texts::add);
        return texts;
    }
}
