package org.dknn.dl4j;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.activation.InputCodec;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that end in a distribution per step, or read images of words; trained a little, so that no bias is zero. */
final class StepNetworks {

    private static final int WIDTH = 8;

    private StepNetworks() {}

    private static GraphBuilder lstm() {
        return Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", Networks.embedding(), "words")
                .addLayer("lstm", new LSTM.Builder().nIn(WIDTH).nOut(WIDTH).build(), "embedding");
    }

    private static GraphBuilder withOutputPerStep(Activation activation, int units) {
        LossFunction loss =
                switch (activation) {
                    case SOFTMAX -> LossFunction.MCXENT;
                    case SIGMOID -> LossFunction.XENT;
                    default -> LossFunction.MSE;
                };
        return lstm().addLayer(
                        "out",
                        new RnnOutputLayer.Builder(loss)
                                .nIn(WIDTH)
                                .nOut(units)
                                .dataFormat(RNNFormat.NCW)
                                .activation(activation)
                                .build(),
                        "lstm");
    }

    /** An LSTM "lstm" and a layer "out" of so many units at each step. */
    static ComputationGraph perStep(Activation activation, int units) {
        ComputationGraph graph = new ComputationGraph(
                withOutputPerStep(activation, units).setOutputs("out").build());
        graph.init();
        Random random = new Random(3);
        for (int step = 0; step < 15; step++) {
            INDArray features = Networks.features(random);
            float[][][] labels = new float[(int) features.size(0)][units][(int) features.size(1)];
            for (float[][] text : labels) {
                for (int t = 0; t < text[0].length; t++) {
                    text[random.nextInt(units)][t] = random.nextInt(4) == 0 ? 0 : 1;
                }
            }
            graph.fit(new MultiDataSet(features, Nd4j.createFromArray(labels)));
        }
        return graph;
    }

    /** The last of softmaxes, picked by a vertex above them. */
    static ComputationGraph lastOfSoftmaxes() {
        ComputationGraph graph = new ComputationGraph(withOutputPerStep(Activation.SOFTMAX, 3)
                .addVertex("last", new LastTimeStepVertex("words"), "out")
                .setOutputs("last")
                .build());
        graph.init();
        graph.setParams(perStep(Activation.SOFTMAX, 3).params());
        return graph;
    }

    static ComputationGraph lastStepVertex() {
        return Networks.trained(lstm().addVertex("pooled", new LastTimeStepVertex("words"), "lstm")
                .addLayer("out", Networks.softmax(WIDTH), "pooled")
                .setOutputs("out"));
    }

    static ComputationGraph centerLoss() {
        return Networks.trained(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", Networks.embedding(), "words")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "embedding")
                .addLayer(
                        "out",
                        new CenterLossOutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(WIDTH)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "pooled")
                .setOutputs("out"));
    }

    /** Filters over three words of an image. */
    static ComputationGraph image(ImageEncoder encoder) {
        int width = ImageEncoder.WIDTH;
        ComputationGraph graph = new ComputationGraph(Networks.settings()
                .graphBuilder()
                .addInputs("image")
                .addLayer(
                        "filters",
                        new ConvolutionLayer.Builder(encoder.byRow() ? 3 : width, encoder.byRow() ? width : 3)
                                .nIn(1)
                                .nOut(WIDTH)
                                .stride(encoder.byRow() ? 1 : width, encoder.byRow() ? width : 1)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.TANH)
                                .build(),
                        "image")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "filters")
                .addLayer("out", Networks.softmax(WIDTH), "pooled")
                .setOutputs("out")
                .build());
        graph.init();
        INDArray features =
                encoder.encode(List.of("3 1 4", "9 2 6", "5 3 5", "8 9 7")).get(0);
        float[][] labels = {{1, 0}, {0, 1}, {1, 0}, {1, 0}};
        for (int step = 0; step < 3; step++) {
            graph.fit(new MultiDataSet(features, Nd4j.createFromArray(labels)));
        }
        return graph;
    }

    /**
     * Numbers of words as images of random vectors of width {@value #WIDTH}.
     *
     * @param byRow whether a word is a row, else it is a column
     */
    record ImageEncoder(boolean byRow, LengthPolicy policy) implements InputEncoder<String> {

        static final int WIDTH = 6;

        ImageEncoder(boolean byRow) {
            this(byRow, LengthPolicy.natural());
        }

        @Override
        public List<Integer> lengths(String text) {
            return new IdEncoder(policy).lengths(text);
        }

        @Override
        public List<INDArray> encode(List<String> texts) {
            INDArray ids = new IdEncoder(policy).encode(texts).get(0);
            int length = (int) ids.size(1);
            float[][][][] images = new float[texts.size()][1][byRow ? length : WIDTH][byRow ? WIDTH : length];
            for (int i = 0; i < images.length; i++) {
                for (int t = 0; t < length; t++) {
                    Random random = new Random(ids.getInt(i, t));
                    for (int d = 0; d < WIDTH; d++) {
                        images[i][0][byRow ? t : d][byRow ? d : t] = (float) random.nextGaussian();
                    }
                }
            }
            return List.of(Nd4j.createFromArray(images));
        }

        @Override
        public String blank() {
            return "";
        }

        @Override
        public InputCodec<String> codec() {
            return InputCodec.strings();
        }
    }
}
