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
 * Tests that need the FAISS library. They are skipped if it is not available, and run and fail with {@code
 * -Dfaiss.required=true}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsFaiss.Condition.class)
@interface NeedsFaiss {

    /** Whether the library is available or required. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Boolean.getBoolean("org.dknn.faiss.required") || Faiss.isAvailable()) {
                return ConditionEvaluationResult.enabled("FAISS is available or required");
            }
            return ConditionEvaluationResult.disabled(
                    "FAISS is not available: " + Faiss.whyUnavailable().orElseThrow());
        }
    }
}
