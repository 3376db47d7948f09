package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The build script {@code src/build/faiss.sh}: it takes the pinned FAISS only. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@Timeout(60)
class FaissScriptTest {

    private static final String INSTEAD =
            "; name a prefix with FAISS 1.7.3, or omit faiss.home to use libfaiss-dev 1.7.3-2+b1";

    @TempDir
    private Path directory;

    @Test
    void a_home_of_another_version_is_refused() throws IOException, InterruptedException {
        Path home = faiss(directory.resolve("home"), 1, 8, 0);

        Properties found = run(home.toString(), "");

        assertEquals("true", found.getProperty("faiss.refused"));
        assertEquals(
                "FAISS 1.7.3 is wanted, -Dfaiss.home=" + home + " holds FAISS 1.8.0" + INSTEAD,
                found.getProperty("faiss.reason"));
    }

    @Test
    void a_home_without_faiss_is_refused() throws IOException, InterruptedException {
        Properties found = run(directory.toString(), "");

        assertEquals("true", found.getProperty("faiss.refused"));
        assertEquals(
                "-Dfaiss.home=" + directory + " holds no include/faiss/Index.h and lib/libfaiss.a" + INSTEAD,
                found.getProperty("faiss.reason"));
    }

    @Test
    void a_home_of_the_pinned_version_is_taken() throws IOException, InterruptedException {
        Path home = faiss(directory.resolve("home"), 1, 7, 3);

        Properties found = run(home.toString(), "");

        assertEquals(home.resolve("include").toString(), found.getProperty("faiss.include"));
        assertEquals(home.resolve("lib").toString(), found.getProperty("faiss.lib"));
    }

    @Test
    void a_download_of_another_checksum_is_refused() throws IOException, InterruptedException {
        assumeFalse(Files.exists(Path.of("/usr/include/faiss/Index.h")), "FAISS is installed, so none is downloaded");

        Properties found = run("", "echo other > libfaiss-dev_1.7.3-2+b1_amd64.deb");

        assertEquals("true", found.getProperty("faiss.skip"));
        assertEquals(
                "FAISS 1.7.3 is wanted; libfaiss-dev 1.7.3-2+b1 cannot be downloaded (the downloaded file has another"
                        + " SHA-256 than d55fcf187bf3f264c5e7764bf256e604fcb13d13e1b836bf0b1d7ac6711edac6); install it,"
                        + " or name a prefix with FAISS 1.7.3 by -Dfaiss.home=PREFIX",
                found.getProperty("faiss.reason"));
    }

    @Test
    void a_cache_of_another_version_or_archive_is_not_used() throws IOException, InterruptedException {
        assumeFalse(Files.exists(Path.of("/usr/include/faiss/Index.h")), "FAISS is installed, so none is downloaded");
        Path cached = directory.resolve("cache/dknn/faiss/root/usr");

        faiss(cached, 1, 7, 3);
        String archive = run("", "echo 'E: no network'; exit 1").getProperty("faiss.reason");
        faiss(cached, 1, 7, 4);
        String version = run("", "echo 'E: no network'; exit 1").getProperty("faiss.reason");

        assertTrue(
                archive.startsWith("FAISS 1.7.3 is wanted; libfaiss.a in " + cached
                        + "/lib is not that of libfaiss-dev 1.7.3-2+b1 (SHA-256); libfaiss-dev 1.7.3-2+b1 cannot be"
                        + " downloaded (E: no network); "),
                archive);
        assertTrue(version.startsWith("FAISS 1.7.3 is wanted; " + cached + " holds FAISS 1.7.4; "), version);
    }

    /** A prefix with the version in its header and an empty archive. */
    private static Path faiss(Path prefix, int major, int minor, int patch) throws IOException {
        Path header = prefix.resolve("include/faiss/Index.h");
        Path archive = prefix.resolve("lib/libfaiss.a");
        Files.createDirectories(header.getParent());
        Files.createDirectories(archive.getParent());
        Files.write(archive, new byte[0]);
        Files.writeString(
                header,
                "#define FAISS_VERSION_MAJOR " + major + "\n#define FAISS_VERSION_MINOR " + minor
                        + "\n#define FAISS_VERSION_PATCH " + patch + "\n");
        return prefix;
    }

    private static void write(Path program, String command) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + command + "\n");
        assertTrue(program.toFile().setExecutable(true));
    }

    /** Runs the script with a cache of its own and stand-ins for the programs that it needs. */
    private Properties run(String home, String aptGet) throws IOException, InterruptedException {
        Path programs = Files.createDirectories(directory.resolve("programs"));
        write(programs.resolve("apt-get"), aptGet);
        write(programs.resolve("dpkg-deb"), "exit 1");
        write(programs.resolve("g++"), "exit 1");
        Path out = directory.resolve("faiss.properties");
        Path script = Path.of("src/build/faiss.sh").toAbsolutePath();
        ProcessBuilder builder =
                new ProcessBuilder(List.of("sh", script.toString(), out.toString(), directory + "/classes", home));
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().put("XDG_CACHE_HOME", directory + "/cache");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        Properties found = new Properties();
        try (Reader reader = Files.newBufferedReader(out)) {
            found.load(reader);
        }
        return found;
    }
}
