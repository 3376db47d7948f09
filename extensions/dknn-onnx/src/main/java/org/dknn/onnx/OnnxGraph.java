package org.dknn.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ONNX model file tells of its graph: inputs, operations, weights by name and shape, and outputs.
 *
 * @param weights shapes by name
 * @param isSplit whether weights are in other files
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto, whose field numbers are used here</a>
 */
record OnnxGraph(
        List<Input> inputs, List<Node> nodes, Map<String, List<Long>> weights, List<String> outputs, boolean isSplit) {

    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_WEIGHT = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int EXTERNAL = 1;

    /**
     * An input of the graph.
     *
     * @param type of its elements, as ONNX numbers them
     * @param shape -1 where the length is free
     */
    record Input(String name, int type, List<Long> shape) {}

    /**
     * An operation.
     *
     * @param name empty if it has none
     */
    record Node(String name, String operation, List<String> inputs, List<String> outputs) {}

    /**
     * Reads a model file.
     *
     * @throws IllegalArgumentException if it is none, or ends early
     */
    static OnnxGraph read(byte[] model) {
        List<Input> inputs = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        Map<String, List<Long>> weights = new LinkedHashMap<>();
        List<String> outputs = new ArrayList<>();
        boolean[] split = {false};
        Wire.forEach(model, part -> {
            if (part.number() != MODEL_GRAPH) {
                return;
            }
            part.forEach(field -> {
                switch (field.number()) {
                    case GRAPH_NODE -> nodes.add(node(field));
                    case GRAPH_WEIGHT -> split[0] |= readWeight(field, weights);
                    case GRAPH_INPUT -> inputs.add(input(field));
                    case GRAPH_OUTPUT -> outputs.add(input(field).name());
                    default -> {} // names, documentation and shapes between operations
                }
            });
        });
        if (nodes.isEmpty() || inputs.isEmpty() || outputs.isEmpty()) {
            throw new IllegalArgumentException("it has no graph with inputs, operations and outputs");
        }
        inputs.removeIf(input -> weights.containsKey(input.name()));
        return new OnnxGraph(
                List.copyOf(inputs), List.copyOf(nodes), Map.copyOf(weights), List.copyOf(outputs), split[0]);
    }

    private static Node node(Wire.Field message) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String[] name = {""};
        String[] operation = {""};
        message.forEach(field -> {
            switch (field.number()) {
                case 1 -> inputs.add(field.text());
                case 2 -> outputs.add(field.text());
                case 3 -> name[0] = field.text();
                case 4 -> operation[0] = field.text();
                default -> {} // attributes, domain
            }
        });
        return new Node(name[0], operation[0], List.copyOf(inputs), List.copyOf(outputs));
    }

    /** Whether the weight is in another file. */
    private static boolean readWeight(Wire.Field message, Map<String, List<Long>> weights) {
        List<Long> shape = new ArrayList<>();
        String[] name = {""};
        boolean[] split = {false};
        message.forEach(field -> {
            switch (field.number()) {
                case 1 -> shape.addAll(field.numbers());
                case 8 -> name[0] = field.text();
                case 14 -> split[0] = field.value() == EXTERNAL;
                default -> {} // type and values
            }
        });
        weights.put(name[0], List.copyOf(shape));
        return split[0];
    }

    private static Input input(Wire.Field message) {
        String[] name = {""};
        int[] type = {0};
        List<Long> shape = new ArrayList<>();
        message.forEach(field -> {
            if (field.number() == 1) {
                name[0] = field.text();
            } else if (field.number() == 2) {
                // TypeProto.tensor_type, then elem_type = 1 and shape = 2
                field.forEach(tensor -> tensor.forEach(part -> {
                    if (part.number() == 1) {
                        type[0] = (int) part.value();
                    } else if (part.number() == 2) {
                        part.forEach(dimension -> shape.add(length(dimension)));
                    }
                }));
            }
        });
        return new Input(name[0], type[0], List.copyOf(shape));
    }

    private static long length(Wire.Field dimension) {
        long[] length = {-1};
        dimension.forEach(field -> {
            if (field.number() == 1) {
                length[0] = field.value();
            }
        });
        return length[0];
    }

    /**
     * The model file with more outputs: the graph's field once more, behind the others. Protocol Buffers reads a message
     * that occurs twice as one with the fields of both, so the file itself is not rewritten. ONNX Runtime infers the
     * types of the outputs.
     *
     * @see <a href="https://protobuf.dev/programming-guides/encoding/#last-one-wins">Protocol Buffers, last one wins</a>
     */
    byte[] withOutputs(byte[] model, List<String> tensors) {
        Wire.Message graph = new Wire.Message();
        tensors.stream()
                .distinct()
                .filter(tensor -> !outputs.contains(tensor))
                .forEach(tensor -> graph.add(GRAPH_OUTPUT, new Wire.Message().add(1, tensor)));
        byte[] addition = new Wire.Message().add(MODEL_GRAPH, graph).toBytes();
        byte[] edited = Arrays.copyOf(model, model.length + addition.length);
        System.arraycopy(addition, 0, edited, model.length, addition.length);
        return edited;
    }

    /** The input of a name. */
    Optional<Input> input(String name) {
        return inputs.stream().filter(input -> input.name().equals(name)).findFirst();
    }

    /** Rows of the table that an input's numbers look up; none if it is not found. */
    Optional<Long> height(String input) {
        return nodes.stream()
                .filter(node ->
                        node.operation().equals("Gather") && node.inputs().contains(input))
                .flatMap(node -> Optional.ofNullable(weights.get(node.inputs().get(0))).stream())
                .map(shape -> shape.get(0))
                .findFirst();
    }

    /** Rows of the table of positions, as exports name it; none if there is none of this name. */
    Optional<Long> positions() {
        return weights.entrySet().stream()
                .filter(weight -> weight.getKey().contains("position_embeddings")
                        && weight.getValue().size() == 2)
                .map(weight -> weight.getValue().get(0))
                .findFirst();
    }

    /** Whether activations are rounded to 8 bits by the largest value of the whole batch, so that rows share a scale. */
    boolean isQuantizedByBatch() {
        return nodes.stream().anyMatch(node -> node.operation().startsWith("DynamicQuantize"));
    }
}
