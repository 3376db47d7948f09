package org.dknn.docs;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.Serving;
import org.dknn.conformal.ExchangeabilityMartingale;
import org.dknn.conformal.PValueKind;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.render.HtmlReport;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.reliability.AbstainingClassifier;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction;
import org.dknn.reliability.LabelAudit;
import org.dknn.reliability.RejectOption;
import org.dknn.reliability.SelectionScore;

/** One task a method; docs/how-to.md shows their bodies. */
final class Tasks {

    private Tasks() {}

    static String explainOne(DeepKnn<List<String>> dknn, Path model) throws IOException {
        // how-to from here: explain one
        Explainer.of(dknn, Tokenizer.english()).save(model); // once

        try (Explainer<String> explainer = Explainer.load(model)) {
            Explanation explanation = explainer.explain("A gripping, funny film.");
            return Renderer.plain().render(explanation);
        }
        // how-to to here
    }

    static String explainInTime(Explainer<String> explainer) {
        // how-to from here: in time
        Explanation explanation = explainer.within(Duration.ofMillis(50)).explain("A gripping, funny film.");
        int open = explanation.attributions().get(0).unfinished().size();
        return explanation.labelName() + ", words without a final value: " + open;
        // how-to to here
    }

    static void thousandToCsv(Explainer<String> explainer, List<String> texts, Path file) throws IOException {
        // how-to from here: a thousand
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            explainer
                    .explainAll(texts.stream())
                    .forEach(explanation -> csv.writeRecord(
                            explanation.text(),
                            explanation.labelName(),
                            "" + explanation.prediction().credibility()));
        }
        // how-to to here
    }

    static List<String> suspectLabels(DeepKnn<List<String>> dknn) {
        // how-to from here: suspect labels
        LabelAudit<List<String>> audit = LabelAudit.of(dknn);
        return audit.issues().stream().limit(20).map(audit::describe).toList();
        // how-to to here
    }

    static String abstain(DeepKnn<List<String>> dknn, Dataset<List<String>> dev, List<String> words) {
        // how-to from here: abstain
        AbstainingClassifier<List<String>> classifier =
                AbstainingClassifier.calibrate(dknn, SelectionScore.softmax(), dev, new RejectOption(0.15, 0.1, 0.05));
        SelectivePrediction answer = classifier.predict(words);
        return answer instanceof SelectivePrediction.Label given
                ? dknn.labelSet().name(given.label())
                : "ask a person";
        // how-to to here
    }

    static String leaveOut(Explainer<String> explainer) {
        // how-to from here: leaving out
        Explainer<String> refitting =
                explainer.withRefit(ProgressListener.silent()); // once: runs the network over all training texts
        Explanation explanation = refitting.explain("A gripping, funny film.");
        List<Integer> shown = explanation.nearest().stream()
                .map(near -> near.neighbor().ordinal())
                .toList();
        PredictionSummary before = explanation.prediction();
        PredictionSummary without = refitting.without(explanation, shown);
        return "neighbors of the label: %.2f, then %.2f; network: %.3f, then %.3f"
                .formatted(
                        before.conformity(before.label()),
                        without.conformity(before.label()),
                        before.probability(before.label()),
                        without.probability(before.label()));
        // how-to to here
    }

    static void evidencePage(Explainer<String> explainer, Path file) throws IOException {
        // how-to from here: evidence page
        EvidenceReport evidence = explainer.explainWithEvidence("A gripping, funny film.");
        Files.writeString(file, HtmlReport.of("Evidence").renderWithEvidence(List.of(evidence)));
        // how-to to here
    }

    static DeepKnn<List<String>> served(
            DeepKnn<List<String>> dknn, Executor executor, BiConsumer<String, Duration> timers) {
        // how-to from here: serving
        DeepKnn<List<String>> served = dknn.withServing(Serving.create()
                .on(executor, 4) // threads of a call
                .atMost(8, 32) // calls that run, and further ones that wait
                .listener(cost -> {
                    timers.accept("dknn.network", cost.network());
                    timers.accept("dknn.search", cost.search());
                    timers.accept("dknn.rest", cost.rest());
                    timers.accept("dknn.replica.wait", cost.waiting());
                    timers.accept("dknn.queue.wait", cost.queued());
                }));
        served.warmUp();
        // how-to to here
        return served;
    }

    static long alarm(DeepKnn<List<String>> dknn, Dataset<List<String>> stream) {
        // how-to from here: alarm
        ExchangeabilityMartingale alarm = ExchangeabilityMartingale.withFalseAlarmRate(0.01);
        SplittableRandom draws = new SplittableRandom(1);
        for (int i = 0; i < stream.size() && !alarm.isRinging(); i++) {
            Prediction prediction = dknn.predict(stream.inputs().get(i));
            int label = stream.label(i);
            alarm.observe(dknn.calibration()
                    .pValue(label, prediction.nonconformity(label), PValueKind.SMOOTHED, draws.nextDouble()));
        }
        return alarm.isRinging() ? alarm.observed() : -1;
        // how-to to here
    }
}
