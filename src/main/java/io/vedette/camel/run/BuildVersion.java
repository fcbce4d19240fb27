package io.vedette.camel.run;

import io.vedette.status.StatusServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build. */
final class BuildVersion {

    private BuildVersion() {}

    static String read() {
        Properties build = new Properties();
        try (InputStream in = StatusServer.class.getResourceAsStream("/io/vedette/build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }
}
