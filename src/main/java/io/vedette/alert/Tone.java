package io.vedette.alert;

import io.vedette.state.AlertKind;
import io.vedette.state.Health;

/** How a message looks at first sight: the color beside it, its priority. */
enum Tone {
    ERROR(0xD92D20),
    DEGRADED(0xF79009),
    OK(0x12B76A),
    /** Says who has a problem, or something of Vedette's own. */
    NOTE(0x667085);

    private final int color;

    Tone(int color) {
        this.color = color;
    }

    /** Returns that of the worst that is told; who has a problem in hand makes it no worse. */
    static Tone of(Digest digest) {
        boolean isNote = digest.alerts().stream().allMatch(alert -> alert.kind() == AlertKind.ACKNOWLEDGED);
        if (isNote) {
            return NOTE;
        }
        Health worst = Digest.of(digest.alerts().stream()
                        .filter(alert -> alert.kind() != AlertKind.ACKNOWLEDGED)
                        .toList())
                .worst()
                .orElseThrow();
        return worst == Health.ERROR ? ERROR : worst == Health.DEGRADED ? DEGRADED : OK;
    }

    /** Returns whether a problem is told. */
    boolean isProblem() {
        return this == ERROR || this == DEGRADED;
    }

    /** Returns the color as a number, red in its highest byte. */
    int color() {
        return color;
    }

    /** Returns the color as web pages have it: {@code #d92d20}. */
    String hex() {
        return "#%06x".formatted(color);
    }
}
