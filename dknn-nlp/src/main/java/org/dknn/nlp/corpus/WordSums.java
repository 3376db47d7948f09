package org.dknn.nlp.corpus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
}
