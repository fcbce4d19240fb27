package io.vedette.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorLimitTest {

    @ParameterizedTest
    @CsvSource({"1024, 10, false", "1024, 256, false", "1024, 257, true", "65536, 10000, false", "0, 10000, false"})
    void warnsWhereItIsBelowWhatTheChecksNeed(long most, int checks, boolean warns) {
        assertThat(DescriptorLimit.warning(checks, most).isPresent()).isEqualTo(warns);
    }

    @Test
    void tellsTheLimitTheNeedAndWhatToDo() {
        assertThat(DescriptorLimit.warning(2_000, 1_024))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("1024", "4512", "2000 checks", "ulimit -n", "LimitNOFILE"));
    }

    @Test
    void isHighInTheServiceOfThePackage() throws Exception {
        assertThat(Files.readString(Path.of("src/deb/root/usr/lib/systemd/system/vedette.service")))
                .containsPattern("(?m)^LimitNOFILE=65536$");
    }
}
