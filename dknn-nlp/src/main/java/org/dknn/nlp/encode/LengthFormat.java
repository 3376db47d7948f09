package org.dknn.nlp.encode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.dknn.dl4j.LengthPolicy;

/** A {@link LengthPolicy} in files: two lengths and two sides. */
final class LengthFormat {

    private LengthFormat() {}

    static void write(DataOutputStream out, LengthPolicy policy) throws IOException {
        // the shortest and the longest text that it leaves as it is
        out.writeInt(policy.length(0));
        out.writeInt(policy.length(Integer.MAX_VALUE));
        out.writeBoolean(policy.equals(policy.paddedInFront()));
        out.writeBoolean(policy.equals(policy.cutInFront()));
    }

    static LengthPolicy read(DataInputStream in) throws IOException {
        int minimum = in.readInt();
        int maximum = in.readInt();
        LengthPolicy policy;
        if (maximum == Integer.MAX_VALUE) {
            policy = LengthPolicy.minimum(minimum);
        } else {
            policy = minimum == maximum ? LengthPolicy.fixed(minimum) : LengthPolicy.atMost(maximum);
        }
        policy = in.readBoolean() ? policy.paddedInFront() : policy;
        return in.readBoolean() ? policy.cutInFront() : policy;
    }
}
