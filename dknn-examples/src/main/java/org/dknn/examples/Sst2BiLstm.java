package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dknn.dl4j.Pooling;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * As {@link Sst2Cnn}, with three bidirectional LSTMs whose activations are sequences: each is pooled by its maximum over time.
 * Trains on whole sentences.
 */
public final class Sst2BiLstm {

    private static final Recipe ON_SENTENCES = new Recipe(0.5, 0.1, 1e-3, 450, 0.98, 50, new Recipe.Looks(72, 9), 3);

    private static final int CELLS = 50;

    private Sst2BiLstm() {}

    /** Runs the example on the sentences given, if any. */
    public static void main(String[] sentences) throws IOException {
        run(SentimentData.find(System.out::println), Path.of("target", "report.html"), System.out, sentences);
    }

    static void run(SentimentData data, Path report, PrintStream out, String... sentences) throws IOException {
        Recipe recipe = data.isGenerated() ? Recipe.EASY : ON_SENTENCES;
        SentimentNetwork network =
                new SentimentNetwork("BiLSTM", recipe, false, words -> graph(words, recipe), extractor -> extractor
                        .layer("lstm1", Pooling.MAX_OVER_TIME)
                        .layer("lstm2", Pooling.MAX_OVER_TIME)
                        .layer("lstm3", Pooling.MAX_OVER_TIME));
        new SentimentExample(network, data, report, out).run(sentences);
    }

    private static ComputationGraphConfiguration graph(int words, Recipe recipe) {
        GraphBuilder graph = SentimentNetwork.withEmbedding(words, recipe, WeightInit.XAVIER);
        String below = "embedding";
        int width = SentimentNetwork.EMBEDDING;
        for (int i = 1; i <= 3; i++) {
            LSTM lstm = new LSTM.Builder()
                    .nIn(width)
                    .nOut(CELLS)
                    .activation(Activation.TANH)
                    .weightInit(WeightInit.XAVIER)
                    .build();
            graph.addLayer("lstm" + i, new Bidirectional(Bidirectional.Mode.CONCAT, lstm), below);
            below = "lstm" + i;
            width = 2 * CELLS;
        }
        graph.addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), below);
        OutputLayer out = new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(width)
                .nOut(2)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SOFTMAX)
                .dropOut(1 - recipe.pooledDrop())
                .build();
        return graph.addLayer("out", out, "pooled").setOutputs("out").build();
    }
}
