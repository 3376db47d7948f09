package org.dknn.docs

// how-to from here: Kotlin
import java.nio.file.Path
import org.dknn.nlp.explain.Explainer

fun mostImportantWord(model: Path, text: String): String =
    Explainer.load(model).use { explainer ->
        val explanation = explainer.explain(text)
        val values = explanation.attributions().first()
        explanation.tokens().withIndex().maxByOrNull { values.value(it.index) }?.value?.word() ?: "none"
    }
// how-to to here
