package org.dknn.bench.study;

import java.util.List;
import java.util.stream.Stream;
import org.dknn.ScoreFunction;
import org.dknn.bench.model.TrainedModel;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.LocalLinearModel;
import org.dknn.nlp.attribution.SamplingBudget;
import org.dknn.nlp.attribution.ShapleyValues;
import org.dknn.nlp.attribution.ValueFunction;
import org.dknn.nlp.gradient.GradientAttribution;

/** The methods that are compared; a new one joins the tables by being added here. */
final class StudiedAttributions {

    private static final SamplingBudget BUDGET = new SamplingBudget(60, 1);

    private StudiedAttributions() {}

    /** Those that ask for two texts per word at most. */
    static List<Attribution> few(TrainedModel<List<String>> model) {
        return List.of(
                LeaveOneOutAndIn.neighborsAndNetwork(),
                LeaveOneOutAndIn.neighbors(),
                LeaveOneOutAndIn.conformity(),
                LeaveOneOutAndIn.probability(),
                LeaveOneOut.neighbors(),
                LeaveOneOut.conformity(),
                LeaveOneOut.pValue(),
                LeaveOneOut.probability(),
                GradientAttribution.timesInput(model.gradients()));
    }

    /** The default, the paper's, and the two that they are to beat. */
    static List<Attribution> main(TrainedModel<List<String>> model) {
        return List.of(
                LeaveOneOutAndIn.neighborsAndNetwork(),
                LeaveOneOut.conformity(),
                LeaveOneOut.probability(),
                GradientAttribution.timesInput(model.gradients()));
    }

    /** The few, and those that draw sixty texts. */
    static List<Attribution> all(TrainedModel<List<String>> model) {
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
