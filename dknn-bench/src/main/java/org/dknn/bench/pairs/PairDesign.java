package org.dknn.bench.pairs;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.Parts;
import org.dknn.bench.data.SnliPairs;
import org.dknn.bench.model.ModelDesign;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.conformal.Nonconformity;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.vector.Metric;

/**
 * The classifier of pairs.
 *
 * @param folders that may have pre-trained vectors
 * @param data what it learns from and is judged by
 * @param recipe of its training
 */
public record PairDesign(Folders folders, Parts<SentencePair> data, Recipe recipe)
        implements ModelDesign<SentencePair> {

    /** The classifier of SNLI's pairs. */
    public static PairDesign ofSnli(Folders folders) throws IOException {
        return new PairDesign(folders, SnliPairs.read(folders), Recipe.pairs());
    }

    @Override
    public String name() {
        return "pair network";
    }

    @Override
    public Dataset<SentencePair> learned() {
        return data.training();
    }

    @Override
    public List<String> settings() {
        return List.of(PairGraphs.cnn(3, recipe).toJson());
    }

    /** Words that are seen once say little, and most of the parameters would be theirs. */
    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.build(
                data.training().inputs().stream()
                        .flatMap(pair -> Stream.of(pair.premise(), pair.hypothesis()))
                        .toList(),
                2);
    }

    @Override
    public ComputationGraph untrained(Vocabulary vocabulary) throws IOException {
        return PairGraphs.untrained(
                PairGraphs.cnn(vocabulary.size(), recipe),
                vocabulary,
                SnliPairs.vectors(folders, vocabulary::contains));
    }

    @Override
    public Reading<SentencePair> reading(Vocabulary vocabulary) {
        return Reading.pairs(vocabulary);
    }

    @Override
    public Dl4jExtractor.Builder<SentencePair> addLayers(Dl4jExtractor.Builder<SentencePair> extractor) {
        return extractor.layer("joined").layer("dense1").layer("dense2").layer("dense3");
    }

    @Override
    public Metric metric() {
        return Metric.EUCLIDEAN;
    }

    @Override
    public Nonconformity nonconformity() {
        return Nonconformity.logRatio();
    }
}
