package io.vedette.camel.load;

import io.vedette.config.settings.Settings;
import io.vedette.config.values.OwnPaths;
import java.net.URI;
import java.util.List;

/** The check of Vedette's own sample task, which the shipped routes hold. */
final class SampleCheck {

    private final Settings settings;
    private final FilledInValues placeholders;

    SampleCheck(Settings settings, FilledInValues placeholders) {
        this.settings = settings;
        this.placeholders = placeholders;
    }

    /** Returns whether a check asks the sample task although that is switched off: there is nothing to ask then. */
    boolean isOff(CheckDefinition definition) {
        String url = definition.parameters().getOrDefault("url", "");
        if (settings.sample() || !definition.template().equals("task") || !url.endsWith(OwnPaths.SAMPLE_TASK)) {
            return false;
        }
        try {
            URI asked = new URI(placeholders.filledIn(url));
            boolean mine =
                    List.of(settings.http().host(), "127.0.0.1", "localhost").contains(String.valueOf(asked.getHost()));
            int port = settings.http().port(); // 0: any free one, so that no other server is known to be there.
            return mine
                    && (port == 0 || asked.getPort() == port)
                    && asked.getPath().equals(OwnPaths.SAMPLE_TASK);
        } catch (Exception e) {
            return false; // What is wrong with its parameters is reported when they are read.
        }
    }
}
