package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.ScoreFunction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.MarkedTexts;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.ModelStore;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.Plausibility;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.OnnxExtractor;
import org.dknn.onnx.SoftmaxHead;

/**
 * Values of words by a head over a transformer and its neighbors, beside the labels that people gave to the words of the dev sentences
 * of the Stanford Sentiment Treebank.
 *
 * @param encoder the transformer
 */
public record TransformerWords(ModelStore store, StudyEncoder encoder) {

    private static final int K = 75;
    private static final int REMEMBERED = 20_000;
    private static final List<String> HEAD = List.of("encoder.layer.3", OnnxExtractor.HEAD);
    private static final List<String> WITHOUT_HEAD = List.of("encoder.layer.3", "encoder.layer.5");

    /** Explains one of so many dev sentences of the treebank. */
    public Page sentences(int every) throws IOException {
        Parts<List<String>> parts = Corpus.SST_2.read(store.folders(), 1);
        List<AnnotatedText> texts = MarkedTexts.ofTreebank(store.folders(), every);
        Page page = new Page("Words by " + encoder.choice() + ", SST-2 dev")
                .say("Every " + every + "th sentence, " + texts.size() + " in all; k " + K + ", seed 1.");
        explain(parts, texts, HEAD, page);
        explain(parts, texts, WITHOUT_HEAD, page);
        return page;
    }

    private void explain(Parts<List<String>> parts, List<AnnotatedText> texts, List<String> layers, Page page)
            throws IOException {
        store.out().println(layers);
        ResultFile<TextValues> file =
                new ResultFile<>(store.folders().cache().resolve("transformer-words.jsonl"), TextValues.class);
        EncodedTexts known = encoder.sentences(Corpus.SST_2);
        SoftmaxHead head = known.head(parts.training());
        try (OnnxEncoder open = encoder.open(encoder.choice().own(), REMEMBERED);
                DeepKnn<List<String>> dknn = DeepKnn.builder(new LiveExtractor<>(
                                new EncodedExtractor(known, head, layers),
                                known.ordinals()::containsKey,
                                open.withHead(head).withLayers(layers)))
                        .neighbors(K)
                        .fit(parts.training(), parts.calibration())) {
            Predictor predictor = Predictor.of(dknn);
            String cell = encoder.choice() + " " + layers + " " + texts.size();
            TextValues found =
                    file.get(cell, () -> TextValues.of(evaluation(predictor).run(texts)));
            page.heading(layers.toString())
                    .table(AttributionStudy.table(TextValues.mean(List.of(found))))
                    .table(values(predictor));
        }
    }

    private Evaluation evaluation(Predictor predictor) {
        return Evaluation.builder(predictor)
                .attributions(methods().toArray(Attribution[]::new))
                .metrics(Plausibility.all().stream().limit(4).toList())
                .seed(1)
                .progress(new ConsoleProgress(store.out()))
                .build();
    }

    /** The values of the words of the paper's sentence for class 1. */
    private static Table values(Predictor predictor) {
        List<String> words = List.of("diane", "lane", "shines", "in", "unfaithful", ".");
        List<String> columns = new ArrayList<>(List.of("method"));
        columns.addAll(words);
        Table table = new Table(columns.toArray(String[]::new));
        PlanExecutor executor = new PlanExecutor(predictor);
        for (Attribution method : methods()) {
            List<String> cells = new ArrayList<>(List.of(method.name()));
            for (double value :
                    executor.run(method.plan(Features.of(words), Target.of(1))).values()) {
                cells.add(Shown.number(value));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static List<Attribution> methods() {
        return List.of(
                LeaveOneOutAndIn.neighbors(),
                LeaveOneOutAndIn.neighborsAndNetwork(),
                new LeaveOneOutAndIn("neighbors and network, half", ScoreFunction.NEIGHBORS_AND_NETWORK),
                LeaveOneOutAndIn.probability(),
                LeaveOneOut.neighbors(),
                LeaveOneOut.neighborsAndNetwork(),
                LeaveOneOut.conformity(),
                LeaveOneOut.probability(),
                new LeaveOneOut(
                        "neighbors and network, three words left out",
                        ScoreFunction.NEIGHBORS_AND_NETWORK,
                        Perturbation.delete(),
                        FeatureGroups.nGrams(3)));
    }
}
