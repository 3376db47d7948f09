package org.dknn.conformal;

/**
 * Division of seats among classes in proportion to their numbers, by largest remainder (Hamilton's method).
 *
 * @see <a href="https://en.wikipedia.org/wiki/Quota_method">Quota methods</a>
 */
final class LargestRemainder {

    private LargestRemainder() {}

    /**
     * Seats per class: the whole part of {@code seats * numbers[i] / sum}, and one more for the largest remainders until
     * all are given; of equal remainders the lower class comes first.
     *
     * @param seats in {@code 0..sum of the numbers}
     * @param numbers per class, none negative
     * @return as many, each at most its number, that sum to {@code seats}
     */
    static int[] seats(int seats, int... numbers) {
        long sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        int[] given = new int[numbers.length];
        long[] remainders = new long[numbers.length];
        int left = seats;
        for (int i = 0; i < numbers.length && sum > 0; i++) {
            long share = (long) seats * numbers[i];
            given[i] = (int) (share / sum);
            remainders[i] = share % sum;
            left -= given[i];
        }
        for (; left > 0; left--) {
            int next = largest(remainders);
            given[next]++;
            remainders[next] = 0;
        }
        return given;
    }

    private static int largest(long[] remainders) {
        int largest = 0;
        for (int i = 1; i < remainders.length; i++) {
            largest = remainders[i] > remainders[largest] ? i : largest;
        }
        return largest;
    }
}
