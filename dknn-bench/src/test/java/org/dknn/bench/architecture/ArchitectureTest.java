package org.dknn.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the classes of all modules to the architecture, and sees each rule fail on a class that breaks it. Classes are read from the
 * modules' {@code target/classes}, as no module has all others on its class path.
 */
class ArchitectureTest {

    private static final List<String> MODULES = List.of(
            "dknn-core",
            "dknn-nlp",
            "extensions/dknn-cli",
            "extensions/dknn-onnx",
            "extensions/dknn-dl4j-nlp",
            "extensions/dknn-lucene",
            "extensions/dknn-spark",
            "extensions/dknn-solr",
            "extensions/dknn-docs",
            "extensions/dknn-testkit",
            "dknn-examples",
            "dknn-bench");

    /** Rule, package and body of a class that breaks it. */
    private static final String PLANTS = """
            packages know only what they may | org.dknn.internal | org.dknn.vector.Metric known;
            packages know only what they may | org.dknn.vector | org.dknn.DeepKnn<?> known;
            packages know only what they may | org.dknn.conformal | org.dknn.vector.Metric known;
            packages know only what they may | org.dknn.index | org.dknn.conformal.PValues known;
            packages know only what they may | org.dknn.index.faiss | org.dknn.DeepKnn<?> known;
            packages know only what they may | org.dknn.activation | org.dknn.index.Neighbors known;
            packages know only what they may | org.dknn.dl4j | org.dknn.conformal.PValues known;
            packages know only what they may | org.dknn.ood | org.dknn.DeepKnn<?> known;
            packages know only what they may | org.dknn | org.dknn.nlp.text.Token known;
            packages know only what they may | org.dknn.reliability | org.dknn.nlp.text.Token known;
            packages know only what they may | org.dknn.nlp.text | org.dknn.nlp.explain.Explanation known;
            packages know only what they may | org.dknn.nlp.text.icu | org.dknn.DeepKnn<?> known;
            packages know only what they may | org.dknn.nlp.encode | org.dknn.DeepKnn<?> known;
            packages know only what they may | org.dknn.dl4j.nlp | org.dknn.nlp.explain.Explanation known;
            packages know only what they may | org.dknn.nlp.perturb | org.dknn.nlp.attribution.Target known;
            packages know only what they may | org.dknn.nlp.attribution | org.dknn.nlp.explain.Explanation known;
            packages know only what they may | org.dknn.nlp.gradient | org.dknn.nlp.explain.Explanation known;
            packages know only what they may | org.dknn.nlp.explain | org.dknn.nlp.render.Renderer known;
            packages know only what they may | org.dknn.nlp.evaluate | org.dknn.nlp.explain.Explanation known;
            packages know only what they may | org.dknn.nlp.render.page | org.dknn.nlp.render.Renderer known;
            packages know only what they may | org.dknn.nlp.render | org.dknn.nlp.corpus.CorpusReport known;
            packages know only what they may | org.dknn.nlp.corpus | org.dknn.nlp.evaluate.Evaluation known;
            packages know only what they may | org.dknn.nlp.json | org.dknn.nlp.render.Renderer known;
            every class of core and nlp is in a package of the table | org.dknn.elsewhere | int nothing;
            modules know only what they may | org.dknn.cli | org.dknn.bench.Benchmarks known;
            packages form no cycle | org.dknn.vector | org.dknn.index.Neighbors known;
            ND4J stays behind dl4j and encode | org.dknn.nlp.explain | org.nd4j.linalg.api.ndarray.INDArray known;
            native code stays behind FAISS | org.dknn.index | org.bytedeco.javacpp.Pointer known;
            packages know only what they may | org.dknn.onnx | org.dknn.nlp.explain.Explanation known;
            packages know only what they may | org.dknn.lucene | org.dknn.ood.OodResult known;
            packages know only what they may | org.dknn.spark | org.dknn.nlp.render.Renderer known;
            packages know only what they may | org.dknn.solr | org.dknn.ood.OodResult known;
            Lucene stays behind lucene | org.dknn.index | org.apache.lucene.store.Directory known;
            ONNX Runtime stays behind onnx | org.dknn.nlp.explain | ai.onnxruntime.OrtSession known;
            Jackson stays behind json | org.dknn.nlp.render | com.fasterxml.jackson.databind.ObjectMapper known;
            ICU stays behind its package | org.dknn.nlp.text | com.ibm.icu.text.BreakIterator known;
            vectors, statistics and files need no library | org.dknn.conformal | org.slf4j.Logger known;
            vectors, statistics and files need no library | org.dknn.nlp.text | org.slf4j.Logger known;
            no printing in libraries | org.dknn.nlp.text | void print() { System.out.println(); }
            no bare exceptions | org.dknn.vector | void fail() { throw new RuntimeException("bare"); }
            """;

