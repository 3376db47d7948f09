package org.dknn.nlp.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.explain.Explanation;

/** Any text is an explanation, which is then written and read again, or is refused as none; see RenderersFuzzTest. */
class ReaderFuzzTest {

    private static final ExplanationJson JSON = ExplanationJson.create();

    @FuzzTest(maxDuration = "2m")
    void any_text_is_read_or_refused(FuzzedDataProvider data) throws IOException {
        Explanation read;
        try {
            read = JSON.read(data.consumeRemainingAsString());
        } catch (DknnFormatException e) {
            assertNotNull(e.getMessage());
            return;
        }
        assertEquals(read, JSON.read(JSON.write(read)));
    }
}
