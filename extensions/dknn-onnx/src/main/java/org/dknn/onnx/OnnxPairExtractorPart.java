package org.dknn.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dknn.internal.DknnFormatException;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** An {@link OnnxPairExtractor}: copies of the model file and the tokenizer, its layers, and the head. */
public final class OnnxPairExtractorPart implements ModelPart<OnnxPairExtractor> {

    private static final String KIND = "dknn-onnx-pair-extractor";

    @Override
    public String name() {
        return "onnx-pair-extractor";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-onnx";
    }

    @Override
    public int version() {
        return SavedEncoder.VERSION;
    }

    @Override
    public Class<OnnxPairExtractor> type() {
        return OnnxPairExtractor.class;
    }

    @Override
    public void write(OnnxPairExtractor part, Path directory, ModelParts parts) throws IOException {
        SavedEncoder.write(
                directory, KIND, part.encoder(), Optional.of(part.head()), part.layers(), part.fingerprint());
    }

    @Override
    public OnnxPairExtractor read(Path directory, int version, ModelParts parts) throws IOException {
        SavedEncoder saved = SavedEncoder.read(directory, KIND);
        SoftmaxHead head =
                saved.head().orElseThrow(() -> new DknnFormatException(directory + " lacks the head of pairs"));
        return saved.open(directory, encoder -> new OnnxPairExtractor(encoder, head, saved.layers(), true));
    }
}
