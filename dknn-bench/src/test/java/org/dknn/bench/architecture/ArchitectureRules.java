package org.dknn.bench.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which packages may know which, and what no class does. Each rule is seen to fail in {@link ArchitectureTest}. */
final class ArchitectureRules {

    /** Per package, what it may know beside itself, {@code java..} and other libraries; without the prefix {@code org.}. */
    private static final String ARROWS = """
            dknn.internal:
            dknn.vector:
            dknn.conformal:
            dknn.index: vector internal
            dknn.index.faiss: index vector internal
            dknn.activation: internal vector
            dknn.saved: internal
            dknn.dl4j: activation internal saved vector
            dknn.ood: activation conformal index index.faiss internal vector
            dknn: activation conformal index index.faiss internal ood vector
            dknn.reliability: . conformal index internal ood vector
            dknn.testkit: index vector internal
            dknn.nlp.text: internal saved
            dknn.nlp.text.icu: internal nlp.text saved
            dknn.nlp.encode: activation dl4j internal nlp.text saved
            dknn.dl4j.nlp: internal nlp.encode nlp.text saved
            dknn.nlp.perturb: internal
            dknn.nlp.attribution: . activation conformal internal nlp.perturb nlp.text
            dknn.nlp.gradient: . activation index internal nlp.attribution nlp.perturb nlp.text vector
            dknn.nlp.explain: . activation conformal index internal nlp.attribution nlp.perturb nlp.text ood saved
            dknn.nlp.evaluate: . index nlp.attribution nlp.perturb
            dknn.nlp.render.page:
            dknn.nlp.render: . conformal nlp.attribution nlp.explain nlp.perturb nlp.render.page nlp.text ood
            dknn.nlp.corpus: . internal nlp.attribution nlp.explain nlp.render.page nlp.text
            dknn.nlp.json: . conformal internal nlp.attribution nlp.explain nlp.perturb nlp.text ood
            dknn.lucene: . activation index internal vector
            dknn.solr: activation index internal vector
            dknn.onnx: activation internal nlp.encode nlp.perturb nlp.text saved vector
            dknn.spark: . activation conformal index index.faiss internal nlp.attribution nlp.explain nlp.text ood saved vector
            """;

    /** Per module above nlp, which packages it must not know. */
    private static final Map<String, List<String>> MODULES = Map.of(
            "org.dknn.cli..", List.of("org.dknn.bench..", "org.dknn.examples..", "org.dknn.testkit.."),
            "org.dknn.bench..", List.of("org.dknn.examples..", "org.dknn.testkit.."),
            "org.dknn.docs..",
                    List.of("org.dknn.bench..", "org.dknn.cli..", "org.dknn.examples..", "org.dknn.testkit.."),
            "org.dknn.examples..", List.of("org.dknn.cli..", "org.dknn.bench..", "org.dknn.testkit.."));

    private ArchitectureRules() {}

    /** The rules by name. */
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("packages know only what they may", arrows());
        rules.put("every class of core and nlp is in a package of the table", everyClassIsPlaced());
        rules.put("modules know only what they may", modules());
        rules.put(
                "packages form no cycle",
                slices().matching("org.dknn.(**)").should().beFreeOfCycles());
        rules.put(
                "ND4J stays behind dl4j and encode",
                onlyIn("org.nd4j..|org.deeplearning4j..", "dl4j", "dl4j.nlp", "nlp.encode"));
        rules.put("native code stays behind FAISS", onlyIn("org.bytedeco..", "index.faiss"));
        rules.put("ONNX Runtime stays behind onnx", onlyIn("ai.onnxruntime..", "onnx"));
        rules.put("Lucene stays behind lucene", onlyIn("org.apache.lucene..", "lucene"));
        rules.put("Jackson stays behind json", onlyIn("com.fasterxml..", "nlp.json", "onnx"));
        rules.put("ICU stays behind its package", onlyIn("com.ibm.icu..", "nlp.text.icu"));
        rules.put("vectors, statistics and files need no library", needNoLibrary());
        rules.put("no printing in libraries", libraries(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS));
        rules.put("no bare exceptions", GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
        rules.put(
                "no empty names",
                noClasses().should().haveNameMatching("org\\.dknn\\..*(Util|Utils|Helper|Manager|Impl)"));
        return rules;
    }

    private static Map<String, List<String>> table() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        ARROWS.lines().forEach(line -> {
            String[] parts = line.split(":", -1);
            List<String> known = new ArrayList<>(List.of("org." + parts[0]));
            parts[1].lines()
                    .flatMap(names -> Stream.of(names.strip().split(" ", -1)))
                    .map(name -> name.equals(".") ? "org.dknn" : "org.dknn." + name)
                    .forEach(known::add);
            table.put("org." + parts[0], known);
        });
        return table;
    }

    private static ArchRule arrows() {
        Map<String, List<String>> table = table();
        CompositeArchRule all = null;
        for (Map.Entry<String, List<String>> entry : table.entrySet()) {
            List<String> unknown = new ArrayList<>(table.keySet());
            unknown.removeAll(entry.getValue());
            unknown.addAll(List.of("org.dknn.cli..", "org.dknn.bench..", "org.dknn.examples.."));
            ArchRule rule = noClasses()
                    .that()
                    .resideInAPackage(entry.getKey())
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(unknown.toArray(String[]::new));
            all = all == null ? CompositeArchRule.of(rule) : all.and(rule);
        }
        if (all == null) {
            throw new IllegalStateException("the table of packages is empty");
        }
        return all;
    }

    private static ArchRule everyClassIsPlaced() {
        List<String> places = new ArrayList<>(table().keySet());
        places.addAll(List.of("org.dknn.cli..", "org.dknn.bench..", "org.dknn.docs..", "org.dknn.examples.."));
        return noClasses().should().resideOutsideOfPackages(places.toArray(String[]::new));
    }

    private static ArchRule modules() {
        List<ArchRule> rules = new ArrayList<>();
        MODULES.forEach((module, unknown) -> rules.add(noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unknown.toArray(String[]::new))));
        return CompositeArchRule.of(rules);
    }

    /** Of the classes of core and nlp, only those of some packages may know a library. */
    private static ArchRule onlyIn(String library, String... packages) {
        List<String> others = new ArrayList<>(table().keySet());
        for (String name : packages) {
            others.remove("org.dknn." + name);
        }
        return noClasses()
                .that()
                .resideInAnyPackage(others.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.split("\\|"));
    }

    private static ArchRule needNoLibrary() {
        String[] bare = {"org.dknn.vector", "org.dknn.conformal", "org.dknn.internal", "org.dknn.nlp.text"};
        return noClasses()
                .that()
                .resideInAnyPackage(bare)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "org.jspecify..", "org.dknn.saved", bare[0], bare[1], bare[2], bare[3]);
    }

    private static ArchRule libraries(ArchRule rule) {
        return CompositeArchRule.of(rule).because("a library leaves standard streams to its application");
    }
}
