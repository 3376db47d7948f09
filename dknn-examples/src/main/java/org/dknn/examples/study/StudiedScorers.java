package org.dknn.examples.study;

import java.util.List;
import org.dknn.ClassScore;
import org.dknn.dl4j.Dl4jGradientExtractor;
import org.dknn.examples.TrainedModel;
import org.dknn.nlp.encode.TokenIdEncoder;
import org.dknn.nlp.saliency.GradientSaliency;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.LocalLinearModel;
import org.dknn.nlp.saliency.OutAndIn;
import org.dknn.nlp.saliency.RemovalStrategy;
import org.dknn.nlp.saliency.SaliencyScorer;
import org.dknn.nlp.saliency.ShapleyValues;
import org.dknn.nlp.saliency.TextBudget;
import org.dknn.nlp.saliency.WordGame;

/** The explainers that are compared; a new one joins the tables by being added here. */
final class StudiedScorers {

    private static final TextBudget BUDGET = new TextBudget(60, 1);

    private StudiedScorers() {}

    static List<SaliencyScorer> of(TrainedModel model) {
        Dl4jGradientExtractor<List<String>> gradients =
                Dl4jGradientExtractor.of(model.network(), new TokenIdEncoder(model.vocabulary()));
        return List.of(
                OutAndIn.neighbors(),
                LeaveOneOut.conformity(),
                LeaveOneOut.pValue(),
                LeaveOneOut.probability(),
                new LeaveOneOut("neighbors leave-one-out", ClassScore.LOG_RATIO, RemovalStrategy.delete()),
                OutAndIn.conformity(),
                OutAndIn.probability(),
                ShapleyValues.conformity(BUDGET),
                new ShapleyValues("neighbors Shapley", WordGame.of(ClassScore.LOG_RATIO), BUDGET),
                LocalLinearModel.of(ClassScore.LOG_RATIO, BUDGET),
                GradientSaliency.timesInput(gradients));
    }
}
