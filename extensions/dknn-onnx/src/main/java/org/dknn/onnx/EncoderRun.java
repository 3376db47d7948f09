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
            OnnxValue value = result.get(tensor.tensor()).orElseThrow();
            OnnxTensor floats = requireShape(tensor, value, batch.size(), length);
            long[] shape = floats.getInfo().getShape();
            int width = (int) shape[shape.length - 1];
            FloatBuffer values = floats.getFloatBuffer();
            for (int row = 0; row < batch.size(); row++) {
                float[] vector = new float[width];
                int start = row * (shape.length == 3 ? length : 1) * width;
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

    private static OnnxTensor requireShape(Tensor tensor, OnnxValue value, int rows, int length) {
        boolean isPooled = tensor.pooling().isPresent();
        if (value instanceof OnnxTensor floats && floats.getFloatBuffer() != null) {
            long[] shape = floats.getInfo().getShape();
            boolean isSequence = shape.length == 3 && shape[0] == rows && shape[1] == length;
            boolean isVector = shape.length == 2 && shape[0] == rows;
            if (isPooled ? isSequence : isVector) {
                return floats;
            }
            if (isSequence) {
                throw new IllegalArgumentException(
                        "\"" + tensor.name() + "\" has a vector per piece and needs a pooling," + " one of "
                                + Arrays.toString(Pooling.values()));
            }
            if (isVector) {
                throw new IllegalArgumentException(
                        "\"" + tensor.name() + "\" has one vector per text and takes no pooling");
            }
            throw new IllegalArgumentException("\"" + tensor.name() + "\" must be [batch x pieces x width] or [batch x"
                    + " width], got " + Arrays.toString(shape) + " for " + rows + " texts of " + length + " pieces");
        }
        throw new IllegalArgumentException("\"" + tensor.name() + "\" must hold floats, got " + value.getInfo());
    }
}
