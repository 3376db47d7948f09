package org.dknn.cli.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.activation.ActivationExtractor;
import org.dknn.internal.AtomicMove;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.OnnxExtractor;
import org.dknn.onnx.Pooling;
import org.dknn.onnx.SoftmaxHead;

/**
 * The files of a transformer with a head of its own.
 *
 * @param model in the format of ONNX
 * @param tokenizer of the model
 * @param head that was trained over the last layer
 */
public record EncoderFiles(Path model, Path tokenizer, Path head) {

    /** By their usual names in a directory. */
    public static EncoderFiles in(Path directory) {
        return new EncoderFiles(
                directory.resolve("encoder.onnx"), directory.resolve("tokenizer.json"), directory.resolve("head.part"));
    }

    /** The transformer without a head. */
    public OnnxEncoder encoder(List<String> layers) throws IOException {
        return builder(layers).buildEncoder();
    }

    /**
     * The transformer with its head, which reads the last layer of the transformer whether that is chosen or not.
     *
     * @param layers that may have neighbors: of the transformer, then that of the head if there is one
     * @param chosen some of them
     */
    public ActivationExtractor<List<String>> extractor(List<String> layers, List<String> chosen) throws IOException {
        List<String> own = layers.stream().filter(layer -> !isOfHead(layer)).toList();
        return builder(own).head(SoftmaxHead.load(head)).build().withLayers(chosen);
    }

    /** Those of the layers that have neighbors unless others are chosen: not the last of the transformer where the head stretches it. */
    public static List<String> usual(List<String> layers) {
        int last = layers.indexOf(OnnxExtractor.HEAD) - 1;
        return layers.stream()
                .filter(layer -> last < 0 || !layer.equals(layers.get(last)))
                .toList();
    }

    /** Whether a name is that of the layer that the head stretches. */
    public static boolean isOfHead(String layer) {
        return layer.equals(OnnxExtractor.HEAD);
    }

    /** Closes an extractor if it is of a transformer. */
    public static void close(ActivationExtractor<?> extractor) {
        if (extractor instanceof OnnxExtractor open) {
            open.close();
        }
    }

    private OnnxExtractor.Builder builder(List<String> layers) {
        OnnxExtractor.Builder builder = OnnxExtractor.builder(model, tokenizer);
        layers.forEach(layer -> builder.layer(layer, Pooling.MEAN));
        return builder;
    }

    /** Moves all of them to where others are expected. */
    public void moveTo(EncoderFiles others) throws IOException {
        AtomicMove.replace(model, others.model);
        AtomicMove.replace(tokenizer, others.tokenizer);
        AtomicMove.replace(head, others.head);
    }

    /** Deletes those that are there. */
    public void delete() throws IOException {
        for (Path file : List.of(model, tokenizer, head)) {
            Files.deleteIfExists(file);
        }
    }
}
