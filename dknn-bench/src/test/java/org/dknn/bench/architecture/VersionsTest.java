package org.dknn.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill of materials has no parent, so some versions stand in two places. */
class VersionsTest {

    private static final Pattern VERSION = Pattern.compile("<([a-z0-9.-]+\\.version)>([^<]+)</");
    private static final Pattern PROJECT =
            Pattern.compile("<artifactId>dknn-(?:parent|bom)</artifactId>\\s*<version>([^<]+)");

    @Test
    void theBillOfMaterialsAndTheBuildAgree() throws IOException {
        String build = Files.readString(Path.of("../pom.xml"));
        String bom = Files.readString(Path.of("../extensions/dknn-bom/pom.xml"));
        assertEquals(projectVersion(build), projectVersion(bom));

        Map<String, String> inBuild = versions(build);
        Map<String, String> shared = versions(bom);
        shared.keySet().retainAll(inBuild.keySet());
        assertTrue(shared.containsKey("dl4j.version"), shared::toString);
        shared.forEach((name, version) -> assertEquals(inBuild.get(name), version, name));
    }

    private static String projectVersion(String pom) {
        Matcher matcher = PROJECT.matcher(pom);
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    private static Map<String, String> versions(String pom) {
        Map<String, String> versions = new TreeMap<>();
        VERSION.matcher(pom).results().forEach(found -> versions.put(found.group(1), found.group(2)));
        return versions;
    }
}
