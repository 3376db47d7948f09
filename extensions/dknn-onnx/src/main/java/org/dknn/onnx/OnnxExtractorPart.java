package org.dknn.onnx;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** An {@link OnnxExtractor}: copies of the model file and the tokenizer, its layers, and the head. */
public final class OnnxExtractorPart implements ModelPart<OnnxExtractor> {

    private static final String KIND = "dknn-onnx-extractor";

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
        return SavedEncoder.VERSION;
    }

    @Override
    public Class<OnnxExtractor> type() {
        return OnnxExtractor.class;
    }

    @Override
    public void write(OnnxExtractor part, Path directory, ModelParts parts) throws IOException {
        SavedEncoder.write(directory, KIND, part.encoder(), part.head(), part.layers(), part.fingerprint());
    }

    @Override
    public OnnxExtractor read(Path directory, int version, ModelParts parts) throws IOException {
        SavedEncoder saved = SavedEncoder.read(directory, KIND);
        return saved.open(directory, encoder -> new OnnxExtractor(encoder, saved.head(), saved.layers(), true));
    }
}
