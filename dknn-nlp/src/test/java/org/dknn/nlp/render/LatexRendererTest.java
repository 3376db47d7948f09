package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.render.page.VisibleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatexRendererTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '@', delimiter = ' ', textBlock = """
                \\ \\textbackslash{}
                { \\{
                } \\}
                $ \\$
                & \\&
                # \\#
                _ \\_
                % \\%
                ^ \\textasciicircum{}
                ~ \\textasciitilde{}
                < \\textless{}
                > \\textgreater{}
                | \\textbar{}
                " \\textquotedbl{}
                ' \\textquotesingle{}
                ` \\textasciigrave{}
                -- -{}-{}
                ,, ,{},{}
                ?` ?{}\\textasciigrave{}
                [x] {[}x{]}
                \u00E9 \u00E9
                \u00D7 \\dknnchar{215}{00D7}
                \u4E2D \\dknnchar{20013}{4E2D}
                \uD83D\uDC4D \\dknnchar{128077}{1F44D}
                """)
    void every_special_character_is_escaped(String text, String latex) {
        assertEquals(latex, VisibleText.latex(text));
    }

    @Test
    void hidden_characters_are_shown_and_spaces_that_do_not_break_stay() {
        assertEquals("{[}U+202E{]}a{[}U+0000{]} b", VisibleText.latex("\u202Ea\u0000\nb"));
        assertEquals("a~b", VisibleText.latex("a\u00A0b"));
    }

    @Test
    void words_have_boxes_by_their_values() {
        String latex = Renderer.latex().render(Samples.withValues("yes no so", Attributions.of("m", 0, 0.5, -0.5, 0)));

        assertTrue(latex.contains("\\dknnfor{4393C3}{yes} \\dknnagainst{D6604D}{no} so\\par\n"), latex);
        assertTrue(latex.contains("\\emph{m}, up to 0.500: "), latex);
        assertTrue(Renderer.latex(Palette.GREEN_PURPLE)
                .render(Samples.withValues("yes", Attributions.of("m", 0, 0.5)))
                .contains("\\dknnfor{5AAE61}{yes}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "}{\\end{document}", "\\input{x}% \\", "a\n\n\nb", "^^5c ^^M"})
    void braces_pair_and_no_command_is_anothers(String evil) {
        LatexPages.assertSafe(Renderer.latex().render(Samples.everywhere(evil)));
        LatexPages.assertSafe(Renderer.latex().render(Samples.everywhereInPair(evil)));
    }
}
