package org.dknn.spark;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.text.Token;
import org.dknn.ood.OodResult;

/** The column of explanations: its type, and the row of each text. {@link DknnTextExplainer} tells what the fields are. */
final class ExplanationSchema {

    private record ClassResult(LabelSet classes, PredictionSummary prediction, int label) {}

    private record Word(String target, Token token, Attributions values, int position, boolean unseen) {}

    private record Neighbor(LabelSet classes, String layer, NeighborText text) {}

    private static final Struct<ClassResult> CLASS = Struct.<ClassResult>empty()
            .with("label", DataTypes.StringType, value -> value.classes().name(value.label()))
            .with("pValue", DataTypes.DoubleType, value -> value.prediction()
                    .pValues()
                    .value(value.label()))
            .with("probability", DataTypes.DoubleType, value -> value.prediction()
                    .probability(value.label()))
            .with("conformity", DataTypes.DoubleType, value -> value.prediction()
                    .conformity(value.label()));

    private static final Struct<OodResult> OOD = Struct.<OodResult>empty()
            .with("inDistribution", DataTypes.BooleanType, OodResult::inDistribution)
            .with("pValue", DataTypes.DoubleType, OodResult::pValue)
            .with("reasons", DataTypes.createArrayType(DataTypes.StringType, false), ood -> ood.reasons()
                    .toArray(String[]::new));

    private static final Struct<Explanation> VERDICT = Struct.<Explanation>empty()
            .with(
                    "state",
                    DataTypes.StringType,
                    explanation -> explanation.verdict().state().token())
            .with(
                    "label",
                    DataTypes.StringType,
                    explanation -> name(explanation, explanation.verdict().label()))
            .with("reason", DataTypes.StringType, explanation -> explanation
                    .verdict()
                    .reason());

    private static final Struct<Word> WORD = Struct.<Word>empty()
            .with("target", DataTypes.StringType, Word::target)
            .with("word", DataTypes.StringType, word -> word.token().word())
            .with("start", DataTypes.IntegerType, word -> word.token().start())
            .with("end", DataTypes.IntegerType, word -> word.token().end())
            .with("value", DataTypes.DoubleType, word -> word.values().value(word.position()))
            .with("noise", DataTypes.BooleanType, word -> word.values().isNoise(word.position()))
            .with("unseen", DataTypes.BooleanType, Word::unseen);

    private static final Struct<Neighbor> NEIGHBOR = Struct.<Neighbor>empty()
            .with("layer", DataTypes.StringType, Neighbor::layer)
            .with("ordinal", DataTypes.IntegerType, neighbor -> neighbor.text().ordinal())
            .with("text", DataTypes.StringType, neighbor -> neighbor.text().text())
            .with("label", DataTypes.StringType, neighbor -> neighbor.classes()
                    .name(neighbor.text().label()))
            .with("distance", DataTypes.DoubleType, neighbor -> neighbor.text().distance());

    private static final Struct<Outcome> EXPLANATION = Struct.<Outcome>empty()
            .withOptional("label", DataTypes.StringType, first(Explanation::labelName))
            .withOptional(
                    "networkLabel",
                    DataTypes.StringType,
                    first(e -> name(e, e.prediction().networkLabel())))
            .withOptional("credibility", DataTypes.DoubleType, first(e -> e.prediction()
                    .credibility()))
            .withOptional("confidence", DataTypes.DoubleType, first(e -> e.prediction()
                    .confidence()))
            .withOptional("classes", CLASS.listType(), first(e -> CLASS.rows(classes(e))))
            .withOptional("ood", OOD.type(), outcome -> outcome.first()
                    .flatMap(e -> e.prediction().ood())
                    .map(OOD::row))
            .withOptional("verdict", VERDICT.type(), first(VERDICT::row))
            .withOptional("words", WORD.listType(), outcome -> outcome.first().map(e -> WORD.rows(words(outcome))))
            .withOptional("neighbors", NEIGHBOR.listType(), first(e -> NEIGHBOR.rows(neighbors(e))))
            .withOptional("error", DataTypes.StringType, Outcome::error);

    private ExplanationSchema() {}

    /** The type of the column. */
    static StructType type() {
        return EXPLANATION.type();
    }

    /** The value of the column. */
    static Row row(Outcome outcome) {
        return EXPLANATION.row(outcome);
    }

    private static Function<Outcome, Optional<?>> first(Function<Explanation, ?> value) {
        return outcome -> outcome.first().map(value);
    }

    private static String name(Explanation explanation, int label) {
        return explanation.labelSet().name(label);
    }

    private static List<ClassResult> classes(Explanation explanation) {
        return IntStream.range(0, explanation.labelSet().size())
                .mapToObj(label -> new ClassResult(explanation.labelSet(), explanation.prediction(), label))
                .toList();
    }

    /** The words of all targets, one target after the other. */
    private static List<Word> words(Outcome outcome) {
        return outcome.explanations().stream().flatMap(ExplanationSchema::words).toList();
    }

    private static Stream<Word> words(Explanation explanation) {
        Segment text = explanation.segments().get(0);
        Attributions values = text.attributions().get(0);
        String target = name(explanation, values.label());
        Set<Integer> unseen = Set.copyOf(text.unseen());
        return IntStream.range(0, text.tokens().size())
                .mapToObj(i -> new Word(target, text.tokens().get(i), values, i, unseen.contains(i)));
    }

    private static List<Neighbor> neighbors(Explanation explanation) {
        return explanation.neighbors().stream()
                .flatMap(layer -> neighbors(explanation.labelSet(), layer))
                .toList();
    }

    private static Stream<Neighbor> neighbors(LabelSet classes, LayerNeighbors layer) {
        return layer.nearest().stream().map(text -> new Neighbor(classes, layer.layer(), text));
    }
}
