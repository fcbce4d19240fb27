package io.vedette.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DatesPropertyTest {

    @Property
    void readsWhatJavaTimeWrites(
            @ForAll @LongRange(min = -62_167_000_000L, max = 253_402_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -64_800, max = 64_800) int offset) {
        Instant date = Instant.ofEpochSecond(second, nano);
        OffsetDateTime there = date.atOffset(ZoneOffset.ofTotalSeconds(offset));

        assertThat(Dates.parse(date.toString())).contains(date);
        assertThat(Dates.parse(there.toString())).contains(date);
    }
}
