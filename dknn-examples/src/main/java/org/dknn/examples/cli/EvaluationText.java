package org.dknn.examples.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dknn.conformal.Nonconformity;

/**
 * An evaluation in Markdown.
 *
 * @param evaluation what is told
 * @param level of the prediction sets
 */
record EvaluationText(Evaluation evaluation, double level) {

    String render() {
        return summary() + layers() + nonconformities();
    }

    private String summary() {
        return format("# Evaluation on %d texts%n%n", evaluation.size())
                + format("| | accuracy |%n| --- | ---: |%n")
                + format("| by neighbors, %s | %.3f |%n", evaluation.dknn().nonconformity().name(), evaluation.accuracy())
                + format("| by the network | %.3f |%n%n", evaluation.networkAccuracy())
                + format("Mean p-value of the true label: %.3f (.5 if these texts are like those of the calibration).%n",
                        evaluation.meanTruePValue())
                + format("Calibration error of the network's probability: %.3f.%n", evaluation.calibrationError());
    }

    private String layers() {
        List<String> names = evaluation.dknn().layers();
        StringBuilder table = new StringBuilder(format("%n## Layers%n%n| layer | accuracy of its neighbors alone |%n| --- | ---: |%n"));
        IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingDouble(layer -> -evaluation.layerAccuracy(layer)))
                .forEach(layer -> table.append(format("| %s | %.3f |%n", names.get(layer), evaluation.layerAccuracy(layer))));
        return table.toString();
    }

    private String nonconformities() {
        StringBuilder table = new StringBuilder(format(
                "%n## Nonconformity%n%n| kind | accuracy | coverage at %s | labels in a set |%n| --- | ---: | ---: | ---: |%n",
                level));
        Nonconformity.all().stream()
                .map(evaluation::by)
                .sorted(Comparator.comparingDouble(judged -> -judged.accuracy()))
                .forEach(judged -> table.append(row(judged)));
        return table.toString();
    }

    private String row(Evaluation judged) {
        Evaluation.Sets sets = judged.sets(level);
        return format(
                "| %s | %.3f | %.3f | %.2f |%n",
                judged.dknn().nonconformity().name(),
                judged.accuracy(),
                sets.coverage(),
                sets.size());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
    }
}
