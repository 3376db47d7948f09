package org.dknn.nlp.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dknn.nlp.explain.Segment;

/**
 * Brings documents of version 1, in which texts and pairs had a form each, into version 2. Moves and renames properties; what does not
 * fit stays as it is, to be refused by the reader of version 2.
 */
final class VersionOne {

    /** What pairs had in the place of {@link ExplanationDocument#FORMAT}. */
    static final String PAIR_FORMAT = "dknn-pair-explanation";

    private VersionOne() {}

    /**
     * Changes a document in place.
     *
     * @param format its own
     */
    static void upgrade(ObjectNode document, String format) {
        ArrayNode segments = document.arrayNode();
        if (format.equals(PAIR_FORMAT)) {
            segments.add(segment(document.path(Segment.PREMISE), Segment.PREMISE));
            segments.add(segment(document.path(Segment.HYPOTHESIS), Segment.HYPOTHESIS));
        } else {
            segments.add(segment(document, Segment.TEXT));
            document.remove("interactions"); // had no meaning in texts
        }
        rename(document, "labels", "classes");
        rename(document, "verdict", "prediction");
        rename(document, "layers", "neighbors");
        document.set("segments", segments);
        document.path("neighbors").forEach(VersionOne::upgradeLayer);
        upgradePrediction(document.path("prediction"));
    }

    /** What a document of a text, or a side of one of a pair, has of its own. */
    private static ObjectNode segment(JsonNode old, String name) {
        ObjectNode segment = JsonNodeFactory.instance.objectNode().put("name", name);
        for (String property : List.of("text", "tokens", "saliencies")) {
            if (old.has(property)) {
                segment.set(property, old.get(property));
            }
        }
        rename(segment, "saliencies", "attributions");
        return segment;
    }

    private static void upgradeLayer(JsonNode layer) {
        rename(layer, "name", "layer");
        rename(layer, "neighbors", "nearest");
    }

    private static void upgradePrediction(JsonNode prediction) {
        rename(prediction, "support", "ood");
        prediction.path("ood").path("layers").forEach(layer -> rename(layer, "supported", "inDistribution"));
    }

    private static void rename(JsonNode node, String old, String now) {
        if (node instanceof ObjectNode object) {
            object.remove(now);
            JsonNode value = object.remove(old);
            if (value != null) {
                object.set(now, value);
            }
        }
    }
}
