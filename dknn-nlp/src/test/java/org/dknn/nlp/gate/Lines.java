package org.dknn.nlp.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.conformal.PValues;
import org.dknn.index.Neighbors;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.InputReduction;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusReport.WordInClass;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.EvaluationTable.Estimate;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.EvidenceReport.AlignedText;
import org.dknn.nlp.explain.EvidenceReport.Counterfactual;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Interactions;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.ood.OodResult;

/** Answers of the library as lines of text, every number to its last bit. */
final class Lines {

    private Lines() {}

    static String number(double value) {
        return Double.toHexString(value);
    }

    static String numbers(double... values) {
        return Arrays.stream(values).mapToObj(Lines::number).collect(Collectors.joining(" "));
    }

    private static String optional(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "-";
    }

    /** Method, class and rival, values, intervals. */
    static String saliency(Attributions saliency) {
        String rival = saliency.target().rival().isPresent()
                ? ">" + saliency.target().rival().getAsInt()
                : "";
        String intervals = saliency.intervals().stream()
                .map(interval -> numbers(interval.low(), interval.high()))
                .collect(Collectors.joining(", "));
        return saliency.method() + " | " + saliency.label() + rival + " | " + numbers(saliency.values())
                + (intervals.isEmpty() ? "" : " | " + intervals);
    }

    /** All there is to a prediction, a line for each thing. */
    static void prediction(Answers answers, String key, Prediction prediction, List<String> layers) {
        int labels = prediction.pValues().labels();
        answers.put(key + "/label, network's label", prediction.label() + " " + prediction.networkLabel());
        judgement(answers, key, prediction);
        answers.put(
                key + "/probabilities",
                numbers(IntStream.range(0, labels)
                        .mapToDouble(prediction::probability)
                        .toArray()));
        answers.put(
                key + "/votes",
                IntStream.range(0, labels)
                        .mapToObj(label -> String.valueOf(prediction.votes().count(label)))
                        .collect(Collectors.joining(" ")));
        for (int layer = 0; layer < layers.size(); layer++) {
            answers.put(
                    key + "/neighbors in " + layers.get(layer),
                    neighbors(prediction.neighbors().get(layer)));
            for (int label = 0; label < labels; label++) {
                answers.put(
                        key + "/neighbors in " + layers.get(layer) + " of class " + label,
                        neighbors(prediction.classNeighbors().get(layer).get(label)));
            }
        }
    }

    /** What depends on the nonconformity and the kind of p-value. */
    static void judgement(Answers answers, String key, Prediction prediction) {
        answers.put(key + "/p-values", pValues(prediction.pValues()));
        answers.put(
                key + "/p-values by layer",
                prediction.layerPValues().stream().map(Lines::pValues).collect(Collectors.joining(", ")));
        answers.put(
                key + "/label, credibility, confidence",
                prediction.label() + " " + numbers(prediction.credibility(), prediction.confidence()));
        answers.put(
                key + "/nonconformities",
                numbers(IntStream.range(0, prediction.pValues().labels())
                        .mapToDouble(prediction::nonconformity)
                        .toArray()));
    }

    private static String pValues(PValues values) {
        return numbers(
                IntStream.range(0, values.labels()).mapToDouble(values::value).toArray());
    }

    private static String neighbors(Neighbors neighbors) {
        return IntStream.range(0, neighbors.size())
                .mapToObj(rank -> neighbors.ordinal(rank) + ":" + Float.toHexString(neighbors.distance(rank)))
                .collect(Collectors.joining(" "));
    }

    static String support(Optional<OodResult> support) {
        return support.map(found -> found.inDistribution() + " " + number(found.pValue()) + " | "
                        + found.layers().stream()
                                .map(layer -> layer.name() + " " + numbers(layer.distance(), layer.pValue()) + " "
                                        + layer.inDistribution())
                                .collect(Collectors.joining(", ")))
                .orElse("-");
    }

    /** What is shown with the saliencies. */
    static void shown(Answers answers, String key, Explanation explained) {
        answers.put(
                key + "/words",
                explained.tokens().stream()
                        .map(token -> token.word() + "@" + token.start() + "-" + token.end())
                        .collect(Collectors.joining(" ")));
        answers.put(key + "/label and its name", explained.label() + " " + explained.labelName());
        answers.put(key + "/support", support(explained.prediction().ood()));
        for (LayerNeighbors layer : explained.neighbors()) {
            answers.put(
                    key + "/shown neighbors in " + layer.layer(),
                    layer.votes() + " | "
                            + layer.nearest().stream().map(Lines::neighbor).collect(Collectors.joining(" | ")));
        }
    }

