package io.vedette.app.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Python 3.11's {@code configparser.RawConfigParser} makes of the same text; {@code ~} is a line break. */
class IniFileTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[a]~k=v                        | v",
                "[a]~k = v                      | v",
                "[a]~k: v                       | v",
                "[a]~K: v=w                     | v=w",
                "[a]~k = a:b                    | a:b",
                "[a]~k=100%(x)s%                | 100%(x)s%",
                "[a]~k=v ; no comment           | v ; no comment",
                "[a]~k=v # no comment           | v # no comment",
                "[a]~# comment~; comment~k=v    | v",
                "[a]~k=one~  two~~  three       | one~two~~three",
                "[a]~k=one~  # comment~  two    | one~two",
                "[a]~k=~  one,~  two            | ~one,~two",
                "[a]~k=                         | ``",
                "  [a]~  k=v                    | v",
                "[a] trailing~k=v               | v",
                "[b]~x=y~[a]~k=v                | v"
            })
    void readsWhatPythonReads(String text, String value) {
        IniFile ini = IniFile.parse(text.replace('~', '\n'), "pinger.ini");

        assertThat(ini.problems()).isEmpty();
        assertThat(ini.value("a", "k").orElseThrow().text()).isEqualTo(value.replace('~', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k=v             | pinger.ini:1: stands before the first [section]",
                "[a]~nothing     | pinger.ini:2: is neither a [section] nor a key with a value",
                "[a]~=v          | pinger.ini:2: is neither a [section] nor a key with a value",
                "[a]~k=v~K=w     | pinger.ini:3: k: is given twice, first in line 2",
                "[a]~[a]         | pinger.ini:2: [a]: is given twice"
            })
    void refusesWhatPythonRefuses(String text, String message) {
        assertThat(IniFile.parse(text.replace('~', '\n'), "pinger.ini").problems())
                .extracting(Problem::toString)
                .containsExactly(message);
    }

    @Test
    void knowsTheLineOfEachValue() {
        IniFile ini = IniFile.parse("# top\n[a]\nk=v\n\nl=\n  w\n", "pinger.ini");

        assertThat(ini.value("a", "k").orElseThrow().line()).isEqualTo(3);
        assertThat(ini.value("a", "l").orElseThrow().line()).isEqualTo(5);
    }
}
