package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The main example: a sentence CNN on the Stanford Sentiment Treebank, its accuracy beside that of Deep k-Nearest Neighbors,
 * and sentences explained, those given as arguments or a handful of test sentences. Writes {@code target/report.html}.
 */
public final class Sst2Cnn {

    private static final Recipe ON_PHRASES = new Recipe(0.5, 0.4, 1e-3, 1_300, 0.995, 64, new Recipe.Looks(150, 9), 1);

    private static final int MAPS = 100;
    private static final int DENSE = 100;

    private Sst2Cnn() {}

    /** Runs the example on the sentences given, if any. */
    public static void main(String[] sentences) throws IOException {
        run(SentimentData.find(System.out::println), Path.of("target", "report.html"), System.out, sentences);
    }

    static void run(SentimentData data, Path report, PrintStream out, String... sentences) throws IOException {
        new SentimentExample(network(data), data, report, out).run(sentences);
    }

    /** The network of this example, trained or loaded; the other examples begin with it. */
    static SentimentModel model() throws IOException {
        SentimentData data = SentimentData.find(System.out::println);
        return SentimentModel.open(network(data), data, System.out);
    }

    static SentimentNetwork network(SentimentData data) {
        Recipe recipe = data.isGenerated() ? Recipe.EASY : ON_PHRASES;
        return new SentimentNetwork("CNN", recipe, true, words -> graph(words, recipe), extractor -> extractor
                .layer("pooled")
                .layer("dense1")
                .layer("dense2")
                .layer("dense3"));
    }

    /**
     * Convolutions of widths 3, 4 and 5 with 100 maps each and max over time, merged to "pooled" (300); "dense1" to "dense3"
     * (100 each); softmax.
     *
     * @see <a href="https://arxiv.org/abs/1408.5882">Kim (2014)</a>
     */
    static ComputationGraphConfiguration graph(int words, Recipe recipe) {
        GraphBuilder graph = SentimentNetwork.withEmbedding(words, recipe, WeightInit.RELU);
        List<String> pools = new ArrayList<>();
        for (int width : List.of(3, 4, 5)) {
            Convolution1DLayer convolution = new Convolution1DLayer.Builder()
                    .kernelSize(width)
                    .stride(1)
                    .convolutionMode(ConvolutionMode.Same)
                    .nIn(SentimentNetwork.EMBEDDING)
                    .nOut(MAPS)
                    .build();
            graph.addLayer("conv" + width, convolution, "embedding")
                    .addLayer("max" + width, new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "conv" + width);
            pools.add("max" + width);
        }
        graph.addVertex("pooled", new MergeVertex(), pools.toArray(new String[0]));
        return withDenseLayers(graph, MAPS * pools.size(), recipe);
    }

    private static ComputationGraphConfiguration withDenseLayers(GraphBuilder graph, int width, Recipe recipe) {
        String below = "pooled";
        int in = width;
        double drop = recipe.pooledDrop();
        for (int i = 1; i <= 3; i++) {
            // DL4J's dropOut is the share that is kept
            DenseLayer dense = new DenseLayer.Builder()
                    .nIn(in)
                    .nOut(DENSE)
                    .dropOut(1 - drop)
                    .build();
            graph.addLayer("dense" + i, dense, below);
            below = "dense" + i;
            in = DENSE;
            drop = recipe.denseDrop();
        }
        OutputLayer out = new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(in)
                .nOut(2)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SOFTMAX)
                .dropOut(1 - drop)
                .build();
        return graph.addLayer("out", out, below).setOutputs("out").build();
    }
}
