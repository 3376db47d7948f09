package org.dknn.index.faiss;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that are skipped where the FAISS library is missing, with the reason; they run, and fail, under {@code
 * -Dfaiss.required=true}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsFaiss.Condition.class)
@interface NeedsFaiss {

    /** Asks the library itself. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Boolean.getBoolean("org.dknn.faiss.required") || Faiss.isAvailable()) {
                return ConditionEvaluationResult.enabled("FAISS is wanted");
            }
            return ConditionEvaluationResult.disabled(
                    "FAISS is not available: " + Faiss.whyUnavailable().orElseThrow());
        }
    }
}
