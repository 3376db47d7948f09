package org.dknn.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dknn.onnx.OnnxGraph.Node;

/**
 * Tensors of a graph by their names, or by short ones: {@code encoder.layer.4} is the last tensor of the operations
 * {@code /encoder/layer.4/...} that others read.
 */
record TensorNames(OnnxGraph graph) {

    private static final int NEAR = 8;

    /**
     * The tensor of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists near names
     */
    String resolve(String name) {
        boolean isTensor =
                graph.nodes().stream().anyMatch(node -> node.outputs().contains(name));
        if (isTensor) {
            return name;
        }
        return lastOf(name)
                .orElseThrow(() -> new IllegalArgumentException("the model has no tensor \"" + name + "\"; near are "
                        + near(name) + ", outputs are " + graph.outputs()));
    }

    private Optional<String> lastOf(String scope) {
        Set<String> read = graph.nodes().stream()
                .filter(node -> !isIn(node, scope))
                .flatMap(node -> node.inputs().stream())
                .collect(Collectors.toSet());
        read.addAll(graph.outputs());
        String last = "";
        for (Node node : graph.nodes()) {
            if (isIn(node, scope)) {
                for (String output : node.outputs()) {
                    last = read.contains(output) ? output : last;
                }
            }
        }
        return Optional.of(last).filter(found -> !found.isEmpty());
    }

    /**
     * By the name of the operation or of what it gives: the last one of all gives an output of the model, with a name of its own.
     * Rounding to 8 bits is not of the layer whose values it rounds, though it bears its name.
     */
    private static boolean isIn(Node node, String scope) {
        return !node.operation().contains("QuantizeLinear")
                && Stream.concat(Stream.of(node.name()), node.outputs().stream())
                        .anyMatch(name -> ("." + dotted(name) + ".").contains("." + scope + "."));
    }

    private static String dotted(String tensor) {
        return (tensor.startsWith("/") ? tensor.substring(1) : tensor).replace('/', '.');
    }

    /** The layers by their short names, in the order of the graph: what ends in the only number of a name. */
    List<String> layers() {
        Set<String> layers = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            for (String output : node.outputs()) {
                StringBuilder scope = new StringBuilder();
                for (String part : dotted(output).split("\\.", -1)) {
                    scope.append(scope.length() == 0 ? "" : ".").append(part);
                    if (!part.isEmpty() && part.chars().allMatch(Character::isDigit)) {
                        layers.add(scope.toString());
                        break;
                    }
                }
            }
        }
        return List.copyOf(layers);
    }

    private List<String> near(String name) {
        Set<String> known = new LinkedHashSet<>(layers());
        graph.nodes().forEach(node -> known.addAll(node.outputs()));
        List<String> sorted = new ArrayList<>(known);
        Map<String, Integer> distances =
                sorted.stream().collect(Collectors.toMap(Function.identity(), other -> distance(name, dotted(other))));
        sorted.sort(Comparator.comparing(distances::get));
        return sorted.subList(0, Math.min(NEAR, sorted.size()));
    }

    /** Levenshtein distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
