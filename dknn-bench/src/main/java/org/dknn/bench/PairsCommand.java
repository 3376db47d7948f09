package org.dknn.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.dknn.DeepKnn;
import org.dknn.bench.data.Parts;
import org.dknn.bench.data.SnliPairs;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.pairs.PairNetwork;
import org.dknn.bench.pairs.PairStudy;
import org.dknn.bench.study.PairTransformer;
import org.dknn.nlp.text.SentencePair;
import org.dknn.onnx.OnnxEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Studies of a classifier of pairs. */
@Command(name = "pairs", description = "Accuracy of pairs, attributions beside people's marks.")
final class PairsCommand implements Callable<Integer> {

    private static final String UNSEEN = ", unseen pairs";

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Mixin
    private final PairOptions pairs = new PairOptions();

    @Option(
            names = "--marked",
            defaultValue = "300",
            description = "How many are explained (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--edits", description = "Marks are the words by which people changed the label of a pair.")
    private boolean isOfEdits;

    @Option(names = "--choose", description = "Settings of the encoder's head and neighbors, by pairs to choose by.")
    private boolean isToChoose;

    @Option(names = "--test-set", description = "Accuracy of the encoder on SNLI's test set.")
    private boolean isToTest;

    @Override
    public Integer call() throws IOException {
        ModelStore store = options.store();
        if (pairs.encoder().isPresent()) {
            run(pairs.transformer(store), store);
            return 0;
        }
        try (TrainedModel<SentencePair> model = store.loadOrTrain(PairNetwork.ofSnli(store.folders()))) {
            PairStudy study = PairStudy.of(model, store.out());
            options.write(
                    "pairs" + suffix() + ".md",
                    study.accuracy(model.data().name() + UNSEEN, model.data().test()) + "\n\n" + words(study, store));
        }
        return 0;
    }

    private void run(PairTransformer transformer, ModelStore store) throws IOException {
        String name = "pairs-" + pairs.encoder().orElseThrow();
        if (isToChoose) {
            options.write(name + "-choices", transformer.choices());
            return;
        }
        Parts<SentencePair> parts = transformer.parts();
        try (OnnxEncoder open = transformer.open();
                DeepKnn<SentencePair> dknn = transformer.fitted(parts, open)) {
            PairStudy study = new PairStudy(dknn, List.of(), store.out());
            if (isToTest) {
                String line = study.accuracy("SNLI, test set", SnliPairs.publishedTest(store.folders()));
                options.write(name + "-test.md", line + "\n");
            } else {
                String line = study.accuracy(parts.name() + UNSEEN, parts.test());
                options.write(name + suffix() + ".md", line + "\n\n" + words(study, store));
            }
        }
    }

    private String suffix() {
        return isOfEdits ? "-edits" : "";
    }

    private String words(PairStudy study, ModelStore store) throws IOException {
        return isOfEdits ? study.edited(count, store.folders()) : study.marked(count, store.folders());
    }
}
