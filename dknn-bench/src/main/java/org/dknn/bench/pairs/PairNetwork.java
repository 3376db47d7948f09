package org.dknn.bench.pairs;

import java.io.IOException;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.Parts;
import org.dknn.bench.data.SnliPairs;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.Network;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.conformal.Nonconformity;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.vector.Metric;

/**
 * The network for pairs: that of {@link PairGraphs}.
 *
 * @param folders that may have pre-trained vectors
 */
public record PairNetwork(Folders folders) implements Network<SentencePair> {

    /** The classifier of SNLI's pairs. */
    public static ModelDesign<SentencePair> ofSnli(Folders folders) throws IOException {
        return design(folders, SnliPairs.read(folders), Recipe.pairs());
    }

    static ModelDesign<SentencePair> design(Folders folders, Parts<SentencePair> data, Recipe recipe) {
        return new ModelDesign<>(
                data, data.training(), new PairNetwork(folders), recipe, Metric.EUCLIDEAN, Nonconformity.logRatio());
    }

    @Override
    public String toString() {
        return "pair network";
    }

    /** Words that are seen once say little, and most of the parameters would be theirs. */
    @Override
    public Vocabulary vocabulary(Dataset<SentencePair> training) {
        return Vocabulary.build(
                training.inputs().stream()
                        .flatMap(pair -> Stream.of(pair.premise(), pair.hypothesis()))
                        .toList(),
                2);
    }

    @Override
    public ComputationGraph untrained(Vocabulary vocabulary, int classes, Recipe recipe) throws IOException {
        return PairGraphs.untrained(vocabulary, recipe, SnliPairs.vectors(folders, vocabulary::contains));
    }

    @Override
    public Reading<SentencePair> reading(Vocabulary vocabulary) {
        return Reading.pairs(vocabulary);
    }

    @Override
    public Dl4jExtractor.Builder<SentencePair> addLayers(Dl4jExtractor.Builder<SentencePair> extractor) {
        return extractor.layer("joined").layer("dense1").layer("dense2").layer("dense3");
    }
}
