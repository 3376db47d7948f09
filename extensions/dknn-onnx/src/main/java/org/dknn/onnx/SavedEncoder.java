package org.dknn.onnx;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dknn.activation.ActivationExtractor;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;

/**
 * What parts of a transformer are saved as: copies of the model file and the tokenizer, the settings, the layers, the head.
 *
 * @param fingerprint of the extractor that was saved
 * @param layers those with neighbors
 */
record SavedEncoder(String fingerprint, EncoderSettings settings, Optional<SoftmaxHead> head, List<String> layers) {

    /** In version 1 layers had other tensors. */
    static final int VERSION = 2;

    private static final String MODEL = "model.onnx";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String LAYERS = "layers.part";
    private static final String HEAD = "head.part";

    /** Writes the files of an extractor of a kind. */
    static void write(
            Path directory,
            String kind,
            OnnxEncoder encoder,
            Optional<SoftmaxHead> head,
            List<String> layers,
            String fingerprint)
            throws IOException {
        EncoderSettings settings = encoder.settings();
        encoder.model().modelFile().copyTo(directory.resolve(MODEL));
        encoder.model().tokenizerFile().copyTo(directory.resolve(TOKENIZER));
        ContainerFile.write(directory.resolve(LAYERS), kind, VERSION, out -> {
            Utf16.write(out, fingerprint);
            out.writeInt(settings.threads());
            out.writeInt(settings.batchSize());
            out.writeInt(settings.mostPieces().orElse(0));
            out.writeInt(settings.remembered());
            Utf16.write(out, settings.logits().orElse(""));
            out.writeBoolean(head.isPresent());
            out.writeInt(settings.layers().size());
            for (EncoderSettings.Layer layer : settings.layers()) {
                Utf16.write(out, layer.name());
                Utf16.write(out, layer.pooling().map(Pooling::token).orElse(""));
            }
            out.writeInt(layers.size());
            for (String layer : layers) {
                Utf16.write(out, layer);
            }
        });
        if (head.isPresent()) {
            head.get().save(directory.resolve(HEAD));
        }
    }

    /** Reads the files of an extractor of a kind. */
    static SavedEncoder read(Path directory, String kind) throws IOException {
        EncoderSettings files = new EncoderSettings(directory.resolve(MODEL), directory.resolve(TOKENIZER));
        return ContainerFile.read(directory.resolve(LAYERS), kind, VERSION, (in, version) -> {
            if (version == 1) {
                throw new DknnFormatException(directory + " was saved by an older version of dknn, which read other"
                        + " tensors of the layers; build the extractor and fit again");
            }
            return read(in, files, directory);
        });
    }

    private static SavedEncoder read(DataInputStream in, EncoderSettings files, Path directory) throws IOException {
        String fingerprint = Utf16.read(in);
        EncoderSettings settings = files.withThreads(in.readInt()).withBatchSize(in.readInt());
        int most = in.readInt();
        settings = most > 0 ? settings.withMostPieces(most) : settings;
        settings = settings.withRemembered(in.readInt());
        String logits = Utf16.read(in);
        settings = logits.isEmpty() ? settings : settings.withLogits(logits);
        Optional<SoftmaxHead> head =
                in.readBoolean() ? Optional.of(SoftmaxHead.load(directory.resolve(HEAD))) : Optional.empty();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            settings = settings.with(new EncoderSettings.Layer(Utf16.read(in), pooling(Utf16.read(in))));
        }
        return new SavedEncoder(fingerprint, settings, head, names(in));
    }

    private static List<String> names(DataInputStream in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            names.add(Utf16.read(in));
        }
        return names;
    }

    private static Optional<Pooling> pooling(String token) throws DknnFormatException {
        for (Pooling pooling : Pooling.values()) {
            if (pooling.token().equals(token)) {
                return Optional.of(pooling);
            }
        }
        if (!token.isEmpty()) {
            throw new DknnFormatException("there is no pooling \"" + token + "\"");
        }
        return Optional.empty();
    }

    /**
     * Opens the encoder and builds what was saved.
     *
     * @param build the extractor over it, which owns it
     * @throws DknnFormatException if the files do not fit together, or one was exchanged
     */
    <T extends ActivationExtractor<?>> T open(Path directory, Function<OnnxEncoder, T> build) throws IOException {
        OnnxEncoder encoder = new OnnxEncoder(settings, LoadedModel.of(settings));
        try {
            T extractor = build.apply(encoder);
            if (extractor.fingerprint().equals(fingerprint)) {
                return extractor;
            }
        } catch (IllegalArgumentException e) {
            encoder.close();
            throw new DknnFormatException(directory + " is damaged: " + e.getMessage(), e);
        }
        encoder.close();
        throw new DknnFormatException(directory + " does not hold the model, tokenizer and head that were saved here:"
                + " one was exchanged for another file, or is damaged");
    }
}