    private static final String PLANTED_NAME = "PlantedUtil";

    private static JavaClasses classes;
    private static JavaClasses planted;

    @BeforeAll
    static void read(@TempDir Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String module : MODULES) {
            Path compiled = Path.of("..").resolve(module).resolve("target/classes");
            assertTrue(
                    Files.isDirectory(compiled), "needs the classes of all modules: run ./mvnw verify, no " + compiled);
            folders.add(compiled);
        }
        classes = new ClassFileImporter().importPaths(folders);
        List<Path> all = new ArrayList<>(folders);
        all.add(plant(folder, folders));
        planted = new ClassFileImporter().importPaths(all);
    }

    private static Path plant(Path folder, List<Path> classPath) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                folder.resolve("classes").toString(),
                "-cp",
                String.join(
                        java.io.File.pathSeparator,
                        Stream.concat(
                                        classPath.stream().map(Path::toString),
                                        Stream.of(System.getProperty("java.class.path")))
                                .toList())));
        List<String> lines = PLANTS.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            arguments.add(source(folder, lines.get(i), "Planted" + i));
        }
        arguments.add(source(folder, "no empty names | org.dknn.vector | int nothing;", PLANTED_NAME));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        return folder.resolve("classes");
    }

    private static String source(Path folder, String line, String name) throws IOException {
        String[] parts = line.split(" \\| ", -1);
        Path file = folder.resolve(name + ".java");
        Files.writeString(file, "package " + parts[1] + "; class " + name + " { " + parts[2] + " }");
        return file.toString();
    }

    private static Set<String> rules() {
        return ArchitectureRules.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void classes_keep_the_rule(String name) {
        JavaClasses judged = name.startsWith("no printing") ? libraries() : classes;

        EvaluationResult result = rule(name).evaluate(judged);

        assertFalse(result.hasViolation(), () -> result.getFailureReport().toString());
    }

    /** Programs print; libraries do not. */
    private static JavaClasses libraries() {
        List<Path> folders = List.of(Path.of("../dknn-core/target/classes"), Path.of("../dknn-nlp/target/classes"));
        return new ClassFileImporter().importPaths(folders);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void planted_violations_are_seen(String name) {
        List<String> lines = PLANTS.lines().toList();
        String report = rule(name).evaluate(planted).getFailureReport().toString();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(" \\| ", -1);
            if (parts[0].strip().equals(name)) {
                expected.add(parts[1] + ".Planted" + i);
            }
        }
        if (name.equals("no empty names")) {
            expected.add(PLANTED_NAME);
        }

        assertFalse(expected.isEmpty(), "no class is planted for this rule");
        List<String> unseen =
                expected.stream().filter(plant -> !report.contains(plant)).toList();
        assertEquals(List.of(), unseen, report);
    }

    private static ArchRule rule(String name) {
        Map<String, ArchRule> rules = ArchitectureRules.all();
        return java.util.Objects.requireNonNull(rules.get(name), name);
    }

    /** What users see is kept small: new types must be worth it. */
    @Test
    void public_types_of_core_and_nlp_are_few() {
        Set<String> types = new TreeSet<>();
        for (JavaClass type : libraries()) {
            boolean isSeen = type.getModifiers().contains(JavaModifier.PUBLIC)
                    && type.getEnclosingClass().isEmpty()
                    && !type.getPackageName().equals("org.dknn.internal");
            if (isSeen) {
                types.add(type.getName());
            }
        }

        assertTrue(types.size() <= 163, () -> types.size() + " public types, at most 163 are wanted: " + types);
    }
}
