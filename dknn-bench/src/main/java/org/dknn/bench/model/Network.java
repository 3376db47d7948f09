package org.dknn.bench.model;

import java.io.IOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.text.Vocabulary;

/**
 * A network before it is trained; its text is its name.
 *
 * @param <I> type of the inputs
 */
public interface Network<I> {

    /** The words that it knows. */
    Vocabulary vocabulary(Dataset<I> training);

    /** The network at the start of a training. */
    ComputationGraph untrained(Vocabulary vocabulary, int classes, Recipe recipe) throws IOException;

    /** How it reads inputs. */
    Reading<I> reading(Vocabulary vocabulary);

    /** Adds the layers whose neighbors are looked for. */
    Dl4jExtractor.Builder<I> addLayers(Dl4jExtractor.Builder<I> extractor);
}
