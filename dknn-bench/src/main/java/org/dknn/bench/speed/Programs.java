package org.dknn.bench.speed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs in processes of their own. */
final class Programs {

    private Programs() {}

    /**
     * The command line of a fresh Java that runs a command of this program.
     *
     * @param options of Java
     * @param arguments the command and its own
     */
    static List<String> java(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        // the program whose commands these are, which knows them
        command.add(Programs.class.getPackageName().replace(".speed", ".Benchmarks"));
        command.addAll(arguments);
        return command;
    }

    /**
     * Runs a program to its end, and returns the lines that it says.
     *
     * @param environment beside that of this process
     * @throws IOException with what it says, if it ends with another status than 0
     */
    static List<String> run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(command.get(0) + " ended with " + status + " and said: " + said.strip());
        }
        return said.lines().toList();
    }
}
