package org.dknn.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dknn.DeepKnn;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.pairs.PairNetwork;
import org.dknn.bench.pairs.SnliArtifacts;
import org.dknn.bench.study.PairTransformer;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.text.SentencePair;
import org.dknn.onnx.OnnxEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What gives classes of SNLI away. */
@Command(name = "artifacts", description = "Words of hypotheses that give their class away.")
final class ArtifactsCommand implements Callable<Integer> {

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Mixin
    private final PairOptions pairs = new PairOptions();

    @Override
    public Integer call() throws IOException {
        ModelStore store = options.store();
        if (pairs.encoder().isPresent()) {
            PairTransformer transformer = pairs.transformer(store);
            Parts<SentencePair> parts = transformer.parts();
            try (OnnxEncoder open = transformer.open();
                    DeepKnn<SentencePair> dknn = transformer.fitted(parts, open)) {
                write(
                        "artifacts-" + pairs.encoder().get(),
                        SnliArtifacts.gather(transformer.name(), dknn, parts.test(), store));
            }
            return 0;
        }
        try (TrainedModel<SentencePair> model = store.loadOrTrain(PairNetwork.ofSnli(store.folders()))) {
            write(
                    "artifacts",
                    SnliArtifacts.gather(
                            ModelStore.name(model.design()),
                            model.dknn(),
                            model.data().test(),
                            store));
        }
        return 0;
    }

    private void write(String name, CorpusStatistics statistics) throws IOException {
        CorpusReport report = CorpusReport.of(statistics, CorpusReport.Settings.USUAL);
        String known = SnliArtifacts.known(statistics).markdown();
        options.write(name + ".md", report.markdown() + "\n" + known);
        options.write(name + ".html", report.html());
    }
}
