package org.dknn.onnx;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.activation.Activations;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an extractor. */
class SavedOnnxExtractorTest {

    @TempDir
    Path directory;

    private Path model;
    private Path tokenizer;

    @BeforeEach
    void write() throws IOException {
        model = new TinyModel().write(directory);
        tokenizer = TinyModel.writeTokenizer(directory, TinyModel.PIECES);
    }

    private OnnxExtractor.Builder builder() {
        return OnnxExtractor.builder(model, tokenizer);
    }

    @Test
    void chosen_layers_are_saved() throws IOException {
        Path saved = directory.resolve("saved");
        try (OnnxExtractor all =
                builder().layer("layer.1", Pooling.MEAN).head(TinyModel.head(1)).build()) {
            OnnxExtractor chosen = all.withLayers(List.of("head"));
            ModelParts.installed().write(chosen, saved);

            try (OnnxExtractor loaded = ModelParts.installed().read(saved, OnnxExtractor.class)) {
                assertEquals(chosen.extract(TinyModel.texts(9)), loaded.extract(TinyModel.texts(9)));
            }
        }
    }

    @Test
    void an_extractor_is_saved_with_all_that_it_needs() throws IOException {
        Path saved = directory.resolve("saved");
        Activations expected;
        try (OnnxExtractor extractor = builder()
                .layer("encoder.layer.0", Pooling.MAX)
                .layer("layer.1", Pooling.MEAN)
                .head(TinyModel.head(1))
                .mostPieces(8)
                .build()) {
            ModelParts.installed().write(extractor, saved);
            expected = extractor.extract(TinyModel.texts(30));
        }
        Files.delete(model);
        Files.delete(tokenizer);

        try (OnnxExtractor loaded = ModelParts.installed().read(saved, OnnxExtractor.class)) {
            assertEquals(expected, loaded.extract(TinyModel.texts(30)));
            ModelParts.installed().write(loaded, directory.resolve("again"));
        }
        TinyModel.head(2).save(saved.resolve("head.part"));
        DknnFormatException e = assertThrows(
                DknnFormatException.class, () -> ModelParts.installed().read(saved, OnnxExtractor.class));
        assertEquals(true, e.getMessage().contains("exchanged for another file"), e.getMessage());
    }

    @Test
    void a_file_of_an_older_version_is_refused() throws IOException {
        Path saved = directory.resolve("saved");
        try (OnnxExtractor extractor =
                builder().layer("layer.1", Pooling.MEAN).head(TinyModel.head(1)).build()) {
            ModelParts.installed().write(extractor, saved);
        }
        ContainerFile.write(
                saved.resolve("layers.part"), "dknn-onnx-extractor", 1, out -> Utf16.write(out, "of other tensors"));

        assertRefused(DknnFormatException.class, "was saved by an older version of dknn", () -> ModelParts.installed()
                .read(saved, OnnxExtractor.class));
    }
}
