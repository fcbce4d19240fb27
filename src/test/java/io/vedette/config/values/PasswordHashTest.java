package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    /** Of "secret", without the name of the version. */
    private static final String SALT_AND_HASH = salted();

    private static String salted() {
        return at.favre.lib.crypto.bcrypt.BCrypt.withDefaults()
                .hashToString(4, "secret".toCharArray())
                .substring(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a", "$2b", "$2y"})
    void knowsAPasswordByEveryKindOfBcrypt(String version) {
        assertThat(PasswordHash.matches(version + SALT_AND_HASH, "secret")).isTrue();
        assertThat(PasswordHash.matches(version + SALT_AND_HASH, "Secret")).isFalse();
        assertThat(PasswordHash.matches(version + SALT_AND_HASH, version + SALT_AND_HASH))
                .isFalse();
    }

    @Test
    void knowsTheHashesOfOthers() {
        // From the test vectors of the original implementation.
        String kept = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

        assertThat(PasswordHash.matches(kept, "U*U")).isTrue();
        assertThat(PasswordHash.matches(kept, "U*U*")).isFalse();
    }

    @Test
    void makesHashesThatItKnowsAndNeverTheSameTwice() {
        String hash = PasswordHash.of("pässword");

        assertThat(hash).startsWith("$2y$12$").isNotEqualTo(PasswordHash.of("pässword"));
        assertThat(PasswordHash.matches(PasswordHash.checked(hash), "pässword")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789012345678901234567890123456789012345678901234567890123456789012"})
    void hashesNoPasswordThatBcryptCannotTellApart(String password) {
        assertThatThrownBy(() -> PasswordHash.of(password)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "$ecret", "$100$", "two words", "2y$"})
    void takesOthersForPlain(String password) {
        assertThat(PasswordHash.checked(password)).isEqualTo(password);
        assertThat(PasswordHash.matches(password, password)).isTrue();
        assertThat(PasswordHash.matches(password, password + "x")).isFalse();
        assertThat(PasswordHash.matches(password, "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$apr1$x$y",
                "$1$x$y",
                "$5$x$y",
                "$6$rounds=5000$x$y",
                "$argon2id$v=19$m=65536,t=3,p=4$x$y",
                "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                "$2y$05$tooShort",
                "$2y$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
            })
    void refusesAHashThatNobodyCouldLogInWith(String hash) {
        Loaded loaded =
                SettingsLoader.of(Map.of("vedette.http.username", "ops", "vedette.http.password", hash), Path.of(""));

        assertThat(loaded.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("vedette.http.password");
            assertThat(problem.message()).contains("bcrypt").doesNotContain(hash);
        });
    }
}
