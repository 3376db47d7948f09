package org.dknn.cli.evaluation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.internal.PartFiles;
import org.dknn.internal.Utf16;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.EvaluationTable;

/**
 * Evaluates methods of attribution, beside a random one, some texts at a time.
 *
 * @param dknn the classifier
 * @param methods their names differ
 * @param listener receives the number of evaluated texts
 * @param parts in which values are kept, so that the same study, interrupted, goes on behind them
 */
public record MethodsStudy(
        DeepKnn<List<String>> dknn, List<Attribution> methods, ProgressListener listener, Optional<PartFiles> parts) {

    private static final int TEXTS = 16;

    /** Of the random method and of the intervals. */
    private static final long SEED = 0;

    /** Copies the list. */
    public MethodsStudy {
        methods = List.copyOf(methods);
    }

    /**
     * Explains texts and evaluates the explanations.
     *
     * @param texts at least one
     * @throws IOException if a part cannot be read or written
     */
    public EvaluationTable run(List<List<String>> texts) throws IOException {
        List<EvaluationTable> tables = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += TEXTS) {
            int to = Math.min(texts.size(), from + TEXTS);
            int number = from / TEXTS;
            if (parts.isPresent() && number < parts.get().found()) {
                int size = to - from;
                tables.add(parts.get().read(number, (in, version) -> read(in, size)));
                listener.onProgress("evaluation", to, texts.size());
                continue;
            }
            int before = from;
            EvaluationTable table = evaluated(
                    texts.subList(from, to),
                    (task, done, total) -> listener.onProgress(task, before + done, texts.size()));
            if (parts.isPresent()) {
                parts.get().write(number, out -> write(out, table));
            }
            tables.add(table);
        }
        return joined(tables);
    }

    private EvaluationTable evaluated(List<List<String>> texts, ProgressListener progress) {
        return Evaluation.builder(Predictor.of(dknn))
                .attributions(methods.toArray(Attribution[]::new))
                .metrics(MethodsPart.METRICS)
                .seed(SEED)
                .progress(progress)
                .build()
                .run(texts.stream().map(AnnotatedText::of).toList());
    }

    private static EvaluationTable joined(List<EvaluationTable> tables) {
        List<String> explainers = tables.get(0).explainers();
        List<String> metrics = tables.get(0).metrics();
        double[][][] values = new double[explainers.size()][metrics.size()][];
        for (int e = 0; e < values.length; e++) {
            for (int m = 0; m < values[e].length; m++) {
                String explainer = explainers.get(e);
                String metric = metrics.get(m);
                values[e][m] = tables.stream()
                        .flatMap(table -> table.values(explainer, metric).stream())
                        .mapToDouble(value -> value.orElse(Double.NaN))
                        .toArray();
            }
        }
        return EvaluationTable.of(explainers, MethodsPart.METRICS, values, SEED);
    }

    private static void write(DataOutputStream out, EvaluationTable table) throws IOException {
        Utf16.writeAll(out, table.explainers());
        for (String explainer : table.explainers()) {
            for (String metric : table.metrics()) {
                for (OptionalDouble value : table.values(explainer, metric)) {
                    out.writeDouble(value.orElse(Double.NaN));
                }
            }
        }
    }

    private static EvaluationTable read(DataInputStream in, int texts) throws IOException {
        List<String> explainers = Utf16.readAll(in);
        double[][][] values = new double[explainers.size()][MethodsPart.METRICS.size()][texts];
        for (double[][] explainer : values) {
            for (double[] metric : explainer) {
                for (int text = 0; text < texts; text++) {
                    metric[text] = in.readDouble();
                }
            }
        }
        return EvaluationTable.of(explainers, MethodsPart.METRICS, values, SEED);
    }
}
