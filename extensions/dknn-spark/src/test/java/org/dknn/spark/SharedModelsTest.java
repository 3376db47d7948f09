package org.dknn.spark;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {

    /** A model that remembers whether it is closed. */
    private static final class Model implements AutoCloseable {

        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    @TempDir
    private Path folder;

    private Path first;
    private Path second;
    private final List<Model> loaded = new ArrayList<>();
    private final SharedModels<Model> models = new SharedModels<>(directory -> {
        if (Files.exists(directory.resolve("damaged"))) {
            throw new IOException("damaged");
        }
        loaded.add(new Model());
        return loaded.get(loaded.size() - 1);
    });

    @BeforeEach
    void write() throws IOException {
        first = Files.createDirectory(folder.resolve("first"));
        second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(first.resolve("model"), "1");
        Files.writeString(second.resolve("model"), "2");
    }

    @Test
    void those_who_ask_at_once_get_one_model() throws Exception {
        List<Model> given = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return models.lease(first).model();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .distinct()
                .toList();

        assertEquals(loaded, given);
        assertEquals(1, loaded.size());
    }

    @Test
    void a_model_in_use_is_never_closed() throws IOException {
        SharedModels<Model>.Lease one = models.lease(first);
        SharedModels<Model>.Lease other = models.lease(first);
        one.close();
        one.close();

        models.closeIdle();
        models.lease(second);

        assertEquals(
                List.of(false, false),
                loaded.stream().map(model -> model.closed).toList());
        other.close();
        models.closeIdle();
        assertEquals(
                List.of(true, false), loaded.stream().map(model -> model.closed).toList());
        assertEquals(1, models.open());
    }

    @Test
    void an_idle_model_serves_the_next_one_and_goes_before_another_is_loaded() throws IOException {
        models.lease(first).close();

        SharedModels<Model>.Lease again = models.lease(first);

        assertSame(loaded.get(0), again.model());
        again.close();
        models.lease(second);
        assertEquals(
                List.of(true, false), loaded.stream().map(model -> model.closed).toList());
    }

    @Test
    void a_directory_that_has_changed_holds_another_model() throws IOException {
        SharedModels<Model>.Lease before = models.lease(first);
        Files.writeString(first.resolve("more"), "3");

        assertNotSame(before.model(), models.lease(first).model());
        assertEquals(false, before.model().closed);
    }

    @Test
    void what_cannot_be_loaded_is_told_and_asked_for_again() throws IOException {
        Files.writeString(first.resolve("damaged"), "");

        assertRefused(IOException.class, "damaged", () -> models.lease(first));
        assertEquals(0, models.open());

        Files.delete(first.resolve("damaged"));
        assertSame(models.lease(first).model(), loaded.get(0));
    }
}
