package org.dknn.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.LabelSet;
import org.dknn.format.DknnFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSettingsTest {

    @TempDir
    private Path directory;

    @Test
    void what_is_saved_is_loaded_whatever_the_labels_are() throws IOException {
        Path file = directory.resolve("model.properties");
        ModelSettings settings = new ModelSettings(
                NetworkChoice.BILSTM,
                WordReader.WHITESPACE,
                LabelSet.of(" a=b ", "#c:\\d", "\u00E9\u4E16", "e\tf"),
                List.of("lstm1", "lstm3"));

        settings.save(file);

        assertEquals(settings, ModelSettings.load(file));
    }

    @Test
    void saving_twice_writes_the_same() throws IOException {
        ModelSettings settings =
                new ModelSettings(NetworkChoice.CNN, WordReader.ENGLISH, LabelSet.of("a", "b"), List.of("pooled"));

        settings.save(directory.resolve("one"));
        settings.save(directory.resolve("two"));

        assertEquals(Files.readString(directory.resolve("one")), Files.readString(directory.resolve("two")));
    }

    @Test
    void other_files_are_refused() throws IOException {
        Path file = Files.writeString(directory.resolve("other"), "network=RNN\n");

        String message = assertThrows(DknnFormatException.class, () -> ModelSettings.load(file))
                .getMessage();

        assertTrue(message.startsWith(file + " does not describe a model: "), message);
    }
}
