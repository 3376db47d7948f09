package org.dknn.cli.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.dknn.internal.DknnFormatException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Vectors of numbers in files, bit for bit. */
final class Parameters {

    private Parameters() {}

    static void write(DataOutputStream out, INDArray vector) throws IOException {
        float[] values = vector.toFloatVector();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    /** Reads values into a vector of the same length. */
    static void read(DataInputStream in, INDArray vector) throws IOException {
        int length = in.readInt();
        if (length != vector.length()) {
            throw new DknnFormatException("needs " + vector.length() + " numbers, got " + length);
        }
        float[] values = new float[length];
        byte[] bytes = new byte[Math.multiplyExact(length, Float.BYTES)];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        vector.assign(Nd4j.createFromArray(values).reshape(vector.shape()));
    }
}
