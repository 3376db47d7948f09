package org.dknn.nlp.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** Who may know whom, and what no class does. Each rule is seen to fail in {@link PlantedViolationsTest}. */
final class ArchitectureRules {

    private ArchitectureRules() {}

    /** Only what is published: neither classes of tests nor the testkit. */
    static final class Published implements ImportOption {

        private static final ImportOption NO_TESTS = ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;

        @Override
        public boolean includes(Location location) {
            return NO_TESTS.includes(location) && !location.contains("/testkit/");
        }
    }

    /** The arrows of the architecture, from what knows to what is known. */
    @ArchTest
    static final ArchRule layers_know_only_what_they_may = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.dknn..")
            .withOptionalLayers(true)
            .layer("internal")
            .definedBy("org.dknn.internal")
            .layer("vector")
            .definedBy("org.dknn.vector")
            .layer("conformal")
            .definedBy("org.dknn.conformal")
            .layer("index")
            .definedBy("org.dknn.index")
            .layer("faiss")
            .definedBy("org.dknn.index.faiss")
            .layer("activation")
            .definedBy("org.dknn.activation")
            .layer("dl4j")
            .definedBy("org.dknn.dl4j")
            .layer("whole")
            .definedBy("org.dknn")
            .layer("ood")
            .definedBy("org.dknn.ood")
            .layer("reliability")
            .definedBy("org.dknn.reliability")
            .layer("text")
            .definedBy("org.dknn.nlp.text")
            .layer("icu")
            .definedBy("org.dknn.nlp.text.icu")
            .layer("encode")
            .definedBy("org.dknn.nlp.encode")
            .layer("perturb")
            .definedBy("org.dknn.nlp.perturb")
            .layer("attribution")
            .definedBy("org.dknn.nlp.attribution")
            .layer("gradient")
            .definedBy("org.dknn.nlp.gradient")
            .layer("explain")
            .definedBy("org.dknn.nlp.explain")
            .layer("corpus")
            .definedBy("org.dknn.nlp.corpus")
            .layer("render")
            .definedBy("org.dknn.nlp.render")
            .layer("evaluate")
            .definedBy("org.dknn.nlp.evaluate")
            .layer("json")
            .definedBy("org.dknn.nlp.json")
            .whereLayer("internal")
            .mayNotAccessAnyLayer()
            .whereLayer("vector")
            .mayNotAccessAnyLayer()
            .whereLayer("conformal")
            .mayNotAccessAnyLayer()
            .whereLayer("index")
            .mayOnlyAccessLayers("vector", "internal")
            .whereLayer("faiss")
            .mayOnlyAccessLayers("index", "vector", "internal")
            .whereLayer("activation")
            .mayOnlyAccessLayers("vector")
            .whereLayer("dl4j")
            .mayOnlyAccessLayers("activation", "vector")
            .whereLayer("whole")
            .mayOnlyAccessLayers("activation", "index", "conformal", "vector", "internal", "faiss", "ood")
            .whereLayer("reliability")
            .mayOnlyAccessLayers("whole", "conformal", "index", "vector", "ood")
            .whereLayer("text")
            .mayOnlyAccessLayers("internal")
            .whereLayer("icu")
            .mayOnlyAccessLayers("text")
            .whereLayer("encode")
            .mayOnlyAccessLayers("text", "dl4j", "activation", "internal")
            .whereLayer("perturb")
            .mayOnlyAccessLayers("internal")
            .whereLayer("attribution")
            .mayOnlyAccessLayers("perturb", "whole", "conformal", "activation", "index", "internal")
            .whereLayer("gradient")
            .mayOnlyAccessLayers("attribution", "perturb", "whole", "activation", "vector", "internal")
            .whereLayer("ood")
            .mayOnlyAccessLayers("activation", "conformal", "index", "faiss", "vector")
            .whereLayer("explain")
            .mayOnlyAccessLayers(
                    "attribution", "perturb", "text", "whole", "activation", "vector", "conformal", "index", "ood")
            .whereLayer("corpus")
            .mayOnlyAccessLayers("explain", "attribution", "perturb", "text", "whole", "internal")
            .whereLayer("render")
            .mayOnlyAccessLayers("corpus", "explain", "attribution", "perturb", "text", "whole", "conformal", "ood")
            .whereLayer("json")
            .mayOnlyAccessLayers("explain", "attribution", "perturb", "text", "whole", "conformal", "internal", "ood")
            .whereLayer("evaluate")
            .mayOnlyAccessLayers("attribution", "perturb", "explain", "text", "whole", "conformal", "index");

    @ArchTest
    static final ArchRule every_class_is_in_a_layer = noClasses()
            .should()
            .resideOutsideOfPackages(
                    "org.dknn",
                    "org.dknn.internal",
                    "org.dknn.vector",
                    "org.dknn.conformal",
                    "org.dknn.index",
                    "org.dknn.index.faiss",
                    "org.dknn.activation",
                    "org.dknn.dl4j",
                    "org.dknn.ood",
                    "org.dknn.reliability",
                    "org.dknn.nlp.text",
                    "org.dknn.nlp.text.icu",
                    "org.dknn.nlp.encode",
                    "org.dknn.nlp.perturb",
                    "org.dknn.nlp.attribution",
                    "org.dknn.nlp.gradient",
                    "org.dknn.nlp.explain",
                    "org.dknn.nlp.corpus",
                    "org.dknn.nlp.render",
                    "org.dknn.nlp.json",
                    "org.dknn.nlp.evaluate");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("org.dknn.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule parts_do_not_know_the_whole = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.dknn.internal",
                    "org.dknn.vector",
                    "org.dknn.index..",
                    "org.dknn.activation",
                    "org.dknn.conformal",
                    "org.dknn.dl4j",
                    "org.dknn.ood")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.dknn");

    @ArchTest
    static final ArchRule nd4j_stays_behind_the_dl4j_package = noClasses()
            .that()
            .resideOutsideOfPackages("org.dknn.dl4j", "org.dknn.nlp.encode")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..");

    @ArchTest
    static final ArchRule native_code_stays_behind_the_faiss_package = noClasses()
            .that()
            .resideOutsideOfPackage("org.dknn.index.faiss")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    /** Jackson is optional: whoever writes no JSON runs without it. */
    @ArchTest
    static final ArchRule jackson_stays_behind_the_json_package = noClasses()
            .that()
            .resideOutsideOfPackage("org.dknn.nlp.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule icu_stays_behind_its_package = noClasses()
            .that()
            .resideOutsideOfPackage("org.dknn.nlp.text.icu")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.ibm.icu..");

    @ArchTest
    static final ArchRule vectors_and_statistics_depend_on_nothing = noClasses()
            .that()
            .resideInAnyPackage("org.dknn.vector", "org.dknn.conformal", "org.dknn.internal")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..", "org.jspecify..", "org.dknn.vector", "org.dknn.conformal", "org.dknn.internal");

    @ArchTest
    static final ArchRule text_depends_on_nothing_but_files = noClasses()
            .that()
            .resideInAPackage("org.dknn.nlp.text")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify..", "org.dknn.nlp.text", "org.dknn.internal");

    @ArchTest
    static final ArchRule no_printing = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule no_bare_exceptions = GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule no_empty_names = noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
