package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;

/** A score of predictions, and what it would be in each of some draws. */
record DrawnScores(ScoreFunction base, EvidenceScore score, Bootstrap bootstrap) {

    /** The score itself, then one a draw. */
    double[] of(Prediction prediction, Target target) {
        double[] scores = new double[bootstrap.draws() + 1];
        scores[0] = target.score(base, prediction);
        for (int draw = 1; draw < scores.length; draw++) {
            DrawnEvidence drawn =
                    new DrawnEvidence(prediction, bootstrap.evidence(prediction, draw), bootstrap.key(draw));
            double value = score.score(drawn, target.label());
            scores[draw] = target.rival().isPresent()
                    ? value - score.score(drawn, target.rival().getAsInt())
                    : value;
        }
        return scores;
    }

    /** Values of words with their intervals, of one array a draw, that of the score itself first. */
    Attributions saliency(String method, Target target, double[]... byDraw) {
        List<Interval> intervals = IntStream.range(0, byDraw[0].length)
                .mapToObj(word -> bootstrap.interval(Arrays.stream(byDraw)
                        .skip(1)
                        .mapToDouble(values -> values[word])
                        .toArray()))
                .toList();
        return Attributions.of(method, target, byDraw[0]).withIntervals(intervals);
    }
}
