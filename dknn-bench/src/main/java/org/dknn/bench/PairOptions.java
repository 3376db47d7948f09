package org.dknn.bench;

import java.nio.file.Path;
import java.util.Optional;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.study.PairTransformer;
import org.dknn.bench.study.StudyEncoder;
import org.dknn.cli.encoder.EncoderChoice;
import picocli.CommandLine.Option;

/** What reads pairs. */
final class PairOptions {

    @Option(names = "--encoder", description = "A head over this in place of the network: ${COMPLETION-CANDIDATES}.")
    private Optional<EncoderChoice> encoder = Optional.empty();

    @Option(names = "--encoder-jar", paramLabel = "FILE", description = "Its jar (default: as 'dknn train' finds it).")
    private Optional<Path> jar = Optional.empty();

    Optional<EncoderChoice> encoder() {
        return encoder;
    }

    PairTransformer transformer(ModelStore store) {
        return new PairTransformer(new StudyEncoder(store, encoder.orElseThrow(), jar));
    }
}
