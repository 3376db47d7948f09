package org.dknn.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.dknn.DeepKnn;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.explain.Explainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dknn explain}. */
@Command(name = "explain")
final class ExplainCommand implements Callable<Integer> {

    @ParentCommand
    private Dknn dknn;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TextOptions texts;

    @Mixin
    private ExplanationOutput output;

    @Mixin
    private Methods methods;

    @Option(names = "--neighbors", defaultValue = "5", converter = Ranges.FromZero.class)
    private int shown;

    @Option(names = "--evidence")
    private boolean hasEvidence;

    @Override
    public Integer call() throws IOException {
        check();
        ModelDirectory directory = new ModelDirectory(texts.model());
        ModelSettings settings = directory.settings();
        dknn.warnOfNothingLearned(settings);
        List<String> input = texts.read(dknn);
        String key =
                RunKey.of(texts.model(), List.of(output.settings(), methods.settings(), shown, hasEvidence), input);
        try (DeepKnn<List<String>> fitted = dknn.load(directory)) {
            Attribution[] attributions = methods.attributions(fitted);
            Explainer<String> explainer = dknn.trainingTexts(directory, fitted)
                    .explainer()
                    .withAttributions(attributions)
                    .withShownNeighbors(shown);
            ExplanationOutput.Job<String> job =
                    new ExplanationOutput.Job<>(key, explainer, Methods.names(attributions), input);
            if (hasEvidence) {
                output.writeWithEvidence(dknn, job);
            } else {
                output.write(dknn, job);
            }
        }
        return 0;
    }

    private void check() {
        texts.check(spec);
        methods.check();
        output.check(spec);
        if (hasEvidence && !output.showsEvidence()) {
            throw Failures.refused(spec, "evidence is written as console, plain or html, got " + output.format());
        }
    }
}
