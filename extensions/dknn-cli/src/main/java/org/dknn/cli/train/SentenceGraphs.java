package org.dknn.cli.train;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks of Wallace, Feng and Boyd-Graber (2018), with smaller layers, for sentences of any length and any number of classes. */
public final class SentenceGraphs {

    private static final int MAPS = 100;
    private static final int DENSE = 100;
    private static final int CELLS = 50;

    private SentenceGraphs() {}

    /** As {@link #cnn(Sizes, Recipe)}, for two classes. */
    public static ComputationGraphConfiguration cnn(int words, Recipe recipe) {
        return cnn(Sizes.of(words, 2), recipe);
    }

    /**
     * Convolutions of widths 3, 4 and 5 with 100 maps each and max over time, merged to "pooled" (300); "dense1" to "dense3"
     * (100 each); softmax.
     *
     * @see <a href="https://arxiv.org/abs/1408.5882">Kim (2014)</a>
     */
    public static ComputationGraphConfiguration cnn(Sizes sizes, Recipe recipe) {
        GraphBuilder graph = withEmbedding(sizes, recipe, WeightInit.RELU);
        List<String> pools = new ArrayList<>();
        for (int width : List.of(3, 4, 5)) {
            Convolution1DLayer convolution = new Convolution1DLayer.Builder()
                    .kernelSize(width)
                    .stride(1)
                    .convolutionMode(ConvolutionMode.Same)
                    .nIn(sizes.embedding())
                    .nOut(MAPS)
                    .build();
            graph.addLayer("conv" + width, convolution, "embedding")
                    .addLayer("max" + width, maxOverTime(), "conv" + width);
            pools.add("max" + width);
        }
        graph.addVertex("pooled", new MergeVertex(), pools.toArray(new String[0]));
        return withHead(graph, new Head(MAPS * pools.size(), 3, sizes.classes()), recipe);
    }

    /** Three bidirectional LSTMs, "lstm1" to "lstm3" (100 each), one on top of the other; max over time; softmax. */
    public static ComputationGraphConfiguration biLstm(Sizes sizes, Recipe recipe) {
        GraphBuilder graph = withEmbedding(sizes, recipe, WeightInit.XAVIER);
        String below = "embedding";
        int width = sizes.embedding();
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
        graph.addLayer("pooled", maxOverTime(), below);
        return withHead(graph, new Head(width, 0, sizes.classes()), recipe);
    }

    private static GraphBuilder withEmbedding(Sizes sizes, Recipe recipe, WeightInit weightInit) {
        // wider ranges, such as the usual .25, learn more slowly and end a point or two lower
        EmbeddingSequenceLayer embedding = new EmbeddingSequenceLayer.Builder()
                .nIn(sizes.words())
                .nOut(sizes.embedding())
                .weightInit(new WeightInitDistribution(new UniformDistribution(-0.05, 0.05)))
                .activation(Activation.IDENTITY)
                .build();
        return new NeuralNetConfiguration.Builder()
                .seed(recipe.seed())
                .weightInit(weightInit)
                .activation(Activation.RELU)
                .updater(new Adam(recipe.rate().start()))
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", embedding, "words");
    }

    private static GlobalPoolingLayer maxOverTime() {
        return new GlobalPoolingLayer.Builder(PoolingType.MAX).build();
    }

    /** Dense layers and an output per class on top of the pooled vector, which has a width. */
    private record Head(int width, int layers, int classes) {}

    private static ComputationGraphConfiguration withHead(GraphBuilder graph, Head head, Recipe recipe) {
        String below = "pooled";
        int in = head.width;
        double drop = recipe.dropout().pooled();
        for (int i = 1; i <= head.layers; i++) {
            // DL4J's dropOut is the share that is kept
            DenseLayer dense = new DenseLayer.Builder()
                    .nIn(in)
                    .nOut(DENSE)
                    .dropOut(1 - drop)
                    .build();
            graph.addLayer("dense" + i, dense, below);
            below = "dense" + i;
            in = DENSE;
            drop = recipe.dropout().dense();
        }
        OutputLayer out = new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(in)
                .nOut(head.classes)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SOFTMAX)
                .dropOut(1 - drop)
                .build();
        return graph.addLayer("out", out, below).setOutputs("out").build();
    }
}
