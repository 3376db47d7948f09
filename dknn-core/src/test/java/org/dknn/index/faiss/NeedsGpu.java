package org.dknn.index.faiss;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests on GPU 0, by the FAISS that {@code -Dorg.dknn.faiss.home=DIR} names or the system's loader finds. They are
 * skipped if there is none, and run and fail with {@code -Dorg.dknn.gpu.required=true}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsGpu.Condition.class)
@interface NeedsGpu {

    /** Whether the GPU is available or required. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Boolean.getBoolean("org.dknn.gpu.required")) {
                return ConditionEvaluationResult.enabled("a GPU is required");
            }
            Optional<String> why = Faiss.whyUnavailable().or(() -> Faiss.gpu(0).whyUnavailable());
            return why.map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("GPU 0 is available"));
        }
    }
}
