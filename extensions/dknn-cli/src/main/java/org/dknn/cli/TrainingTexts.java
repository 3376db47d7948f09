package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.cli.audit.AuditedTexts;
import org.dknn.cli.data.TextReader;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.reliability.LabelAudit;

/**
 * The training texts behind a model as they were written, where these were kept; else their words.
 *
 * @param directory of the model
 * @param reader of files that dknn has written
 */
record TrainingTexts(ModelDirectory directory, TextReader reader) {

    /** The texts of the neighbors, if the file that was kept is of the same ones. */
    private Optional<List<String>> kept(DeepKnn<List<String>> fitted) throws IOException {
        Path file = directory.neighbors();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ModelSettings settings = directory.settings();
        var texts = reader.labelled(file, settings.words().tokenizer(), settings.labelSet());
        // a model of an earlier version may have neighbors of other texts
        return texts.words().inputs().equals(fitted.reference().inputs())
                ? Optional.of(texts.dataset().inputs())
                : Optional.empty();
    }

    /** An explainer of texts; the caller closes the classifier. */
    Explainer<String> explainer(DeepKnn<List<String>> fitted) throws IOException {
        Tokenizer tokenizer = directory.settings().words().tokenizer();
        Explainer<String> explainer = Explainer.of(fitted, tokenizer);
        return kept(fitted).map(explainer::withReferenceTexts).orElse(explainer);
    }

    /** The texts by ordinal; their words where they were not kept. */
    List<String> shown(DeepKnn<List<String>> fitted) throws IOException {
        return kept(fitted).orElseGet(() -> fitted.reference().inputs().stream()
                .map(words -> String.join(" ", words))
                .toList());
    }

    /** The texts of an audit. */
    AuditedTexts audited(DeepKnn<List<String>> fitted, LabelAudit<List<String>> audit) throws IOException {
        String file =
                kept(fitted).map(texts -> directory.neighbors().toString()).orElse("");
        return new AuditedTexts(audit, shown(fitted), file);
    }
}
