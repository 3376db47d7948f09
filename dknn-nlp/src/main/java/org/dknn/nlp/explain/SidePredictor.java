package org.dknn.nlp.explain;

import java.util.List;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.RememberedPredictions;
import org.dknn.nlp.text.SentencePair;

/**
 * Predicts changed words of one side of a pair while the other side stays, so that whatever scores the words of a text scores
 * those of a side.
 */
record SidePredictor(SentencePair pair, SentencePair.Side side, RememberedPredictions<SentencePair> predictions)
        implements Predictor {

    @Override
    public List<Prediction> predictAll(List<List<String>> texts) {
        return predictions.of(
                texts.stream().map(words -> pair.with(side, words)).toList());
    }
}
