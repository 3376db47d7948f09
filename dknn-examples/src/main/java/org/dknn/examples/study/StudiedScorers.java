package org.dknn.examples.study;

import java.util.List;
import java.util.stream.Stream;
import org.dknn.ClassScore;
import org.dknn.dl4j.Dl4jGradientExtractor;
import org.dknn.examples.TrainedModel;
import org.dknn.nlp.encode.TokenIdEncoder;
import org.dknn.nlp.saliency.GradientSaliency;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.LocalLinearModel;
import org.dknn.nlp.saliency.OutAndIn;
import org.dknn.nlp.saliency.SaliencyScorer;
import org.dknn.nlp.saliency.ShapleyValues;
import org.dknn.nlp.saliency.TextBudget;
import org.dknn.nlp.saliency.WordGame;

/** The explainers that are compared; a new one joins the tables by being added here. */
final class StudiedScorers {

    private static final TextBudget BUDGET = new TextBudget(60, 1);

    private StudiedScorers() {}

    /** Those that ask for two texts a word at most. */
    static List<SaliencyScorer> few(TrainedModel model) {
        return List.of(
                OutAndIn.neighborsAndNetwork(),
                OutAndIn.neighbors(),
                OutAndIn.conformity(),
                OutAndIn.probability(),
                LeaveOneOut.neighbors(),
                LeaveOneOut.conformity(),
                LeaveOneOut.pValue(),
                LeaveOneOut.probability(),
                gradientTimesInput(model));
    }

    /** The default, the paper's, and the two that they are to beat. */
    static List<SaliencyScorer> main(TrainedModel model) {
        return List.of(
                OutAndIn.neighborsAndNetwork(),
                LeaveOneOut.conformity(),
                LeaveOneOut.probability(),
                gradientTimesInput(model));
    }

    private static SaliencyScorer gradientTimesInput(TrainedModel model) {
        return GradientSaliency.timesInput(
                Dl4jGradientExtractor.of(model.network(), new TokenIdEncoder(model.vocabulary())));
    }

    /** These and those that draw texts. */
    static List<SaliencyScorer> all(TrainedModel model) {
        List<SaliencyScorer> drawing = List.of(
                ShapleyValues.conformity(BUDGET),
                new ShapleyValues("neighbors Shapley", WordGame.of(ClassScore.LOG_RATIO), BUDGET),
                LocalLinearModel.of(ClassScore.LOG_RATIO, BUDGET));
        return Stream.concat(few(model).stream(), drawing.stream()).toList();
    }

    /** The two that the others are to beat: the paper's "confidence", and the gradient. */
    static List<String> rivals(List<String> explainers) {
        return explainers.stream()
                .filter(name -> name.equals(LeaveOneOut.probability().name()) || name.startsWith("gradient"))
                .toList();
    }
}
