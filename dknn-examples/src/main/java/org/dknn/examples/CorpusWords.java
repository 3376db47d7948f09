package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.corpus.CorpusAnalysis;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.ScoredSource;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;

/**
 * Lists what words mean to a network over a whole data set, beside their mutual information with the class. Words that stand out in
 * both may be artifacts of the data.
 */
public final class CorpusWords {

    private CorpusWords() {}

    /** Explains all test sentences. */
    public static void main(String[] arguments) throws IOException {
        try (SentimentModel model = Sst2Cnn.model()) {
            run(model, System.out);
        }
    }

    static void run(SentimentModel model, PrintStream out) throws IOException {
        Dataset<List<String>> test = model.data().test();
        List<String> texts =
                test.inputs().stream().map(words -> String.join(" ", words)).toList();
        LeaveOneOut method = LeaveOneOut.conformity();
        Explainer<String> explainer =
                Explainer.of(model.dknn(), Tokenizer.whitespace()).withAttributions(method);
        ScoredSource source = ScoredSource.explained(
                model.data().name() + " test", explainer, Dataset.of(texts, test.labels(), test.labelSet()));
        CorpusStatistics statistics =
                CorpusAnalysis.inMemory().progress(new ConsoleProgress(out)).run(source, List.of(method.name()));
        out.println(CorpusReport.of(statistics, CorpusReport.Settings.USUAL).markdown());
    }
}
