package org.dknn.onnx;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dknn.internal.DknnFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work is refused in one line, with what to do. */
class BadModelTest {

    @TempDir
    Path directory;

    private final TinyModel tiny = new TinyModel();
    private Path tokenizer;

    @BeforeEach
    void write() throws IOException {
        tokenizer = TinyModel.writeTokenizer(directory, TinyModel.PIECES);
    }

    private OnnxExtractor.Builder builder() throws IOException {
        return OnnxExtractor.builder(tiny.write(directory), tokenizer);
    }

    private OnnxExtractor.Builder plain() throws IOException {
        return builder().layer("encoder.layer.1", Pooling.MEAN).logits("logits");
    }

    private static void assertDamaged(String message, org.junit.jupiter.api.function.Executable work) {
        DknnFormatException e = assertThrows(DknnFormatException.class, work);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void a_wrong_name_lists_near_ones() throws IOException {
        OnnxExtractor.Builder builder = builder().layer("encoder.layer.7", Pooling.MEAN);

        assertRefused("no tensor \"encoder.layer.7\"; near are [encoder.layer.0, encoder.layer.1,", builder::build);
        assertRefused(
                "needs at least one layer, got none; there are [encoder.layer.0, encoder.layer.1]",
                () -> builder().build());
        assertRefused(
                "no tensor \"logit\"; near are [logits,",
                () -> builder().layer("layer.0", Pooling.CLS).logits("logit").build());
        assertRefused("\"layer.0\" was added twice", () -> builder()
                .layer("layer.0", Pooling.CLS)
                .layer("layer.0", Pooling.MEAN)
                .build());
    }

    @Test
    void shapes_that_do_not_fit_name_the_call_that_does() throws IOException {
        assertRefused(
                "has a vector per piece and needs a pooling, one of [MEAN, CLS, MAX]",
                () -> builder().layer("layer.0").logits("logits").build());
        assertRefused("has one vector per text and takes no pooling", () -> builder()
                .layer("/pooler/Gather_output_0", Pooling.MEAN)
                .logits("logits")
                .build());
        assertRefused("must be [batch x pieces x width] or [batch x width], got [1, 1, 4]", () -> builder()
                .layer("/encoder/layer.0/Sum_output_0", Pooling.MEAN)
                .logits("logits")
                .build());
        assertRefused(
                "needs probabilities, from .logits(tensor) or .head(",
                () -> builder().layer("layer.0", Pooling.MEAN).build());
        assertRefused("of width 4, got one of width 3", () -> builder()
                .layer("layer.0", Pooling.MEAN)
                .head(new SoftmaxHead(2, 3, new double[8]))
                .build());
    }

    @Test
    void inputs_must_be_those_of_a_text_encoder() throws IOException {
        tiny.inputs = List.of("input_ids");
        assertRefused("must have the inputs input_ids and attention_mask, got [input_ids]", plain()::build);

        tiny.inputs = List.of("input_ids", "attention_mask", "pixels");
        assertRefused("needs an input \"pixels\" that is not known", plain()::build);
    }

    @Test
    void fixed_lengths_are_refused() throws IOException {
        tiny.fixedLength = 8;

        assertRefused("got [-1, 8]; export the model with dynamic axes", plain()::build);
    }

    @Test
    void numbers_of_32_bits_are_read_too() throws IOException {
        try (OnnxExtractor wide = plain().build()) {
            tiny.inputType = 6;
            try (OnnxExtractor narrow = plain().build()) {
                assertEquals(wide.extract(List.of(List.of("good"))), narrow.extract(List.of(List.of("good"))));
            }
        }
    }

    @Test
    void a_tokenizer_of_another_model_is_refused() throws IOException {
        List<String> more =
                Stream.concat(TinyModel.PIECES.stream(), Stream.of("more")).toList();
        tokenizer = TinyModel.writeTokenizer(directory, more);

        assertRefused(
                "numbers pieces up to 18, the model knows 18; it is the tokenizer of another model", plain()::build);
    }

    @Test
    void a_file_that_is_no_tokenizer_is_refused() throws IOException {
        Files.writeString(tokenizer, "{\"model\": {\"type\": \"BPE\"}}");
        assertDamaged("its model must be WordPiece, got BPE", plain()::build);

        Files.writeString(tokenizer, "film\ngood\n");
        assertDamaged("must be a tokenizer.json", plain()::build);
    }

    @Test
    void nan_is_refused() throws IOException {
        tiny.layers[1][3] = Float.NaN;

        assertRefused("activations of layer encoder.layer.1 must be finite, got NaN", plain()::build);
    }

    @Test
    void nan_logits_are_refused() throws IOException {
        tiny.biases[2] = Float.NaN;

        assertRefused("probabilities must be finite, got NaN", plain()::build);
    }

    @Test
    void nan_of_some_inputs_is_refused_when_it_comes() throws IOException {
        tiny.table[7 * TinyModel.WIDTH] = Float.NaN;
        try (OnnxExtractor extractor = plain().build()) {
            assertRefused(
                    "must be finite, got NaN at row 1",
                    () -> extractor.extract(List.of(List.of("good"), List.of("bad"))));
        }
    }

    @Test
    void a_model_in_several_files_is_refused() throws IOException {
        tiny.isSplit = true;

        assertDamaged("keeps weights in other files; save the model as one file", plain()::build);
    }

    @Test
    void a_file_that_is_cut_off_anywhere_is_refused() throws IOException {
        byte[] whole = tiny.toBytes();
        Path cut = directory.resolve("cut.onnx");
        for (int length = 0; length < whole.length; length += 23) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertDamaged("is no ONNX model, or is damaged or cut off", () -> OnnxExtractor.builder(cut, tokenizer)
                    .layer("encoder.layer.1", Pooling.MEAN)
                    .logits("logits")
                    .build());
        }
    }

    /** Whatever is in a file, it is read or refused, and the process lives. */
    @Test
    void a_damaged_file_is_refused_or_read() throws IOException {
        byte[] whole = tiny.toBytes();
        Path damaged = directory.resolve("damaged.onnx");
        Random random = new Random(4);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            Files.write(damaged, bytes);
            try (OnnxExtractor extractor = OnnxExtractor.builder(damaged, tokenizer)
                    .layer("encoder.layer.1", Pooling.MEAN)
                    .logits("logits")
                    .build()) {
                assertEquals(1, extractor.extract(List.of(List.of("good"))).rows());
            } catch (DknnFormatException | IllegalArgumentException e) {
                assertTrue(e.getMessage() != null, () -> "seed 4: needs a message, got " + e);
            }
        }
    }
}
