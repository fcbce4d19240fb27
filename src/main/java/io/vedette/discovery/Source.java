package io.vedette.discovery;

import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Sha256;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A place that names targets.
 *
 * @param kind how it is asked
 * @param address the pattern of files, the URL, the name in DNS, or the kind of object in Kubernetes
 * @param options how it is asked, beside that; may hold secrets
 * @param every the time between two looks
 * @param file the file that it stands in, as shown to operators
 * @param line where it stands there
 */
public record Source(Kind kind, String address, Map<String, String> options, Duration every, String file, int line) {

    /** The kinds of sources, by the key that names one in a file of checks. */
    public enum Kind {
        /** Files of Prometheus' {@code file_sd}. */
        FILE("file", Duration.ofSeconds(2)),
        /** A name in DNS. */
        DNS("dns", Duration.ofSeconds(30)),
        /** Services or Ingresses of a cluster that ask for it by annotation. */
        KUBERNETES("kubernetes", Duration.ofSeconds(1)),
        /** A web address of Prometheus' {@code http_sd}. */
        URL("url", Duration.ofSeconds(60));

        private final String key;
        private final Duration every;

        Kind(String key, Duration every) {
            this.key = key;
            this.every = every;
        }

        /** Returns the key in a file of checks. */
        public String key() {
            return key;
        }

        /** Returns the time between two looks where none is given. */
        public Duration every() {
            return every;
        }
    }

    public Source {
        options = Map.copyOf(options);
    }

    /** Returns what tells it from others: the same question is asked once, wherever it stands. */
    String id() {
        return Sha256.hex(kind + "\n" + address + "\n" + new TreeMap<>(options)).substring(0, 32);
    }

    /** Returns it as it may be shown: {@code file targets/*.json}. */
    public String shown() {
        return kind.key() + " " + MaskedUrl.of(address);
    }

    @Override
    public String toString() {
        return shown();
    }
}
