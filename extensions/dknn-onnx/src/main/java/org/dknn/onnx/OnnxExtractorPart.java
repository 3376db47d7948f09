package org.dknn.onnx;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** An {@link OnnxExtractor}: copies of the model file and the tokenizer, its layers, and the head. */
public final class OnnxExtractorPart implements ModelPart<OnnxExtractor> {

    private static final String KIND = "dknn-onnx-extractor";
    private static final String MODEL = "model.onnx";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String LAYERS = "layers.part";
    private static final String HEAD = "head.part";

    @Override
    public String name() {
        return "onnx-extractor";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-onnx";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<OnnxExtractor> type() {
        return OnnxExtractor.class;
    }

    @Override
    public void write(OnnxExtractor part, Path directory, ModelParts parts) throws IOException {
        EncoderSettings settings = part.encoder().settings();
        part.encoder().model().modelFile().copyTo(directory.resolve(MODEL));
        part.encoder().model().tokenizerFile().copyTo(directory.resolve(TOKENIZER));
        ContainerFile.write(directory.resolve(LAYERS), KIND, version(), out -> {
            Utf16.write(out, part.fingerprint());
            out.writeInt(settings.threads());
            out.writeInt(settings.batchSize());
            out.writeInt(settings.mostPieces().orElse(0));
            out.writeInt(settings.remembered());
            Utf16.write(out, settings.logits().orElse(""));
            out.writeBoolean(part.head().isPresent());
            out.writeInt(settings.layers().size());
            for (EncoderSettings.Layer layer : settings.layers()) {
                Utf16.write(out, layer.name());
                Utf16.write(out, layer.pooling().map(Pooling::token).orElse(""));
            }
            out.writeInt(part.layers().size());
            for (String layer : part.layers()) {
                Utf16.write(out, layer);
            }
        });
        if (part.head().isPresent()) {
            part.head().get().save(directory.resolve(HEAD));
        }
    }

    /** What the file beside the model says. */
    private record Saved(String fingerprint, EncoderSettings settings, boolean hasHead, List<String> layers) {

        OnnxExtractor built(Path directory) throws IOException {
            Optional<SoftmaxHead> head =
                    hasHead ? Optional.of(SoftmaxHead.load(directory.resolve(HEAD))) : Optional.empty();
            OnnxExtractor all = OnnxExtractor.Builder.of(settings, head).build();
            try {
                return all.withLayers(layers);
            } catch (IllegalArgumentException e) {
                all.close();
                throw new DknnFormatException(directory + " is damaged: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public OnnxExtractor read(Path directory, int version, ModelParts parts) throws IOException {
        EncoderSettings files = new EncoderSettings(directory.resolve(MODEL), directory.resolve(TOKENIZER));
        Saved saved = ContainerFile.read(directory.resolve(LAYERS), KIND, version(), (in, v) -> {
            if (v == 1) {
                throw new DknnFormatException(directory + " was saved by an older version of dknn, which read other"
                        + " tensors of the layers; build the extractor and fit again");
            }
            return read(in, files);
        });
        OnnxExtractor extractor = saved.built(directory);
        if (!extractor.fingerprint().equals(saved.fingerprint())) {
            extractor.close();
            throw new DknnFormatException(
                    directory + " does not hold the model, tokenizer and head that were saved here:"
                            + " one was exchanged for another file, or is damaged");
        }
        return extractor;
    }

    private static Saved read(DataInputStream in, EncoderSettings files) throws IOException {
        String fingerprint = Utf16.read(in);
        EncoderSettings settings = files.withThreads(in.readInt()).withBatchSize(in.readInt());
        int most = in.readInt();
        settings = most > 0 ? settings.withMostPieces(most) : settings;
        settings = settings.withRemembered(in.readInt());
        String logits = Utf16.read(in);
        settings = logits.isEmpty() ? settings : settings.withLogits(logits);
        boolean hasHead = in.readBoolean();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            settings = settings.with(new EncoderSettings.Layer(Utf16.read(in), pooling(Utf16.read(in))));
        }
        return new Saved(fingerprint, settings, hasHead, names(in));
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
}
