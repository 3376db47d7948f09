package org.dknn.nlp.text.icu;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AbsentIcuTest {

    /** Sees the classes of the language module and not ICU4J. */
    private static final class WithoutIcu extends URLClassLoader {

        WithoutIcu(URL classes) {
            super(new URL[] {classes}, null);
        }
    }

    @Test
    void without_icu4j_the_message_says_what_to_add() throws ReflectiveOperationException, IOException {
        URL classes = IcuTokenizer.class.getProtectionDomain().getCodeSource().getLocation();
        try (WithoutIcu loader = new WithoutIcu(classes)) {
            Class<?> tokenizer = loader.loadClass(IcuTokenizer.class.getName());

            Throwable thrown = assertThrows(
                            InvocationTargetException.class,
                            () -> tokenizer.getMethod("of", Locale.class).invoke(null, Locale.ROOT))
                    .getCause();

            assertInstanceOf(IllegalStateException.class, thrown);
            assertTrue(thrown.getMessage().contains("com.ibm.icu:icu4j"), thrown.getMessage());
        }
    }
}
