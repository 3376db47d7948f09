package org.dknn.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.factory.Nd4j;

class KeptBuffersTest {

    @Test
    void buffers_of_this_version_of_nd4j_are_kept() {
        assertTrue(KeptBuffers.areKept());
    }

    /** Without its array, as in ND4J's native calls. */
    @Test
    void a_buffer_is_reachable_while_the_work_that_created_it_runs_and_no_longer() {
        WeakReference<DataBuffer> created = KeptBuffers.during(() -> {
            WeakReference<DataBuffer> temporary = temporary();
            collect();
            assertNotNull(temporary.get());
            return temporary;
        });

        assertCollected(created);
    }

    @Test
    void work_within_work_keeps_what_each_created() {
        KeptBuffers.during(() -> {
            WeakReference<DataBuffer> outer = temporary();
            WeakReference<DataBuffer> inner = KeptBuffers.during(KeptBuffersTest::temporary);
            assertCollected(inner);
            assertNotNull(outer.get());
            return outer;
        });
    }

    @Test
    void work_that_fails_keeps_nothing() {
        List<WeakReference<DataBuffer>> created = new ArrayList<>();

        assertThrows(
                IllegalStateException.class,
                () -> KeptBuffers.during(() -> {
                    created.add(temporary());
                    throw new IllegalStateException("as it is tested");
                }));

        assertFalse(created.isEmpty());
        assertCollected(created.get(0));
    }

    @Test
    void results_are_those_of_the_work() {
        assertEquals(3, KeptBuffers.during(() -> Nd4j.createFromArray(1f, 2f)
                .sumNumber()
                .intValue()));
    }

    private static WeakReference<DataBuffer> temporary() {
        return new WeakReference<>(Nd4j.createFromArray(1f, 2f).data());
    }

    private static void collect() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
    }

    private static void assertCollected(WeakReference<DataBuffer> buffer) {
        for (int i = 0; i < 20 && buffer.get() != null; i++) {
            collect();
        }
        assertNull(buffer.get());
    }
}
