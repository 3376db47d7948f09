package org.dknn.bench.study;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.bench.model.TrainedModel;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.RememberingPredictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.evaluate.Agreement;
import org.dknn.nlp.evaluate.AgreementStudy;
import org.dknn.nlp.evaluate.Estimate;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ModelExplainer;

/**
 * Compares a trained model's explanations of sentences with those of other models, scorer by scorer. All explain the label that
 * the trained model predicts: another model often predicts another one, and the signs would differ for that alone.
 *
 * <p>Remembers what the trained model said; not safe for use by many threads.
 */
final class SanityComparison {

    /** Rank correlation. */
    static final String SPEARMAN = Agreement.spearman().name();

    /** Rank correlation of the absolute values. */
    static final String SIZES = Agreement.absoluteSpearman().name();

    /** Two explanations that know nothing. */
    static final String RANDOM = "random / random";

    /** Share of the sentences that the other model gets right, in a result's place of explainers. */
    static final String RIGHT = "right";

    private final List<ModelExplainer> trained;
    private final Predictor predictor;
    private final Dataset<List<String>> sentences;
    private final ProgressListener listener;

    SanityComparison(TrainedModel trained, Dataset<List<String>> sentences, ProgressListener listener) {
        this.predictor = new RememberingPredictor(trained.dknn()::predictAll);
        this.trained = explainers(trained, predictor);
        this.sentences = sentences;
        this.listener = listener;
    }

    /** Names of the scorers in a result. */
    List<String> explainers() {
        return trained.stream()
                .map(explainer -> explainer.name() + " / " + explainer.name())
                .toList();
    }

    /** How far explanations of another model agree, and how often it is right. */
    SanityResult with(TrainedModel other) {
        Predictor remembering = new RememberingPredictor(other.dknn()::predictAll);
        EvaluationTable table = AgreementStudy.oneByOne(trained, explainers(other, remembering))
                .withMetrics(List.of(Agreement.spearman(), Agreement.absoluteSpearman()))
                .withTargets(this::target)
                .withSeed(1)
                .withProgress(listener)
                .run(sentences.inputs());
        List<Prediction> predictions = remembering.predictAll(sentences.inputs());
        return SanityResult.of(List.of(table), RANDOM)
                .plus(RIGHT, "softmax", share(sentences, predictions, Prediction::networkLabel))
                .plus(RIGHT, "neighbors", share(sentences, predictions, Prediction::label));
    }

    private Target target(List<String> words) {
        return Target.predicted(predictor.predictAll(List.of(words)).get(0));
    }

    private static List<ModelExplainer> explainers(TrainedModel model, Predictor predictor) {
        return StudiedScorers.main(model).stream()
                .map(scorer -> ModelExplainer.of(scorer, predictor))
                .toList();
    }

    /** Share of examples whose label is the predicted one; without an interval. */
    static Estimate share(
            Dataset<List<String>> examples, List<Prediction> predictions, ToIntFunction<Prediction> answer) {
        double right = IntStream.range(0, examples.size())
                .filter(i -> answer.applyAsInt(predictions.get(i)) == examples.label(i))
                .count();
        return new Estimate(right / examples.size(), Double.NaN, Double.NaN, examples.size());
    }
}
