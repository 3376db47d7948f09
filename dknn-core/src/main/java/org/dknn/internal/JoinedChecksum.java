package org.dknn.internal;

/**
 * Arithmetic of CRC-32C: checksums of bytes that follow each other, from the checksums of their parts. With zeros after them, a checksum is
 * multiplied by a power of x, modulo the polynomial; so the zeros can be taken away again.
 *
 * @see <a href="https://github.com/madler/zlib/blob/develop/crc32.c">crc32_combine of zlib</a>
 */
final class JoinedChecksum {

    /** The polynomial of Castagnoli, the lowest power in the highest bit. */
    private static final int POLYNOMIAL = 0x82F63B78;

    private JoinedChecksum() {}

    /**
     * The checksum of two parts, one after the other.
     *
     * @param length of the second part, in bytes
     */
    static int of(int first, int second, long length) {
        return withZeros(first, length) ^ second;
    }

    /**
     * The checksum of the first of two parts.
     *
     * @param joined checksum of both
     * @param length of the second part, in bytes; the time grows with it
     */
    static int withoutEnd(int joined, int second, int length) {
        int checksum = joined ^ second;
        for (int bit = 0; bit < 8L * length; bit++) {
            // the polynomial has the highest bit, so it tells whether it was added
            checksum = checksum < 0 ? ((checksum ^ POLYNOMIAL) << 1) | 1 : checksum << 1;
        }
        return checksum;
    }

    /** Squares the operator of one zero bit again and again, so that the time grows with the logarithm of the length. */
    private static int withZeros(int checksum, long bytes) {
        int[] operator = new int[Integer.SIZE];
        operator[0] = POLYNOMIAL;
        for (int bit = 1; bit < Integer.SIZE; bit++) {
            operator[bit] = 1 << (bit - 1);
        }
        int result = checksum;
        for (long left = 8 * bytes; left > 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = product(operator, result);
            }
            int[] squared = new int[Integer.SIZE];
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                squared[bit] = product(operator, operator[bit]);
            }
            operator = squared;
        }
        return result;
    }

    /** A matrix of bits, whose columns are given, times a vector of bits. */
    private static int product(int[] columns, int vector) {
        int sum = 0;
        for (int bits = vector; bits != 0; bits &= bits - 1) {
            sum ^= columns[Integer.numberOfTrailingZeros(bits)];
        }
        return sum;
    }
}
