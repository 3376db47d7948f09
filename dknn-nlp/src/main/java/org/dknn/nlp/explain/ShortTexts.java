package org.dknn.nlp.explain;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Predictor;

/**
 * Predicts texts, and remembers what it found for those of one word or none, which come back in every text that has the word.
 *
 * <p>Remembered texts are judged again each time, so that a calibration that has grown counts. Keeps the {@value #CAPACITY}
 * words that were asked for last: some 40 MB with k = 75 and four layers. Safe for use by many threads.
 */
final class ShortTexts implements Predictor {

    private static final int CAPACITY = 4_000;

    private final DeepKnn<List<String>> dknn;
    private final Map<List<String>, Prediction> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Prediction> eldest) {
            return size() > CAPACITY;
        }
    };

    ShortTexts(DeepKnn<List<String>> dknn) {
        this.dknn = dknn;
    }

    @Override
    public List<Prediction> predictAll(List<List<String>> texts) {
        Map<List<String>, Prediction> recalled = recall(texts);
        List<List<String>> asked =
                texts.stream().filter(text -> !recalled.containsKey(text)).toList();
        List<Prediction> predicted = asked.isEmpty() ? List.of() : dknn.predictAll(asked);
        remember(asked, predicted);
        Iterator<Prediction> next = predicted.iterator();
        return texts.stream()
                .map(text -> recalled.containsKey(text) ? recalled.get(text) : next.next())
                .toList();
    }

    /** What is known of some of the texts, as it is judged now. */
    private Map<List<String>, Prediction> recall(List<List<String>> texts) {
        Map<List<String>, Prediction> recalled = new HashMap<>();
        synchronized (known) {
            for (List<String> text : texts) {
                Prediction earlier = text.size() > 1 ? null : known.get(text);
                if (earlier != null) {
                    recalled.put(text, earlier);
                }
            }
        }
        recalled.replaceAll(dknn::rejudge);
        return recalled;
    }

    private void remember(List<List<String>> texts, List<Prediction> predictions) {
        synchronized (known) {
            for (int i = 0; i < texts.size(); i++) {
                if (texts.get(i).size() <= 1) {
                    known.put(List.copyOf(texts.get(i)), predictions.get(i));
                }
            }
        }
    }
}
