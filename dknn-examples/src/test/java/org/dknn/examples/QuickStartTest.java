package org.dknn.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;

class QuickStartTest {

    @Test
    void it_runs() {
        Dataset.Split<List<String>> split =
                GeneratedReviews.make(200, 2).training().holdOut(50, 1);
        Vocabulary vocabulary = Vocabulary.build(split.kept().inputs(), 1);
        ComputationGraph network = new ComputationGraph(Sst2Cnn.graph(vocabulary.size(), Recipe.EASY));
        network.init();

        String explanation = QuickStart.explain(network, vocabulary, split.kept(), split.heldOut());

        assertTrue(explanation.contains("gripping"), explanation);
    }

    /** The README shows the very lines that run above. */
    @Test
    void the_readme_shows_it() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        String source = Files.readString(root.resolve("dknn-examples/src/main/java/org/dknn/examples/QuickStart.java"));
        String readme = Files.readString(root.resolve("README.md"));

        Matcher shown = Pattern.compile(" *// README from here\\n([\\s\\S]*?) *// README to here")
                .matcher(source);
        for (String part : List.of("imports", "lines")) {
            assertTrue(shown.find(), part);
            // an empty last line would count as one without indentation
            String lines = shown.group(1).stripTrailing().stripIndent();
            assertTrue(readme.contains(lines), "README.md should contain\n" + lines);
        }
    }
}
