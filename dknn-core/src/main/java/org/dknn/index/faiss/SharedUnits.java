package org.dknn.index.faiss;

import java.util.function.IntConsumer;
import org.dknn.internal.SharedWork;

/** Units of a native search, as {@link SharedWork} does them. */
final class SharedUnits {

    private SharedUnits() {}

    /**
     * Does the units {@code 0..count - 1} and returns when all are done.
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted before the last unit begins; it stays
     *     interrupted
     */
    static void run(int count, IntConsumer work) {
        SharedWork.run(count, "searching", work);
    }
}
