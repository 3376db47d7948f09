package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.explain.EvidenceReport.AlignedText;
import org.dknn.nlp.explain.EvidenceReport.LayerTexts;
import org.dknn.nlp.explain.EvidenceReport.NeighborChange;
import org.dknn.nlp.explain.EvidenceReport.WordEvidence;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.perturb.Perturbation;

/**
 * Gathers what stands behind explanations.
 *
 * @param texts the reference examples
 * @param shown number of texts to show wherever there may be many
 */
record EvidenceSearch(ReferenceTexts<?> texts, int shown) {

    private static final Perturbation REMOVAL = Perturbation.delete();

    /** The plan of the evidence: beside the whole text and those without one word, it asks for what a counterfactual needs. */
    Plan<EvidenceReport> plan(Explanation explanation) {
        Features features = Features.of(explanation.segments().get(0).words());
        List<Variant> asked = new ArrayList<>(List.of(features.input()));
        for (int position = 0; position < features.words().size(); position++) {
            asked.add(features.with(REMOVAL.remove(features.words(), position)));
        }
        return Plan.<Prediction, List<Prediction>>ask(asked, prediction -> prediction, answers -> answers)
                .then(answers -> plan(explanation, features, answers.get(0), answers.subList(1, answers.size())));
    }

    private Plan<EvidenceReport> plan(
            Explanation explanation, Features features, Prediction whole, List<Prediction> shortened) {
        return new CounterfactualSearch(features, whole.label(), REMOVAL)
                .plan(explanation.attributions().get(0), shortened)
                .map(counterfactual -> new EvidenceReport(
                        explanation, words(whole, shortened), layers(whole, features.words()), counterfactual));
    }

    private List<WordEvidence> words(Prediction whole, List<Prediction> shortened) {
        return IntStream.range(0, shortened.size())
                .mapToObj(position -> new WordEvidence(
                        position,
                        shortened.get(position).label(),
                        NeighborChange.between(whole, shortened.get(position), texts, shown)))
                .toList();
    }

    private List<LayerTexts> layers(Prediction whole, List<String> words) {
        List<LayerTexts> found = new ArrayList<>();
        for (int layer = 0; layer < texts.layers().size(); layer++) {
            List<Neighbors> byLabel = whole.classNeighbors().get(layer);
            int votes = whole.layerVotes().get(layer).count(whole.label());
            List<AlignedText> behind = texts.first(byLabel.get(whole.label()), Math.min(shown, votes)).stream()
                    .map(text -> aligned(text, words))
                    .toList();
            // the nearest of another class; of equally near ones the one of the lower ordinal
            found.add(new LayerTexts(
                    texts.layers().get(layer),
                    behind,
                    IntStream.range(0, byLabel.size())
                            .filter(label ->
                                    label != whole.label() && byLabel.get(label).size() > 0)
                            .mapToObj(label -> texts.text(byLabel.get(label), 0))
                            .min(Comparator.comparingDouble(NeighborText::distance)
                                    .thenComparingInt(NeighborText::ordinal))
                            .map(text -> aligned(text, words))));
        }
        return found;
    }

    private AlignedText aligned(NeighborText text, List<String> words) {
        return AlignedText.of(text, texts.tokens(text.ordinal()), words);
    }
}
