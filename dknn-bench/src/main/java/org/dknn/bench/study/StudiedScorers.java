package org.dknn.bench.study;

import java.util.List;
import java.util.stream.Stream;
import org.dknn.ScoreFunction;
import org.dknn.bench.model.TrainedModel;
import org.dknn.dl4j.Dl4jGradientExtractor;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.LocalLinearModel;
import org.dknn.nlp.attribution.SamplingBudget;
import org.dknn.nlp.attribution.ShapleyValues;
import org.dknn.nlp.attribution.ValueFunction;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.gradient.GradientAttribution;

/** The explainers that are compared; a new one joins the tables by being added here. */
final class StudiedScorers {

    private static final SamplingBudget BUDGET = new SamplingBudget(60, 1);

    private StudiedScorers() {}

    /** Those that ask for two texts a word at most. */
    static List<Attribution> few(TrainedModel model) {
        return List.of(
                LeaveOneOutAndIn.neighborsAndNetwork(),
                LeaveOneOutAndIn.neighbors(),
                LeaveOneOutAndIn.conformity(),
                LeaveOneOutAndIn.probability(),
                LeaveOneOut.neighbors(),
                LeaveOneOut.conformity(),
                LeaveOneOut.pValue(),
                LeaveOneOut.probability(),
                gradientTimesInput(model));
    }

    /** The default, the paper's, and the two that they are to beat. */
    static List<Attribution> main(TrainedModel model) {
        return List.of(
                LeaveOneOutAndIn.neighborsAndNetwork(),
                LeaveOneOut.conformity(),
                LeaveOneOut.probability(),
                gradientTimesInput(model));
    }

    private static Attribution gradientTimesInput(TrainedModel model) {
        return GradientAttribution.timesInput(
                Dl4jGradientExtractor.of(model.network(), new TokenIds(model.vocabulary())));
    }

    /** These and those that draw texts. */
    static List<Attribution> all(TrainedModel model) {
        List<Attribution> drawing = List.of(
                ShapleyValues.conformity(BUDGET),
                new ShapleyValues("neighbors Shapley", ValueFunction.of(ScoreFunction.LOG_RATIO), BUDGET),
                LocalLinearModel.of(ScoreFunction.LOG_RATIO, BUDGET));
        return Stream.concat(few(model).stream(), drawing.stream()).toList();
    }

    /** The two that the others are to beat: the paper's "confidence", and the gradient. */
    static List<String> rivals(List<String> explainers) {
        return explainers.stream()
                .filter(name -> name.equals(LeaveOneOut.probability().name()) || name.startsWith("gradient"))
                .toList();
    }
}
