package org.dknn.bench.pairs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Keeps pairs of layers equal while a network is trained, as if they were one layer used twice.
 *
 * <p>The gradient of a shared weight is the sum of the gradients of its uses. Both layers get that sum before the updater sees it, and
 * the updater works value by value, so layers that are equal once stay equal in every bit.
 */
final class TiedLayers extends BaseTrainingListener {

    private final Map<String, String> twins = new LinkedHashMap<>();

    /** Ties the parameters with one prefix to those with the other and the same rest of the name, and makes both equal. */
    TiedLayers(ComputationGraph network, String prefix, String otherPrefix) {
        Map<String, INDArray> parameters = network.paramTable();
        for (String name : parameters.keySet()) {
            if (name.startsWith(prefix)) {
                String twin = otherPrefix + name.substring(prefix.length());
                if (!parameters.containsKey(twin)) {
                    throw new IllegalArgumentException(
                            name + " needs a twin " + twin + ", there are " + parameters.keySet());
                }
                twins.put(name, twin);
                network.getParam(twin).assign(network.getParam(name));
            }
        }
    }

    @Override
    public void onGradientCalculation(Model model) {
        Map<String, INDArray> gradients = model.gradient().gradientForVariable();
        twins.forEach((name, twin) -> {
            INDArray gradient = Objects.requireNonNull(gradients.get(name));
            INDArray twinGradient = Objects.requireNonNull(gradients.get(twin));
            gradient.addi(twinGradient);
            twinGradient.assign(gradient);
        });
    }
}
