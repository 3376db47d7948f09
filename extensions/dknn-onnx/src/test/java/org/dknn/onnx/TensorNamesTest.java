package org.dknn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.dknn.onnx.OnnxGraph.Node;
import org.junit.jupiter.api.Test;

class TensorNamesTest {

    private static final String SUM = "/encoder/layer.3/output/Add_output_0";

    private static Node node(String operation, List<String> inputs, String... outputs) {
        return new Node("", operation, inputs, List.of(outputs));
    }

    @Test
    void a_short_name_is_the_last_tensor_that_others_read_and_not_its_rounded_copy() {
        List<Node> nodes = List.of(
                node("Add", List.of("below"), SUM),
                node("DynamicQuantizeLinear", List.of(SUM), SUM + "_quantized", SUM + "_scale", SUM + "_zero_point"),
                node(
                        "MatMulInteger",
                        List.of(SUM + "_quantized", SUM + "_zero_point"),
                        "/encoder/layer.4/MatMul_output_0"),
                node("Add", List.of(SUM, "/encoder/layer.4/MatMul_output_0"), "/encoder/layer.4/Add_output_0"));
        TensorNames names = new TensorNames(
                new OnnxGraph(List.of(), nodes, Map.of(), List.of("/encoder/layer.4/Add_output_0"), false));

        assertEquals(SUM, names.resolve("encoder.layer.3"));
        assertEquals("/encoder/layer.4/Add_output_0", names.resolve("encoder.layer.4"));
        assertEquals(SUM + "_scale", names.resolve(SUM + "_scale"));
    }

    /** The last operation of all gives an output of the model, which has a name of its own. */
    @Test
    void the_last_layer_ends_in_the_models_output() {
        List<Node> nodes = List.of(
                node("Mul", List.of("below"), "/encoder/layer.5/output/Mul_output_0"),
                new Node(
                        "/encoder/layer.5/output/Add",
                        "Add",
                        List.of("/encoder/layer.5/output/Mul_output_0", "bias"),
                        List.of("last_hidden_state")));
        TensorNames names =
                new TensorNames(new OnnxGraph(List.of(), nodes, Map.of(), List.of("last_hidden_state"), false));

        assertEquals("last_hidden_state", names.resolve("encoder.layer.5"));
    }
}
