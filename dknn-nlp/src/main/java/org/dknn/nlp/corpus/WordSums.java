package org.dknn.nlp.corpus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/** What is kept of one word: in how many texts of each class it is, and its running means. Not safe for use by many threads. */
final class WordSums {

    /** Running means of one method over the texts that one label was explained in. */
    record Means(RunningMean importance, RunningMean rank) {}

    private final long[] texts;
    private final List<Means> means;
    private final int methods;

    private WordSums(long[] texts, List<Means> means) {
        this.texts = texts;
        this.means = means;
        this.methods = means.size() / texts.length;
    }

    static WordSums none(int labels, int methods) {
        List<Means> means = new ArrayList<>();
        for (int i = 0; i < labels * methods; i++) {
            means.add(new Means(new RunningMean(), new RunningMean()));
        }
        return new WordSums(new long[labels], means);
    }

    void addText(int trueLabel) {
        texts[trueLabel]++;
    }

    /** Number of texts with a true label that have the word. */
    long texts(int trueLabel) {
        return texts[trueLabel];
    }

    Means means(int explainedLabel, int method) {
        return means.get(explainedLabel * methods + method);
    }

    void write(DataOutputStream out) throws IOException {
        for (long count : texts) {
            out.writeLong(count);
        }
        for (Means mean : means) {
            mean.importance.write(out);
            mean.rank.write(out);
        }
    }

    static WordSums read(DataInputStream in, int labels, int methods) throws IOException {
        long[] texts = new long[labels];
        for (int label = 0; label < labels; label++) {
            texts[label] = in.readLong();
        }
        List<Means> means = new ArrayList<>();
        for (int i = 0; i < labels * methods; i++) {
            means.add(new Means(RunningMean.read(in), RunningMean.read(in)));
        }
        return new WordSums(texts, means);
    }

    /**
     * Mean and spread of numbers that come one by one. Not safe for use by many threads.
     *
     * @see <a href="https://doi.org/10.1080/00401706.1962.10490022">Welford (1962)</a>
     */
    static final class RunningMean {

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
}
