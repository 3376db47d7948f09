package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.cli.train.Sizes;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RandomisedNetworksTest {

    private static final INDArray WORDS = Nd4j.createFromArray(new int[][] {{2, 3, 4, 5, 6}});

    private static ComputationGraph cnn() {
        ComputationGraph network = new ComputationGraph(SentenceGraphs.cnn(Sizes.of(10, 2), Recipe.cnnOnSentences()));
        network.init();
        // as after training: no longer what any seed draws
        network.params().muli(3);
        return network;
    }

    private static boolean sameLayer(ComputationGraph first, ComputationGraph second, String name) {
        return first.getLayer(name).params().equalsWithEps(second.getLayer(name).params(), 0);
    }

    @Test
    void layers_stand_from_the_top_and_have_parameters() {
        List<String> names = RandomisedNetworks.layersFromTop(cnn());

        assertEquals("out", names.get(0));
        assertEquals("dense3", names.get(1));
        assertEquals("embedding", names.get(names.size() - 1));
        assertFalse(names.contains("max3"));
    }

    @Test
    void the_topmost_layers_change_and_no_other() {
        ComputationGraph network = cnn();
        INDArray before = network.params().dup();

        ComputationGraph drawn = RandomisedNetworks.withTopLayersDrawn(network, 2, 7);

        for (String name : RandomisedNetworks.layersFromTop(network)) {
            boolean expected = !List.of("out", "dense3").contains(name);
            assertEquals(expected, sameLayer(network, drawn, name), name);
        }
        assertTrue(before.equalsWithEps(network.params(), 0));
    }

    @Test
    void no_drawn_layer_gives_the_same_answers_and_shares_no_memory() {
        ComputationGraph network = cnn();
        INDArray answer = network.outputSingle(WORDS).dup();

        ComputationGraph copy = RandomisedNetworks.withTopLayersDrawn(network, 0, 7);

        assertTrue(answer.equalsWithEps(copy.outputSingle(WORDS), 1e-6));
        copy.params().assign(0);
        assertTrue(answer.equalsWithEps(network.outputSingle(WORDS), 1e-6));
    }

    @Test
    void all_layers_may_be_drawn_and_the_seed_decides() {
        ComputationGraph network = cnn();
        int all = RandomisedNetworks.layersFromTop(network).size();

        ComputationGraph drawn = RandomisedNetworks.withTopLayersDrawn(network, all, 7);

        RandomisedNetworks.layersFromTop(network).forEach(name -> assertFalse(sameLayer(network, drawn, name), name));
        assertTrue(
                RandomisedNetworks.withTopLayersDrawn(network, all, 7).params().equalsWithEps(drawn.params(), 0));
        assertFalse(
                RandomisedNetworks.withTopLayersDrawn(network, all, 8).params().equalsWithEps(drawn.params(), 0));
    }

    @Test
    void layers_that_go_both_ways_keep_their_parameters_too() {
        ComputationGraph network =
                new ComputationGraph(SentenceGraphs.biLstm(Sizes.of(10, 2), Recipe.biLstmOnSentences()));
        network.init();
        network.params().muli(3);

        ComputationGraph drawn = RandomisedNetworks.withTopLayersDrawn(network, 1, 7);

        assertFalse(sameLayer(network, drawn, "out"));
        assertTrue(network.feedForward(WORDS, false)
                .get("lstm3")
                .equalsWithEps(drawn.feedForward(WORDS, false).get("lstm3"), 1e-6));
    }

    @Test
    void more_layers_than_there_are_cannot_be_drawn() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> RandomisedNetworks.withTopLayersDrawn(cnn(), 9, 1))
                .getMessage();

        assertTrue(message.contains("0..8 layers of [out") && message.contains("got 9"), message);
        assertThrows(IllegalArgumentException.class, () -> RandomisedNetworks.withTopLayersDrawn(cnn(), -1, 1));
    }
}
