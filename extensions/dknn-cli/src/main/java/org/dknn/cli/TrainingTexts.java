package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.cli.audit.AuditedTexts;
import org.dknn.cli.data.LabelledTexts;
import org.dknn.cli.data.TextReader;
import org.dknn.nlp.explain.Explainer;
import org.dknn.reliability.LabelAudit;

/** The training texts behind a model as they were written, where these were kept; else their words. */
final class TrainingTexts {

    private final ModelDirectory directory;
    private final ModelSettings settings;
    private final DeepKnn<List<String>> fitted;
    private final Optional<List<String>> kept;

    /**
     * Reads the texts that were kept.
     *
     * @param directory of the model
     * @param fitted the classifier in it, which the caller closes
     * @param reader of files that dknn has written
     */
    TrainingTexts(ModelDirectory directory, DeepKnn<List<String>> fitted, TextReader reader) throws IOException {
        this.directory = directory;
        this.settings = directory.settings();
        this.fitted = fitted;
        this.kept = kept(reader);
    }

    /** The texts of the neighbors, if the file that was kept is of the same ones. */
    private Optional<List<String>> kept(TextReader reader) throws IOException {
        Path file = directory.neighbors();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        LabelledTexts texts = reader.labelled(file, settings.words().tokenizer(), settings.labelSet());
        // a model of an earlier version may have neighbors of other texts
        return texts.words().inputs().equals(fitted.reference().inputs())
                ? Optional.of(texts.dataset().inputs())
                : Optional.empty();
    }

    /** An explainer of texts; the caller closes the classifier. */
    Explainer<String> explainer() {
        Explainer<String> explainer = Explainer.of(fitted, settings.words().tokenizer());
        return kept.map(explainer::withReferenceTexts).orElse(explainer);
    }

    /** The texts by ordinal; their words where they were not kept. */
    List<String> shown() {
        return kept.orElseGet(() -> fitted.reference().inputs().stream()
                .map(words -> String.join(" ", words))
                .toList());
    }

    /** The texts of an audit. */
    AuditedTexts audited(LabelAudit<List<String>> audit) {
        return new AuditedTexts(
                audit,
                shown(),
                kept.map(texts -> directory.neighbors().toString()).orElse(""));
    }
}
