package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.Dataset;
import org.dknn.cli.encoder.EncoderChoice;
import org.dknn.cli.encoder.EncoderFiles;
import org.dknn.cli.encoder.EncoderSource;
import org.dknn.cli.evaluation.MajorityTest;
import org.dknn.dl4j.Pooling;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.SoftmaxHead;
import org.dknn.vector.FloatMatrix;

/**
 * Training of a head over a transformer, which is not trained itself: multinomial logistic regression to its optimum, so that there is
 * nothing to choose by.
 *
 * @param dknn is told what happens
 * @param choice of the transformer
 * @param source of its files
 * @param directory of the model
 */
record HeadTraining(Dknn dknn, EncoderChoice choice, EncoderSource source, ModelDirectory directory) {

    /** Texts between two reports of progress. */
    private static final int CHUNK = 256;

    /** Looks for the files. */
    static HeadTraining of(Dknn dknn, EncoderChoice choice, Optional<Path> jar, ModelDirectory directory)
            throws IOException {
        EncoderSource source = EncoderSource.find(
                choice, jar, EncoderSource.directories(dknn.streams().environment()));
        return new HeadTraining(dknn, choice, source, directory);
    }

    /**
     * Trains a head and saves the model.
     *
     * @param split texts to learn from, and those that are held out
     * @param words how texts become words
     */
    MajorityTest train(Dataset.Split<String> split, Words words) throws IOException {
        Dataset<List<String>> learning = words.of(split.kept());
        Dataset<List<String>> unseen = words.of(split.heldOut());
        dknn.say("Trains a head over " + choice + " on " + learning.size() + " texts of "
                + learning.labelSet().size() + " classes, and holds out " + unseen.size() + " for calibration.");
        EncoderFiles files = source.unpack(directory.unfinished());
        try {
            MajorityTest test = train(learning, unseen, files);
            directory.saveTexts(split);
            NetworkUse use = new NetworkUse(
                    choice.layers().stream()
                            .map(layer -> new LayerChoice(
                                    layer,
                                    EncoderFiles.isOfHead(layer)
                                            ? Optional.empty()
                                            : Optional.of(Pooling.MEAN_OVER_TIME)))
                            .toList(),
                    NetworkUse.NATURAL);
            directory.save(
                    files,
                    new ModelSettings(use, words, learning.labelSet(), use.names(), test.learned())
                            .withKind(ModelSettings.Kind.ENCODER));
            return test;
        } finally {
            directory.deleteUnfinished();
        }
    }

    private MajorityTest train(Dataset<List<String>> learning, Dataset<List<String>> unseen, EncoderFiles files)
            throws IOException {
        try (OnnxEncoder encoder = files.encoder(choice.own());
                ProgressBars bars = dknn.bars()) {
            SoftmaxHead head = SoftmaxHead.train(
                    vectors(encoder, learning, bars),
                    learning.labels(),
                    learning.labelSet().size());
            head.save(files.head());
            FloatMatrix answers = head.probabilities(vectors(encoder, unseen, bars));
            int[] labels = new int[unseen.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = answers.argMax(i);
            }
            MajorityTest test = MajorityTest.of(unseen.labelSet(), unseen.labels(), labels);
            dknn.say(test.sentence("The head"));
            return test;
        }
    }

    /** The vectors that a head reads. */
    static FloatMatrix vectors(OnnxEncoder encoder, Dataset<List<String>> texts, ProgressBars bars) {
        List<FloatMatrix> parts = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += CHUNK) {
            int to = Math.min(texts.size(), from + CHUNK);
            parts.add(encoder.vectors(texts.inputs().subList(from, to)));
            bars.onProgress("encoding", to, texts.size());
        }
        return FloatMatrix.concat(parts);
    }
}
