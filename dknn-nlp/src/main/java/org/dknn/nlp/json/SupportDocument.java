package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.dknn.ood.OodResult;

/** The JSON of whether a text is like the training texts. */
@JsonPropertyOrder({"inDistribution", "pValue", "layers", "lostFrom"})
record SupportDocument(boolean inDistribution, double pValue, List<LayerDocument> layers) {

    SupportDocument {
        layers = List.copyOf(layers);
        requireShare(pValue);
    }

    @JsonPropertyOrder({"name", "distance", "pValue", "supported"})
    record LayerDocument(String name, double distance, double pValue, boolean supported) {

        LayerDocument {
            requireShare(pValue);
            if (!Double.isFinite(distance)) {
                throw new IllegalArgumentException(
                        "the distance in layer " + name + " must be finite, got " + distance);
            }
        }

        static LayerDocument of(OodResult.Layer layer) {
            return new LayerDocument(layer.name(), layer.distance(), layer.pValue(), layer.isSupported());
        }

        OodResult.Layer toLayer() {
            return new OodResult.Layer(name, distance, pValue, supported);
        }
    }

    private static void requireShare(double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("p-values must be in [0, 1], got " + pValue);
        }
    }

    static SupportDocument of(OodResult support) {
        return new SupportDocument(
                support.inDistribution(),
                support.pValue(),
                support.layers().stream().map(LayerDocument::of).toList());
    }

    OodResult toSupport() {
        return new OodResult(
                inDistribution,
                pValue,
                layers.stream().map(LayerDocument::toLayer).toList());
    }

    /** For readers without this library; not read back. */
    @AtMostOne
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    List<String> lostFrom() {
        return toSupport().lostFrom().map(OodResult.Layer::name).stream().toList();
    }
}