    private static String neighbor(NeighborText near) {
        return near.ordinal() + " " + near.label() + " " + number(near.distance()) + " " + near.text();
    }

    static void evidence(Answers answers, String key, EvidenceReport evidence) {
        evidence.words().forEach(word -> word.changes()
                .forEach(change -> answers.put(
                        key + "/word " + word.position() + " in " + change.layer(),
                        word.label() + " | left " + change.leftByLabel() + " came " + change.cameByLabel() + " | "
                                + neighborsOf(change.left()) + " | " + neighborsOf(change.came()))));
        evidence.layers().forEach(layer -> {
            answers.put(
                    key + "/texts behind in " + layer.layer(),
                    layer.behind().stream()
                            .map(text -> neighbor(text.neighbor()) + " " + words(text))
                            .collect(Collectors.joining(" | ")));
            answers.put(
                    key + "/text of another class in " + layer.layer(),
                    layer.other()
                            .map(text -> neighbor(text.neighbor()) + " " + words(text))
                            .orElse("-"));
        });
        answers.put(
                key + "/counterfactual",
                evidence.counterfactual().map(Lines::counterfactual).orElse("-"));
    }

    /** As it was recorded when words had no places. */
    private static String words(AlignedText text) {
        return text.words().stream()
                .map(word -> "Word[word=" + word.token().word() + ", isShared=" + word.isShared() + "]")
                .toList()
                .toString();
    }

    private static String neighborsOf(List<NeighborText> texts) {
        return texts.stream().map(Lines::neighbor).collect(Collectors.joining("; "));
    }

    private static String counterfactual(Counterfactual found) {
        return found.positions() + " to " + found.label() + (found.isSmallest() ? ", the smallest" : "");
    }

    static String interactions(Interactions found) {
        StringBuilder line = new StringBuilder(found.method());
        for (Interactions.Drops side : List.of(found.premise(), found.hypothesis())) {
            line.append(" | ")
                    .append(side.positions())
                    .append(' ')
                    .append(numbers(
                            side.drops().stream().mapToDouble(drop -> drop).toArray()));
        }
        for (int row = 0; row < found.premise().positions().size(); row++) {
            line.append(" |");
            for (int column = 0; column < found.hypothesis().positions().size(); column++) {
                line.append(' ').append(numbers(found.bothDrop(row, column), found.value(row, column)));
            }
        }
        return line.toString();
    }

    static String reduction(List<InputReduction.Step> steps) {
        return steps.stream()
                .map(step -> step.position() + " "
                        + step.prediction().label() + " "
                        + number(step.prediction().credibility()) + " " + step.words())
                .collect(Collectors.joining(" | "));
    }

    /** A line an explainer and metric: values of the texts, mean, interval, count, paired difference from the first. */
    static void table(Answers answers, String key, EvaluationTable table) {
        String first = table.explainers().get(0);
        for (String explainer : table.explainers()) {
            for (String metric : table.metrics()) {
                answers.put(
                        key + "/" + explainer + "/" + metric,
                        table.values(explainer, metric).stream()
                                        .map(Lines::optional)
                                        .collect(Collectors.joining(" "))
                                + " | " + estimate(table.estimate(explainer, metric)) + " | "
                                + estimate(table.difference(explainer, first, metric)));
            }
        }
    }

    private static String estimate(Optional<Estimate> estimate) {
        return estimate.map(found -> numbers(found.mean(), found.low(), found.high()) + " " + found.count())
                .orElse("-");
    }

    static void corpus(Answers answers, String key, CorpusReport report) {
        answers.put(key, report.source() + " | " + report.texts() + " | " + report.methods());
        for (CorpusReport.ClassWords words : report.classes()) {
            answers.put(
                    key + "/class " + words.label(),
                    words.candidates() + " | "
                            + words.agreements().stream().map(Lines::optional).collect(Collectors.joining(" ")) + " | "
                            + words.words().stream().map(WordInClass::word).collect(Collectors.joining(" ")));
            words.words()
                    .forEach(word -> answers.put(key + "/class " + words.label() + "/" + word.word(), corpus(word)));
        }
    }

    private static String corpus(WordInClass word) {
        return word.textsOfClass() + " " + word.textsExplained() + " " + number(word.pmi()) + " | "
                + word.measures().stream()
                        .map(measure -> number(measure.importance()) + " " + optional(measure.importanceMargin()) + " "
                                + number(measure.rank()) + " " + optional(measure.rankMargin()))
                        .collect(Collectors.joining(" | "));
    }
}
