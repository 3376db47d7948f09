package org.dknn.bench.model;

import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.bench.data.Parts;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.conformal.Nonconformity;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.vector.Metric;

/**
 * A model before it is made: a network, what it learns from, and how its neighbors are looked for.
 *
 * @param <I> type of the inputs
 */
public interface ModelDesign<I> {

    /** Name of the network, for people and for file names. */
    String name();

    /** How the network is trained. */
    Recipe recipe();

    /** Reference, calibration, dev and test examples. */
    Parts<I> data();

    /** What the network learns from. */
    Dataset<I> learned();

    /** All other things that a trained network depends on, as texts. */
    List<String> settings();

    /** The words that the network knows. */
    Vocabulary vocabulary();

    /** The network before its training. */
    ComputationGraph untrained(Vocabulary vocabulary) throws IOException;

    /** How inputs are read. */
    Reading<I> reading(Vocabulary vocabulary);

    /** Adds the layers whose neighbors are looked for. */
    Dl4jExtractor.Builder<I> addLayers(Dl4jExtractor.Builder<I> extractor);

    /** Distance of the neighbors. */
    Metric metric();

    /** What labels are judged by. */
    Nonconformity nonconformity();
}
