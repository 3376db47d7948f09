package org.dknn;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.slf4j.Logger;

/** Processes that run a main class of the tests. */
public final class ForkedJvm {

    private ForkedJvm() {}

    /**
     * A process that is not started yet; its errors go where those of this process go.
     *
     * @param options of the virtual machine
     */
    public static ProcessBuilder of(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(main), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Starts it, reads what it prints and waits for its end. */
    public static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String printed = process.inputReader().lines().collect(Collectors.joining("\n"));
        return printed + "\nexit " + process.waitFor();
    }

    /** That of this process, and what a class loader of its own may have added. */
    private static String classPath(Class<?> main) {
        Stream<String> used = Stream.of(main, DeepKnn.class, Logger.class, Pointer.class)
                .map(each -> Path.of(URI.create(each.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString());
        return Stream.concat(used, Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
