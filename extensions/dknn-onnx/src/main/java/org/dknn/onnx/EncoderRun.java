package org.dknn.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs batches of pieces, and pools what the model gives.
 *
 * @param padding the number that pads
 * @param tensors what is read: the layers, then the logits if there are any
 */
record EncoderRun(ModelSession session, int padding, List<Tensor> tensors) {

    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";

    /**
     * A tensor that is read.
     *
     * @param name for people
     * @param tensor in the graph
     * @param pooling none if it has one vector per text
     */
    record Tensor(String name, String tensor, Optional<Pooling> pooling) {}

    /**
     * The vectors of the texts of a batch.
     *
     * @return one list per text, with a vector per tensor
     */
    List<List<float[]>> run(List<Pieces> batch) {
        int rows = batch.size();
        int length = batch.stream().mapToInt(Pieces::size).max().orElse(0);
        long[] ids = new long[rows * length];
        long[] mask = new long[rows * length];
        Arrays.fill(ids, padding);
        for (int row = 0; row < rows; row++) {
            List<Integer> pieces = batch.get(row).ids();
            for (int i = 0; i < pieces.size(); i++) {
                ids[row * length + i] = pieces.get(i);
                mask[row * length + i] = 1;
            }
        }
        LinkedHashSet<String> wanted = new LinkedHashSet<>();
        tensors.forEach(tensor -> wanted.add(tensor.tensor()));
        try {
            return session.run(
                    Map.of(IDS, ids, MASK, mask), rows, length, wanted, result -> vectors(result, batch, length));
        } catch (OrtException e) {
            throw new IllegalArgumentException(
                    "the model cannot read " + rows + " texts of " + length + " pieces; ONNX Runtime says: "
                            + ModelSession.oneLine(e),
                    e);
        }
    }

    private List<List<float[]>> vectors(OrtSession.Result result, List<Pieces> batch, int length) {
        List<List<float[]>> vectors = new ArrayList<>();
        batch.forEach(pieces -> vectors.add(new ArrayList<>()));
        for (Tensor tensor : tensors) {
            Floats floats = floats(tensor, result.get(tensor.tensor()).orElseThrow());
            requireShape(tensor, floats.shape(), batch.size(), length);
            int width = floats.width();
            FloatBuffer values = floats.values();
            for (int row = 0; row < batch.size(); row++) {
                float[] vector = new float[width];
                int start = row * (floats.shape().size() == 3 ? length : 1) * width;
                int pieces = batch.get(row).size();
                tensor.pooling()
                        .ifPresentOrElse(
                                pooling -> pooling.pool(values, start, pieces, vector),
                                () -> values.get(start, vector));
                vectors.get(row).add(vector);
            }
        }
        return vectors;
    }

    /** What the model gave, copied once. */
    private record Floats(List<Long> shape, FloatBuffer values) {

        int width() {
            return Math.toIntExact(shape.get(shape.size() - 1));
        }
    }

    private static Floats floats(Tensor tensor, OnnxValue value) {
        if (value instanceof OnnxTensor found) {
            FloatBuffer values = found.getFloatBuffer();
            if (values != null) {
                return new Floats(
                        Arrays.stream(found.getInfo().getShape()).boxed().toList(), values);
            }
        }
        throw new IllegalArgumentException("\"" + tensor.name() + "\" must hold floats, got " + value.getInfo());
    }

    private static void requireShape(Tensor tensor, List<Long> shape, int rows, int length) {
        boolean isPooled = tensor.pooling().isPresent();
        boolean isSequence = shape.size() == 3 && shape.get(0) == rows && shape.get(1) == length;
        boolean isVector = shape.size() == 2 && shape.get(0) == rows;
        if (isPooled ? isSequence : isVector) {
            return;
        }
        if (isSequence) {
            throw new IllegalArgumentException("\"" + tensor.name()
                    + "\" has a vector per piece and needs a pooling, one of " + Arrays.toString(Pooling.values()));
        }
        if (isVector) {
            throw new IllegalArgumentException(
                    "\"" + tensor.name() + "\" has one vector per text and takes no pooling");
        }
        throw new IllegalArgumentException(
                "\"" + tensor.name() + "\" must be [batch x pieces x width] or [batch x width]," + " got " + shape
                        + " for " + rows + " texts of " + length + " pieces");
    }
}
