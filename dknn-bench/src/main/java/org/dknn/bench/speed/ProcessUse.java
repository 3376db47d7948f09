package org.dknn.bench.speed;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process uses of the machine. */
public final class ProcessUse {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ProcessUse() {}

    /** Time of the processor in all threads since the start, in nanoseconds. */
    public static long processorNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /**
     * Memory in bytes, as the kernel counts; not a number on systems other than Linux.
     *
     * @param name such as {@code "VmRSS"}, as in {@code /proc/self/status}
     */
    public static double memory(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
