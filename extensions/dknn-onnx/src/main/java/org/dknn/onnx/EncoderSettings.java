package org.dknn.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an encoder is to be made of.
 *
 * @param logits the tensor of the logits, if the model has a head of its own
 * @param threads of one run of the model
 * @param batchSize largest number of inputs per batch
 * @param mostPieces pieces of a text, if fewer than the model has positions
 * @param remembered number of inputs whose rows are kept
 */
record EncoderSettings(
        Path model,
        Path tokenizer,
        List<Layer> layers,
        Optional<String> logits,
        int threads,
        int batchSize,
        Optional<Integer> mostPieces,
        int remembered) {

    static final int BATCH_SIZE = 32;
    static final int REMEMBERED = 4096;

    /**
     * A layer.
     *
     * @param pooling none if the tensor has one vector per text
     */
    record Layer(String name, Optional<Pooling> pooling) {}

    EncoderSettings(Path model, Path tokenizer) {
        this(model, tokenizer, List.of(), Optional.empty(), 1, BATCH_SIZE, Optional.empty(), REMEMBERED);
    }

    EncoderSettings with(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new EncoderSettings(
                model, tokenizer, List.copyOf(more), logits, threads, batchSize, mostPieces, remembered);
    }

    EncoderSettings withLogits(String tensor) {
        return new EncoderSettings(
                model, tokenizer, layers, Optional.of(tensor), threads, batchSize, mostPieces, remembered);
    }

    EncoderSettings withThreads(int count) {
        return new EncoderSettings(model, tokenizer, layers, logits, count, batchSize, mostPieces, remembered);
    }

    EncoderSettings withBatchSize(int rows) {
        return new EncoderSettings(model, tokenizer, layers, logits, threads, rows, mostPieces, remembered);
    }

    EncoderSettings withMostPieces(int most) {
        return new EncoderSettings(model, tokenizer, layers, logits, threads, batchSize, Optional.of(most), remembered);
    }

    EncoderSettings withRemembered(int inputs) {
        return new EncoderSettings(model, tokenizer, layers, logits, threads, batchSize, mostPieces, inputs);
    }
}
