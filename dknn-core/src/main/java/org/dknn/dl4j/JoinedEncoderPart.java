package org.dknn.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** An encoder of {@link InputEncoder#joined}: each of its encoders is a part of its own. */
@SuppressWarnings("rawtypes") // the type of the inputs is that of the encoders, which the files do not know
public final class JoinedEncoderPart implements ModelPart<InputEncoder> {

    private static final String KIND = "dknn-joined-encoder";
    private static final String FILE = "joined.part";

    @Override
    public String name() {
        return "joined-encoder";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-core";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<InputEncoder> type() {
        return InputEncoder.class;
    }

    @Override
    public boolean canWrite(InputEncoder part) {
        return part instanceof JoinedEncoder;
    }

    @Override
    public void write(InputEncoder part, Path directory, ModelParts parts) throws IOException {
        List<? extends InputEncoder<?>> encoders = ((JoinedEncoder<?>) part).encoders();
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> out.writeInt(encoders.size()));
        for (int i = 0; i < encoders.size(); i++) {
            parts.write(encoders.get(i), directory.resolve(encoder(i)));
        }
    }

    private static String encoder(int number) {
        return "encoder-" + number;
    }

    @Override
    @SuppressWarnings("unchecked") // they were joined before, so they read inputs of one type
    public InputEncoder read(Path directory, int version, ModelParts parts) throws IOException {
        int size = ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> Utf16.readCount(in));
        List<InputEncoder<Object>> encoders = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            encoders.add(parts.read(directory.resolve(encoder(i)), InputEncoder.class));
        }
        return InputEncoder.joined(encoders);
    }
}
