package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingKeyTest {

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void hasADefaultOfItsType(SettingKey key) {
        if (!key.standard().isEmpty()) {
            assertThat(key.type().parse(key.standard())).isNotNull();
            assertThat(key.type().canonical(key.standard())).isEqualTo(key.standard());
        }
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void isDescribedInOneSentence(SettingKey key) {
        assertThat(key.description())
                .matches("[A-Z].*[^.]\\.")
                .hasSizeLessThan(120)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void isFoundByItsKey(SettingKey key) {
        assertThat(SettingKey.of(key.key())).contains(key);
    }

    @ParameterizedTest
    @CsvSource({
        "SLACK_TOKEN, VEDETTE_SLACK_TOKEN",
        "SLACK_WEBHOOK_URL, VEDETTE_SLACK_WEBHOOK_URL",
        "ERROR_INTERVAL, VEDETTE_ERROR_INTERVAL",
        "OUTBOX_MAX_AGE, VEDETTE_OUTBOX_MAX_AGE"
    })
    void hasAVariable(SettingKey key, String variable) {
        assertThat(key.variable()).isEqualTo(variable);
    }

    @Test
    void sharesItsVariableWithNoOther() {
        assertThat(SettingKey.variables()).doesNotHaveDuplicates().hasSameSizeAs(SettingKey.values());
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void isSaidToCountAtOnceWhereItDoes(SettingKey key) throws IOException {
        String page = Files.readString(Path.of("docs/operations.md"));
        int start = page.indexOf("takes effect at once:");
        String atOnce = page.substring(start, page.indexOf("All others need a restart", start));
        String name = key.key().substring(SettingKey.PREFIX.length());

        boolean said = atOnce.contains("." + name + "`") || atOnce.contains("." + name.split("\\.")[0] + ".*`");

        assertThat(said).isEqualTo(key.isLive());
    }
}
