package org.dknn.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.dknn.internal.DknnFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model and its tokenizer, after all checks that need no input. */
final class LoadedModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedModel.class);
    private static final Set<String> KNOWN_INPUTS =
            Set.of(EncoderRun.IDS, EncoderRun.MASK, "token_type_ids", "segment_ids");
    private static final int USUAL_POSITIONS = 512;

    /** Vocabularies are often filled up to a round number, but not by more than this. */
    private static final int FILLED_UP = 128;

    private final ModelFile modelFile;
    private final ModelFile tokenizerFile;
    private final boolean isQuantizedByBatch;
    private final PieceReader pieces;
    private final EncoderRun run;
    private final List<Integer> widths;
    private final AtomicLong runs = new AtomicLong();

    private LoadedModel(EncoderSettings settings, byte[] bytes, OnnxGraph graph) throws IOException {
        this.modelFile = new ModelFile(settings.model());
        this.tokenizerFile = new ModelFile(settings.tokenizer());
        this.isQuantizedByBatch = graph.isQuantizedByBatch();
        WordPiece wordPiece = WordPiece.read(settings.tokenizer());
        requireVocabulary(graph, wordPiece, settings);
        this.pieces = new PieceReader(wordPiece, mostPieces(graph, settings));
        List<EncoderRun.Tensor> tensors = tensors(graph, settings);
        byte[] edited = graph.withOutputs(
                bytes, tensors.stream().map(EncoderRun.Tensor::tensor).toList());
        this.run =
                new EncoderRun(ModelSession.of(edited, graph.inputs(), settings.threads()), pieces.padding(), tensors);
        try {
            this.widths = run.run(List.of(pieces.read(List.of("a")))).get(0).stream()
                    .map(vector -> vector.length)
                    .toList();
        } catch (RuntimeException e) {
            run.session().close();
            throw e;
        }
        LOG.debug("reads {} of {}, up to {} pieces", settings.layers(), settings.model(), pieces.most());
    }

    /**
     * Loads model and tokenizer, and runs one text.
     *
     * @throws DknnFormatException if a file is none of its kind, or damaged
     * @throws IllegalArgumentException if they do not fit together, or a name is unknown
     */
    static LoadedModel of(EncoderSettings settings) throws IOException {
        Path file = settings.model();
        if (Files.size(file) > Integer.MAX_VALUE - 65_536) {
            throw new DknnFormatException(file + " must be smaller than 2 GB, got " + Files.size(file) + " bytes");
        }
        byte[] bytes = Files.readAllBytes(file);
        OnnxGraph graph = graph(file, bytes);
        requireInputs(graph);
        try {
            return new LoadedModel(settings, bytes, graph);
        } catch (DknnFormatException e) {
            throw new DknnFormatException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static OnnxGraph graph(Path file, byte[] bytes) throws DknnFormatException {
        try {
            OnnxGraph graph = OnnxGraph.read(bytes);
            if (!graph.isSplit()) {
                return graph;
            }
        } catch (IllegalArgumentException e) {
            throw new DknnFormatException(file + " is no ONNX model, or is damaged or cut off: " + e.getMessage(), e);
        }
        throw new DknnFormatException(file + " keeps weights in other files; save the model as one file");
    }

    private static void requireInputs(OnnxGraph graph) {
        List<String> names = graph.inputs().stream().map(OnnxGraph.Input::name).toList();
        for (String name : List.of(EncoderRun.IDS, EncoderRun.MASK)) {
            if (graph.input(name).isEmpty()) {
                throw new IllegalArgumentException("the model must have the inputs " + EncoderRun.IDS + " and "
                        + EncoderRun.MASK + ", got " + names + "; export it as a text encoder");
            }
        }
        for (OnnxGraph.Input input : graph.inputs()) {
            if (!KNOWN_INPUTS.contains(input.name())) {
                throw new IllegalArgumentException("the model needs an input \"" + input.name()
                        + "\" that is not known; inputs may be " + new LinkedHashSet<>(KNOWN_INPUTS));
            }
            if (input.shape().size() != 2 || input.shape().stream().anyMatch(length -> length > 0)) {
                throw new IllegalArgumentException(
                        "the input \"" + input.name() + "\" must be [batch x pieces] with both" + " lengths free, got "
                                + input.shape() + "; export the model with dynamic axes");
            }
        }
    }

    private static void requireVocabulary(OnnxGraph graph, WordPiece wordPiece, EncoderSettings settings) {
        Optional<Long> rows = graph.height(EncoderRun.IDS);
        if (rows.isEmpty()) {
            return;
        }
        if (wordPiece.size() > rows.get()) {
            throw new IllegalArgumentException(settings.tokenizer() + " numbers pieces up to " + (wordPiece.size() - 1)
                    + ", the model knows " + rows.get() + "; it is the tokenizer of another model");
        }
        if (wordPiece.size() <= rows.get() - FILLED_UP) {
            LOG.warn(
                    "{} numbers pieces up to {}, the model knows {}; is it the tokenizer of another model?",
                    settings.tokenizer(),
                    wordPiece.size() - 1,
                    rows.get());
        }
    }

    private static int mostPieces(OnnxGraph graph, EncoderSettings settings) {
        int positions = graph.positions().map(Math::toIntExact).orElse(USUAL_POSITIONS);
        return Math.min(positions, settings.mostPieces().orElse(positions));
    }

    private static List<EncoderRun.Tensor> tensors(OnnxGraph graph, EncoderSettings settings) {
        TensorNames names = new TensorNames(graph);
        if (settings.layers().isEmpty()) {
            throw new IllegalArgumentException("needs at least one layer, got none; there are " + names.layers());
        }
        Set<String> seen = new LinkedHashSet<>();
        List<EncoderRun.Tensor> tensors = new ArrayList<>();
        for (EncoderSettings.Layer layer : settings.layers()) {
            if (!seen.add(layer.name())) {
                throw new IllegalArgumentException("layer \"" + layer.name() + "\" was added twice");
            }
            tensors.add(new EncoderRun.Tensor(layer.name(), names.resolve(layer.name()), layer.pooling()));
        }
        settings.logits()
                .ifPresent(name -> tensors.add(new EncoderRun.Tensor(name, names.resolve(name), Optional.empty())));
        return List.copyOf(tensors);
    }

    PieceReader pieces() {
        return pieces;
    }

    List<Integer> widths() {
        return widths;
    }

    /** The tensors of the graph that are read: of the layers, then of the logits if there are any. */
    List<String> tensors() {
        return run.tensors().stream().map(EncoderRun.Tensor::tensor).toList();
    }

    ModelFile modelFile() {
        return modelFile;
    }

    ModelFile tokenizerFile() {
        return tokenizerFile;
    }

    /** Rows per batch: 1 if rows would depend on each other. */
    int batchSize(EncoderSettings settings) {
        return isQuantizedByBatch ? 1 : settings.batchSize();
    }

    List<List<float[]>> run(List<Pieces> batch) {
        runs.addAndGet(batch.size());
        return run.run(batch);
    }

    long runs() {
        return runs.get();
    }

    @Override
    public void close() {
        run.session().close();
    }
}
