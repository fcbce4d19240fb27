package io.vedette.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSearchTest {

    @Test
    void findsWhatStringFinds() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String text = letters(random, 400);
            int from = random.nextInt(300);
            String wanted = random.nextBoolean()
                    ? text.substring(from, from + 65 + random.nextInt(35))
                    : letters(random, 65 + random.nextInt(10));

            assertThat(TextSearch.contains(text, wanted)).isEqualTo(text.contains(wanted));
        }
    }

    /** Compared at every place this takes 250 milliards of steps. */
    @Test
    void takesNoLongerForATextThatAlmostFitsEverywhere() {
        String text = "a".repeat(1_000_000);
        String wanted = "a".repeat(500_000) + "b";

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> TextSearch.contains(text, wanted)))
                .isFalse();
    }

    private static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(20) == 0 ? 'b' : 'a');
        }
        return text.toString();
    }
}
