package org.dknn.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.dknn.internal.DknnFormatException;

/**
 * A session of ONNX Runtime, which many threads may run at once. Closing waits for the runs that have begun, since the
 * native code would use freed memory otherwise.
 */
final class ModelSession implements AutoCloseable {

    private static final int INT32 = 6;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<OnnxGraph.Input> inputs;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean isClosed;

    private ModelSession(OrtSession session, List<OnnxGraph.Input> inputs) {
        this.session = session;
        this.inputs = inputs;
    }

    /**
     * Loads a model.
     *
     * @param inputs of numbers, two axes each
     * @param threads of one run
     * @throws DknnFormatException if ONNX Runtime refuses it
     */
    static ModelSession of(byte[] model, List<OnnxGraph.Input> inputs, int threads) throws DknnFormatException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return new ModelSession(OrtEnvironment.getEnvironment().createSession(model, options), inputs);
        } catch (OrtException e) {
            throw new DknnFormatException("ONNX Runtime cannot load it: " + oneLine(e), e);
        }
    }

    static String oneLine(OrtException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    }

    /**
     * Runs the model.
     *
     * @param values by the names of the inputs, each {@code [rows x length]}; inputs without values are zeros
     * @param reader of the outputs, which are closed after it
     * @throws IllegalStateException if the session is closed
     * @throws OrtException if the model cannot read the values
     */
    <T> T run(
            Map<String, long[]> values,
            int rows,
            int length,
            Set<String> outputs,
            Function<OrtSession.Result, T> reader)
            throws OrtException {
        lock.readLock().lock();
        try {
            if (isClosed) {
                throw new IllegalStateException("the model is closed");
            }
            Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
            try {
                for (OnnxGraph.Input input : inputs) {
                    long[] given = values.getOrDefault(input.name(), new long[rows * length]);
                    tensors.put(input.name(), tensor(input, given, new long[] {rows, length}));
                }
                try (OrtSession.Result result = session.run(tensors, outputs)) {
                    return reader.apply(result);
                }
            } finally {
                tensors.values().forEach(OnnxTensor::close);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private OnnxTensor tensor(OnnxGraph.Input input, long[] values, long[] shape) throws OrtException {
        if (input.type() != INT32) {
            return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
        }
        int[] numbers = new int[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) values[i];
        }
        return OnnxTensor.createTensor(environment, IntBuffer.wrap(numbers), shape);
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!isClosed) {
                isClosed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close the model: " + oneLine(e), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
