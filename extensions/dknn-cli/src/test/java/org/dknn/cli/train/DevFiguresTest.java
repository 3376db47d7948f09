package org.dknn.cli.train;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DevFiguresTest {

    private static final DevFigures CAREFUL = new DevFigures(0.778, 0.720, 0.611);
    private static final DevFigures BOLD = new DevFigures(0.756, 0.765, 1.034);

    @Test
    void of_networks_that_the_dev_set_cannot_tell_apart_the_one_of_the_smaller_loss_is_kept() {
        // means .749 and .7605, standard errors .032: .0115 apart
        assertTrue(CAREFUL.isRatherKeptThan(BOLD, 180));
        assertFalse(BOLD.isRatherKeptThan(CAREFUL, 180));
    }

    @Test
    void a_network_that_is_clearly_better_is_kept_whatever_its_loss() {
        // on 1,600 examples the standard error is .0107
        assertTrue(BOLD.isRatherKeptThan(CAREFUL, 1_600));
        assertFalse(CAREFUL.isRatherKeptThan(BOLD, 1_600));
    }
}
