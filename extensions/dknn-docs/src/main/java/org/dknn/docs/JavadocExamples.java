package org.dknn.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.OutputRefit;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.activation.ActivationExtractor;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.HtmlFragments;
import org.dknn.nlp.render.HtmlReport;
import org.dknn.nlp.render.Palette;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.reliability.AbstainingClassifier;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction;
import org.dknn.reliability.LabelAudit;
import org.dknn.reliability.RejectOption;
import org.dknn.reliability.SelectionScore;

/** The examples in the Javadoc of the main types. */
final class JavadocExamples {

    private JavadocExamples() {}

    static String deepKnn(
            ActivationExtractor<List<String>> extractor,
            Dataset<List<String>> training,
            Dataset<List<String>> calibration) {
        // how-to from here: DeepKnn
        try (DeepKnn<List<String>> dknn =
                DeepKnn.builder(extractor).neighbors(75).fit(training, calibration)) {
            Prediction prediction = dknn.predict(List.of("a", "gripping", "film"));
            return dknn.labelSet().name(prediction.label()) + ", credibility " + prediction.credibility();
        }
        // how-to to here
    }

    static double[] outputRefit(DeepKnn<List<String>> dknn, List<String> words) {
        // how-to from here: OutputRefit
        OutputRefit<List<String>> refit = OutputRefit.of(dknn, ProgressListener.silent());
        double[] probabilities = refit.without(List.of(17, 4)).probabilities(words);
        // how-to to here
        return probabilities;
    }

    static String explainer(DeepKnn<List<String>> dknn) {
        // how-to from here: Explainer
        Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());
        Explanation explanation = explainer.explain("A gripping, funny film.");
        return Renderer.plain().render(explanation);
        // how-to to here
    }

    static long labelAudit(DeepKnn<List<String>> dknn) {
        // how-to from here: LabelAudit
        LabelAudit<List<String>> audit = LabelAudit.of(dknn);
        List<String> suspect = audit.issues().stream().map(audit::describe).toList();
        // how-to to here
        return suspect.size();
    }

    static String abstainingClassifier(DeepKnn<List<String>> dknn, Dataset<List<String>> heldOut, List<String> words) {
        // how-to from here: AbstainingClassifier
        RejectOption option = new RejectOption(0.15, 0.1, 0.05); // wrong, failing, refused as unusual: at most
        AbstainingClassifier<List<String>> classifier =
                AbstainingClassifier.calibrate(dknn, SelectionScore.softmax(), heldOut, option);
        String answer = classifier.predict(words) instanceof SelectivePrediction.Label given
                ? dknn.labelSet().name(given.label())
                : "ask a person";
        // how-to to here
        return answer;
    }

    static void htmlReport(Explainer<String> explainer, List<String> texts, Path file) throws IOException {
        // how-to from here: HtmlReport
        List<Explanation> explanations = explainer.explainAll(texts.stream()).toList();
        Files.writeString(file, HtmlReport.of("Reviews").render(explanations));
        // how-to to here
    }

    static String htmlFragments(Explanation explanation) {
        // how-to from here: HtmlFragments
        HtmlFragments fragments = HtmlFragments.of(Palette.RED_BLUE);
        String head = "<style>" + fragments.style() + "</style>"; // once per page
        String body = fragments.marks() + fragments.explanation(explanation, "answer-1"); // marks once, too
        // how-to to here
        return head + body;
    }
}
