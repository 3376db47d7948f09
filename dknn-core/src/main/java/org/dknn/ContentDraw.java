package org.dknn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.activation.InputCodec;

/**
 * Draws examples by what they are: by a hash of the input's text, of the label, and of how many equal examples came
 * before. So any order of the same examples draws the same ones; of equal examples it does not matter which.
 */
final class ContentDraw {

    private ContentDraw() {}

    /**
     * Ordinals of drawn examples, in an order that depends on their content alone.
     *
     * @param codec of the inputs
     * @param count how many, in {@code 0..size}
     */
    static <I> int[] ordinals(Dataset<I> examples, InputCodec<I> codec, int count) {
        long[] keys = keys(examples, codec);
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, keys.length)
                .filter(i -> count > 0 && keys[i] <= sorted[count - 1])
                .boxed()
                .sorted(Comparator.comparingLong(i -> keys[i]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static <I> long[] keys(Dataset<I> examples, InputCodec<I> codec) {
        Map<Long, Integer> before = new HashMap<>();
        long[] keys = new long[examples.size()];
        for (int i = 0; i < keys.length; i++) {
            long content = Resampling.mixed(hash(codec.write(examples.inputs().get(i))) + examples.label(i));
            int equal = before.merge(content, 1, Integer::sum) - 1;
            keys[i] = Resampling.mixed(content + equal);
        }
        return keys;
    }

    /**
     * Fowler, Noll and Vo's hash of 64 bits, of characters for bytes.
     *
     * @see <a href="https://datatracker.ietf.org/doc/html/draft-eastlake-fnv">The FNV non-cryptographic hash</a>
     */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
