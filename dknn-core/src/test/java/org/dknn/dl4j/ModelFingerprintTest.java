package org.dknn.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class ModelFingerprintTest {

    @TempDir
    private Path directory;

    private static String fingerprint(ComputationGraph graph) {
        return new ModelFingerprint(GraphAdapter.of(graph)).value();
    }

    private static String fingerprint(MultiLayerNetwork network) {
        return new ModelFingerprint(GraphAdapter.of(network)).value();
    }

    @Test
    void saving_and_loading_changes_nothing() throws IOException {
        File file = directory.resolve("model.zip").toFile();
        ComputationGraph graph = Networks.cnn();
        graph.save(file, false);
        assertEquals(fingerprint(graph), fingerprint(ComputationGraph.load(file, false)));

        MultiLayerNetwork network = Networks.biLstm();
        network.save(file, true);
        assertEquals(fingerprint(network), fingerprint(MultiLayerNetwork.load(file, true)));
    }

    @Test
    void running_changes_nothing() {
        ComputationGraph graph = Networks.cnn();
        String before = fingerprint(graph);

        INDArray[] output = graph.output(Nd4j.createFromArray(new int[][] {{1, 2, 3, 4, 5, 6, 7, 8, 9}}));

        assertEquals(1, output.length);
        assertEquals(before, fingerprint(graph));
    }

    @Test
    void how_it_was_trained_changes_nothing() {
        ComputationGraph adam = Networks.cnn();
        ComputationGraph sgd = new ComputationGraph(Networks.cnnGraph(
                        Networks.settings().updater(new Sgd(0.1)).seed(99).l2(0.01))
                .build());
        sgd.init(adam.params(), true);

        assertEquals(fingerprint(adam), fingerprint(sgd));
    }

    @Test
    void any_weight_changes_it() {
        ComputationGraph graph = Networks.cnn();
        String before = fingerprint(graph);

        long last = graph.params().length() - 1;
        graph.params().putScalar(last, graph.params().getFloat(last) + 1e-6);

        assertNotEquals(before, fingerprint(graph));
    }

    @Test
    void the_same_weights_in_another_order_of_layers_are_another_network() {
        assertNotEquals(fingerprint(Networks.biLstm()), fingerprint(Networks.stackedBiLstm()));
        assertNotEquals(fingerprint(Networks.stackedConvolutions()), fingerprint(Networks.cnn()));
    }
}
