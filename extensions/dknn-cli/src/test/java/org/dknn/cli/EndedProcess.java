package org.dknn.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;

/** A command in a process of its own that is asked to end by Ctrl-C while it runs. */
final class EndedProcess {

    private EndedProcess() {}

    /** The signal of Ctrl-C. Processes that a shell put into the background ignore it, and so do those that they start. */
    private static String signal() throws IOException {
        boolean isIgnored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        return isIgnored ? "TERM" : "INT";
    }

    /** The exit code of a process that ended because it was asked to. */
    static int code() throws IOException {
        return signal().equals("INT") ? 130 : 143;
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Dknn.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).start();
    }

    private static int end(Process process) throws Exception {
        new ProcessBuilder("kill", "-" + signal(), String.valueOf(process.pid())).start();
        return process.waitFor();
    }

    /** Asks a command to end when it begins a line on standard error with some words; tells its exit code. */
    static int atLine(String start, String... arguments) throws Exception {
        Process process = start(List.of(arguments));
        try (BufferedReader err = process.errorReader()) {
            StringBuilder said = new StringBuilder();
            String line = err.readLine();
            while (line != null && !line.startsWith(start)) {
                said.append(line).append('\n');
                line = err.readLine();
            }
            assertTrue(line != null, "ended by itself: " + said);
            int code = end(process);
            err.transferTo(Writer.nullWriter());
            return code;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Asks a command to end when a file appears; tells its exit code. */
    static int atFile(Path file, String... arguments) throws Exception {
        Path directory = file.getParent();
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process process = start(List.of(arguments));
            try {
                while (true) {
                    WatchKey key = watch.take();
                    for (WatchEvent<?> event : key.pollEvents()) {
                        if (file.getFileName().equals(event.context())) {
                            return end(process);
                        }
                    }
                    key.reset();
                }
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
