package org.dknn.conformal;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExchangeabilityMartingaleTest {

    @Test
    void one_step_by_hand() {
        ExchangeabilityMartingale alarm = ExchangeabilityMartingale.withFalseAlarmRate(0.01);

        // each third is shared anew and stays a third; bets -1, 0, 1 on .1 give 1/3 (1.4 + 1 + .6)
        assertEquals(1, alarm.observe(0.1), 1e-12);
        // now .4667, .3333, .2 times .99 and a three-hundredth of 1 each, then the same bets on .1 again
        double expected = (0.99 * 1.4 / 3 + 0.01 / 3) * 1.4 + (0.99 / 3 + 0.01 / 3) + (0.99 * 0.6 / 3 + 0.01 / 3) * 0.6;
        assertEquals(expected, alarm.observe(0.1), 1e-12);
        assertEquals(2, alarm.observed());
    }

    /** 300 runs of 500 uniform values: at most 5 % may ring, up to 4 standard errors. */
    @Test
    void it_seldom_rings_without_reason() {
        Random random = new Random(4);
        int rings = 0;
        for (int run = 0; run < 300; run++) {
            ExchangeabilityMartingale alarm = ExchangeabilityMartingale.withFalseAlarmRate(0.05);
            for (int i = 0; i < 500; i++) {
                alarm.observe(random.nextDouble());
            }
            rings += alarm.isRinging() ? 1 : 0;
        }

        assertTrue(rings <= 300 * (0.05 + 4 * Math.sqrt(0.05 * 0.95 / 300)), "seed 4: " + rings);
    }

    @Test
    void it_rings_when_p_values_fall_and_stays_so() {
        ExchangeabilityMartingale alarm = ExchangeabilityMartingale.withFalseAlarmRate(0.001);
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            alarm.observe(random.nextDouble());
        }
        assertFalse(alarm.isRinging());

        for (int i = 0; i < 100; i++) {
            alarm.observe(0.2 * random.nextDouble());
        }
        assertTrue(alarm.isRinging());
        for (int i = 0; i < 2_000; i++) {
            alarm.observe(random.nextDouble());
        }
        assertTrue(alarm.isRinging());
    }

    @Test
    void capital_stays_a_number_whatever_comes() {
        ExchangeabilityMartingale alarm = ExchangeabilityMartingale.withFalseAlarmRate(0.5);
        for (int i = 0; i < 10_000; i++) {
            alarm.observe(0);
        }
        assertTrue(Double.isFinite(alarm.capital()) && alarm.capital() > 0);
    }

    @Test
    void what_is_no_rate_and_no_p_value_is_refused() {
        assertRefused("in (0, 1), got 0", () -> ExchangeabilityMartingale.withFalseAlarmRate(0));
        assertRefused("in [0, 1], got NaN", () -> ExchangeabilityMartingale.withFalseAlarmRate(0.1)
                .observe(Double.NaN));
    }
}
