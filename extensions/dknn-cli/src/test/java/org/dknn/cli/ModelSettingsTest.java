package org.dknn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dknn.LabelSet;
import org.dknn.cli.evaluation.Learned;
import org.dknn.internal.DknnFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSettingsTest {

    @TempDir
    private Path directory;

    @Test
    void what_is_saved_is_loaded_whatever_the_labels_are() throws IOException {
        Path file = directory.resolve("model.properties");
        ModelSettings settings = new ModelSettings(
                new NetworkUse(LayerChoice.all(List.of("lstm1:max", "a:b:", "c:d:last", "=")), "7"),
                new Words(WordReader.WHITESPACE, Words.Markup.HTML),
                LabelSet.of(" a=b ", "#c:\\d", "\u00E9\u4E16", "e\tf"),
                List.of("lstm1", "a:b"));

        settings.save(file);

        assertEquals(settings, ModelSettings.load(file));
    }

    @Test
    void saving_twice_writes_the_same() throws IOException {
        ModelSettings settings = new ModelSettings(
                NetworkChoice.CNN.use(),
                new Words(WordReader.ENGLISH, Words.Markup.NONE),
                LabelSet.of("a", "b"),
                List.of("pooled"));

        settings.save(directory.resolve("one"));
        settings.save(directory.resolve("two"));

        assertEquals(Files.readString(directory.resolve("one")), Files.readString(directory.resolve("two")));
    }

    @Test
    void how_a_network_was_trained_is_kept() throws IOException {
        Path file = directory.resolve("model.properties");
        ModelSettings settings = new ModelSettings(
                NetworkChoice.CNN.use(),
                new Words(WordReader.ENGLISH, Words.Markup.NONE),
                LabelSet.of("a", "b"),
                List.of("pooled"));
        for (TrainedBy how : List.of(
                new TrainedBy(NetworkChoice.BILSTM, 2, Optional.of(7)),
                new TrainedBy(NetworkChoice.CNN, 1, Optional.empty()))) {
            settings.withTraining(how).withLearned(Learned.YES).save(file);

            assertEquals(Optional.of(how), ModelSettings.load(file).training());
        }
        // of another version, which has more recipes or networks
        String known = Files.readString(file);
        for (String other : List.of(
                known.replace("trained.recipe=1", "trained.recipe=3"),
                known.replace("trained.network=cnn", "trained.network=unheard-of"))) {
            Files.writeString(file, other);

            assertEquals(Optional.empty(), ModelSettings.load(file).training());
        }
    }

    @Test
    void other_files_are_refused() throws IOException {
        Path file = Files.writeString(directory.resolve("other"), "network=RNN\n");

        String message = assertThrows(DknnFormatException.class, () -> ModelSettings.load(file))
                .getMessage();

        assertEquals(file + " does not describe a model: needs the layers of the network, got none", message);
    }
}
