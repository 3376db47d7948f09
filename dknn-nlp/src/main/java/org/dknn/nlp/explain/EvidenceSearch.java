package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.text.Token;

/** Gathers what stands behind an explanation. Immutable, safe for use by many threads as far as the predictor is. */
final class EvidenceSearch {

    private static final Perturbation REMOVAL = Perturbation.delete();

    private final ReferenceTexts<List<String>> texts;
    private final List<String> layers;
    private final int shown;
    private final Predictor predictor;

    /**
     * Prepares.
     *
     * @param shown number of texts to show wherever there may be many
     * @param predictor of shortened texts; best one that knows those that leave-one-out asked for
     */
    EvidenceSearch(DeepKnn<List<String>> dknn, int shown, Predictor predictor) {
        this.texts = ReferenceTexts.ofWords(dknn.reference());
        this.layers = dknn.layers();
        this.shown = shown;
        this.predictor = predictor;
    }

    EvidenceReport of(Explanation explanation) {
        List<String> words = explanation.tokens().stream().map(Token::word).toList();
        Prediction whole = explanation.prediction();
        Optional<Counterfactual> counterfactual =
                new CounterfactualSearch(words, whole, predictor, REMOVAL).search(explanation.saliency());
        return new EvidenceReport(explanation, words(words, whole), layers(words, whole), counterfactual);
    }

    private List<WordEvidence> words(List<String> words, Prediction whole) {
        List<Prediction> shortened = predictor.predictAll(IntStream.range(0, words.size())
                .mapToObj(position -> REMOVAL.remove(words, position))
                .toList());
        NeighborChanges changes = new NeighborChanges(texts, layers, shown);
        return IntStream.range(0, words.size())
                .mapToObj(position -> new WordEvidence(
                        position, shortened.get(position).label(), changes.between(whole, shortened.get(position))))
                .toList();
    }

    private List<LayerTexts> layers(List<String> words, Prediction whole) {
        List<LayerTexts> found = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            List<AlignedText> behind = texts.nearest(whole.neighbors().get(layer), Integer.MAX_VALUE).stream()
                    .filter(text -> text.label() == whole.label())
                    .limit(shown)
                    .map(text -> aligned(text, words))
                    .toList();
            found.add(new LayerTexts(layers.get(layer), behind, other(whole, layer, words)));
        }
        return found;
    }

    /** The nearest text of another class; of equally near ones the one of the lower ordinal. */
    private Optional<AlignedText> other(Prediction whole, int layer, List<String> words) {
        List<Neighbors> byLabel = whole.classNeighbors().get(layer);
        return IntStream.range(0, byLabel.size())
                .filter(label -> label != whole.label() && byLabel.get(label).size() > 0)
                .mapToObj(label -> texts.text(byLabel.get(label), 0))
                .min(Comparator.comparingDouble(NeighborText::distance).thenComparingInt(NeighborText::ordinal))
                .map(text -> aligned(text, words));
    }

    private AlignedText aligned(NeighborText text, List<String> words) {
        return AlignedText.of(text, texts.input(text.ordinal()), words);
    }
}
