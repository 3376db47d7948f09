package org.dknn.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.study.EncoderComparison;
import org.dknn.bench.study.StudyEncoder;
import org.dknn.bench.study.TransformerCost;
import org.dknn.bench.study.TransformerStudy;
import org.dknn.bench.study.TransformerWords;
import org.dknn.cli.encoder.EncoderChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Studies of a head over a transformer and its neighbors. */
@Command(name = "transformer", description = "Accuracy, words and cost of a head over MiniLM.")
final class TransformerCommand implements Callable<Integer> {

    /** What is studied. */
    enum Part {
        /** Accuracy of layers, k and nonconformities. */
        ACCURACY,
        /** Values of words beside the labels that people gave them. */
        WORDS,
        /** Time of an explanation beside the rows of the transformer. */
        COST,
        /** 32 beside 8 bits. */
        BITS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";
    private static final String OF = "One of ${COMPLETION-CANDIDATES}" + DEFAULT;

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Option(names = "--part", defaultValue = "accuracy", description = OF)
    private Part part = Part.ACCURACY;

    @Option(names = "--set", defaultValue = "SST-2", description = "Texts of accuracy. " + OF)
    private Corpus corpus = Corpus.SST_2;

    @Option(names = "--seeds", defaultValue = "5", description = "Seeds 1 to this, of accuracy and bits" + DEFAULT)
    private int seeds;

    @Option(names = "--every", defaultValue = "4", description = "Words of one of so many sentences" + DEFAULT)
    private int every;

    @Option(names = "--sentences", defaultValue = "30", description = "Sentences whose cost is measured" + DEFAULT)
    private int sentences;

    @Option(names = "--encoder", defaultValue = "minilm", description = OF)
    private EncoderChoice encoder = EncoderChoice.MINILM;

    @Option(names = "--encoder-jar", paramLabel = "FILE", description = "Its jar (default: as 'dknn train' finds it).")
    private Optional<Path> jar = Optional.empty();

    @Option(names = "--small-jar", paramLabel = "FILE", description = "The jar of 8 bits (default: the same).")
    private Optional<Path> smallJar = Optional.empty();

    @Override
    public Integer call() throws IOException {
        ModelStore store = options.store();
        StudyEncoder chosen = new StudyEncoder(store, encoder, jar);
        switch (part) {
            case ACCURACY -> options.write("transformer", new TransformerStudy(store, corpus, chosen).run(seeds));
            case WORDS -> options.write("transformer-words", new TransformerWords(store, chosen).sentences(every));
            case COST -> new TransformerCost(store, chosen).run(sentences);
            case BITS ->
                options.write(
                        "transformer-bits",
                        new EncoderComparison(store, chosen, new StudyEncoder(store, EncoderChoice.MINILM_Q, smallJar))
                                .run(seeds));
        }
        return 0;
    }
}
