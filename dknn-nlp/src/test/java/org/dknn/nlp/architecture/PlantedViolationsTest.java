package org.dknn.nlp.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.dknn.DeepKnn;
import org.dknn.nlp.render.HtmlReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds for the published classes, and no longer once a class that breaks it is planted among them. */
class PlantedViolationsTest {

    private static final String PLANTS = """
            layers_know_only_what_they_may, org.dknn.internal.PlantedInFormat
            layers_know_only_what_they_may, org.dknn.vector.PlantedInVector
            layers_know_only_what_they_may, org.dknn.conformal.PlantedInConformal
            layers_know_only_what_they_may, org.dknn.index.PlantedInIndex
            layers_know_only_what_they_may, org.dknn.index.faiss.PlantedInFaiss
            layers_know_only_what_they_may, org.dknn.activation.PlantedInActivation
            layers_know_only_what_they_may, org.dknn.dl4j.PlantedInDl4j
            layers_know_only_what_they_may, org.dknn.PlantedInWhole
            layers_know_only_what_they_may, org.dknn.reliability.PlantedInReliability
            layers_know_only_what_they_may, org.dknn.nlp.text.PlantedInText
            layers_know_only_what_they_may, org.dknn.nlp.text.icu.PlantedInIcu
            layers_know_only_what_they_may, org.dknn.nlp.encode.PlantedInEncode
            layers_know_only_what_they_may, org.dknn.nlp.attribution.PlantedInSaliency
            layers_know_only_what_they_may, org.dknn.nlp.explain.PlantedInExplain
            layers_know_only_what_they_may, org.dknn.nlp.corpus.PlantedInCorpus
            layers_know_only_what_they_may, org.dknn.nlp.render.PlantedInRender
            layers_know_only_what_they_may, org.dknn.nlp.evaluate.PlantedInEvaluate
            layers_know_only_what_they_may, org.dknn.nlp.json.PlantedInJson
            every_class_is_in_a_layer, org.dknn.nlp.architecture.PlantedElsewhere
            packages_form_no_cycle, org.dknn.vector.PlantedInVector
            parts_do_not_know_the_whole, org.dknn.dl4j.PlantedWhole
            nd4j_stays_behind_the_dl4j_package, org.dknn.nlp.attribution.PlantedArray
            native_code_stays_behind_the_faiss_package, org.dknn.index.PlantedPointer
            icu_stays_behind_its_package, org.dknn.nlp.text.PlantedIcu
            jackson_stays_behind_the_json_package, org.dknn.nlp.render.PlantedMapper
            vectors_and_statistics_depend_on_nothing, org.dknn.conformal.PlantedLog
            text_depends_on_nothing_but_files, org.dknn.nlp.text.PlantedTextLog
            no_printing, org.dknn.nlp.text.PlantedPrinting
            no_bare_exceptions, org.dknn.vector.PlantedException
            no_empty_names, org.dknn.nlp.render.PlantedUtil
            """;

    private static final ImportOption PUBLISHED = new ArchitectureRules.Published();
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(PUBLISHED).importPackages("org.dknn");

    private static ArchRule rule(String name) throws ReflectiveOperationException {
        return (ArchRule) ArchitectureRules.class.getDeclaredField(name).get(null);
    }

    private static Set<String> ruleNames() {
        Set<String> names = new TreeSet<>();
        Arrays.stream(ArchitectureRules.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(ArchTest.class))
                .forEach(field -> names.add(field.getName()));
        return names;
    }

    @ParameterizedTest
    @CsvSource(textBlock = PLANTS)
    void a_planted_violation_is_seen(String rule, String plant) throws ReflectiveOperationException {
        String file = "/" + plant.replace('.', '/') + ".class";
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(location -> PUBLISHED.includes(location) || location.contains(file))
                .importPackages("org.dknn");
        assertEquals(CLASSES.size() + 1, classes.size());

        EvaluationResult result = rule(rule).evaluate(classes);

        assertTrue(result.hasViolation());
        String report = result.getFailureReport().toString();
        assertTrue(report.contains(plant), report);
    }

    @ParameterizedTest
    @MethodSource("ruleNames")
    void published_classes_keep_the_rule(String rule) throws ReflectiveOperationException {
        assertFalse(rule(rule).evaluate(CLASSES).hasViolation());
    }

    @Test
    void every_rule_has_its_plant() {
        Set<String> planted = new TreeSet<>();
        PLANTS.lines().forEach(line -> planted.add(line.substring(0, line.indexOf(','))));

        assertEquals(ruleNames(), planted);
    }

    @Test
    void core_and_language_are_seen_and_tests_are_not() {
        assertTrue(CLASSES.contain(DeepKnn.class));
        assertTrue(CLASSES.contain(HtmlReport.class));
        assertFalse(CLASSES.contain(PlantedViolationsTest.class));
        assertFalse(CLASSES.contain(org.dknn.testkit.Refusals.class));
    }
}
