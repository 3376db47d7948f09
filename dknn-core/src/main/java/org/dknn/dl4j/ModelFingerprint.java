package org.dknn.dl4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.activation.Fingerprint;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * SHA-256 of the topology and the parameters of a network.
 *
 * <p>Entries of DL4J's configuration about training and the last input are left out. Training settings, saving and
 * running therefore do not change the fingerprint; any changed weight does. Computed once, on first use. Safe for use
 * by many threads.
 */
final class ModelFingerprint {

    private static final Set<String> IRRELEVANT = Set.of(
            "inputLength",
            "iterationCount",
            "epochCount",
            "cacheMode",
            "trainingWorkspaceMode",
            "inferenceWorkspaceMode",
            "backpropType",
            "tbpttBackLength",
            "tbpttFwdLength",
            "validateOutputLayerConfig",
            "iUpdater",
            "iupdater",
            "cudnnAlgoMode",
            "cudnnAllowFallback",
            "cudnnFwdAlgo",
            "cudnnBwdDataAlgo",
            "cudnnBwdFilterAlgo",
            "biasUpdater",
            "iDropout",
            "idropout",
            "dropOut",
            "weightNoise",
            "weightInitFn",
            "biasInit",
            "gainInit",
            "gradientNormalization",
            "gradientNormalizationThreshold",
            "regularization",
            "regularizationBias",
            "constraints",
            "optimizationAlgo",
            "seed",
            "stepFunction",
            "maxNumLineSearchIterations",
            "minimize",
            "miniBatch",
            "pretrain",
            "variables",
            "layerName",
            "forgetGateBiasInit",
            "embeddingInitializer");

    private static final int CHUNK = 1 << 20;

    private final ComputationGraph graph;
    private volatile String value = "";

    ModelFingerprint(ComputationGraph graph) {
        this.graph = graph;
    }

    /** The fingerprint in hexadecimal digits. */
    String value() {
        if (value.isEmpty()) {
            value = compute(graph);
        }
        return value;
    }

    /** SHA-256 of bytes, in hexadecimal digits. */
    static String of(ByteBuffer bytes) {
        return new Fingerprint().add(bytes).value();
    }

    private static String compute(ComputationGraph graph) {
        Fingerprint fingerprint = new Fingerprint()
                .add(StandardCharsets.UTF_8.encode(topology(graph)))
                .add(StandardCharsets.UTF_8.encode(graph.params().dataType().name()));
        addParameters(fingerprint, graph.params());
        return fingerprint.value();
    }

    private static void addParameters(Fingerprint fingerprint, INDArray params) {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        INDArray row = params.reshape(1, params.length());
        for (long start = 0; start < params.length(); start += CHUNK) {
            INDArrayIndex part = NDArrayIndex.interval(start, Math.min(params.length(), start + CHUNK));
            float[] values = KeptBuffers.during(() -> ArrayRows.copy(row.get(NDArrayIndex.all(), part)));
            bytes.clear();
            bytes.asFloatBuffer().put(values);
            fingerprint.add(bytes.limit(values.length * Float.BYTES));
        }
    }

    private static String topology(ComputationGraph graph) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        try {
            JsonNode json = mapper.readTree(graph.getConfiguration().toJson());
            removeIrrelevant(json);
            // a tree of plain maps is written with its keys in order
            return mapper.writeValueAsString(mapper.treeToValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read the configuration that DL4J wrote for the network", e);
        }
    }

    private static void removeIrrelevant(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
                if (IRRELEVANT.contains(fields.next().getKey())) {
                    fields.remove();
                }
            }
        }
        node.forEach(ModelFingerprint::removeIrrelevant);
    }
}
