package org.dknn.nlp.corpus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Mean and spread of numbers that come one by one. Not safe for use by many threads.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1962.10490022">Welford (1962)</a>
 */
final class RunningMean {

    private long count;
    private double mean;
    private double squares;

    /** Takes a number in. */
    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    long count() {
        return count;
    }

    /** The mean; 0 of no numbers. */
    double mean() {
        return mean;
    }

    /** Half the width of the 95 % interval of the mean by Student's distribution; none for fewer than two numbers. */
    OptionalDouble margin() {
        if (count < 2) {
            return OptionalDouble.empty();
        }
        double quantile = new TDistribution(null, count - 1).inverseCumulativeProbability(0.975);
        return OptionalDouble.of(quantile * Math.sqrt(squares / (count - 1) / count));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(count);
        out.writeDouble(mean);
        out.writeDouble(squares);
    }

    static RunningMean read(DataInputStream in) throws IOException {
        RunningMean read = new RunningMean();
        read.count = in.readLong();
        read.mean = in.readDouble();
        read.squares = in.readDouble();
        return read;
    }
}
