package org.dknn.dl4j;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.deallocation.DeallocatableReference;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ND4J buffers that a thread creates reachable until its work is done.
 *
 * <p>ND4J 1.0.0-M2.1 passes the addresses of arrays to native code and does not keep the arrays reachable during the call. If a
 * garbage collection runs meanwhile, it frees their memory, and the native code reads what is there then: the result is a wrong row,
 * or the end of the process. No method of ND4J prevents this, so the table in which ND4J notes each new buffer is replaced once by
 * one that also tells the thread that creates it.
 */
final class KeptBuffers {

    private static final Logger LOG = LoggerFactory.getLogger(KeptBuffers.class);
    private static final String TABLE = "referenceMap";

    /** The buffers of each work of a thread, the innermost first; empty while it does none. */
    private static final ThreadLocal<Deque<List<Deallocatable>>> KEPT = ThreadLocal.withInitial(ArrayDeque::new);

    private KeptBuffers() {}

    /** Replaces the table once. */
    private static final class Table {
        static final boolean REPLACED = replaced();

        private static boolean replaced() {
            try {
                replace(Nd4j.getDeallocatorService());
                return true;
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.warn(
                        "buffers of this version of ND4J cannot be kept from being freed while they are in use, so rows can"
                                + " be wrong if a garbage collection runs at the wrong moment: {}",
                        e.toString());
                return false;
            }
        }
    }

    /** Whether buffers are kept; not with other versions of ND4J, which may not need it. */
    static boolean areKept() {
        return Table.REPLACED;
    }

    /** Runs work on arrays; all buffers that it creates are reachable until it ends. */
    static <T> T during(Supplier<T> work) {
        if (!areKept()) {
            return work.get();
        }
        List<Deallocatable> kept = new ArrayList<>();
        KEPT.get().push(kept);
        try {
            return work.get();
        } finally {
            Reference.reachabilityFence(kept);
            KEPT.get().pop();
            if (KEPT.get().isEmpty()) {
                KEPT.remove();
            }
        }
    }

    private static void replace(DeallocatorService service) throws ReflectiveOperationException {
        Field field = DeallocatorService.class.getDeclaredField(TABLE);
        field.setAccessible(true);
        Recording recording = new Recording();
        if (field.get(service) instanceof Map<?, ?> before) {
            before.forEach(
                    (id, reference) -> recording.putWithoutKeeping((String) id, (DeallocatableReference) reference));
        }
        field.set(service, recording);
    }

    /** The table of ND4J: new buffers by their ids. */
    private static final class Recording extends ConcurrentHashMap<String, DeallocatableReference> {

        private static final long serialVersionUID = 1;

        void putWithoutKeeping(String id, DeallocatableReference reference) {
            super.put(id, reference);
        }

        @Override
        public DeallocatableReference put(String id, DeallocatableReference reference) {
            Deque<List<Deallocatable>> works = KEPT.get();
            Deallocatable buffer = reference.get();
            if (!works.isEmpty() && buffer != null) {
                works.getFirst().add(buffer);
            }
            return super.put(id, reference);
        }
    }
}
