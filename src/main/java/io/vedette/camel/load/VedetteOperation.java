package io.vedette.camel.load;

import io.vedette.config.values.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a {@code vedette:} endpoint does. */
public enum VedetteOperation {
    /** Consumer: starts the runs of the check that is named as its route, every interval. */
    SCHEDULE,
    /** Producer: asks the watched system as the check's template says; the body becomes the observation. */
    PROBE,
    /** Producer: judges the message as one observation of a check and takes the verdict. */
    OBSERVE,
    /** Consumer: hands over alerts for one target; the exchange's outcome is the acknowledgement. */
    ALERTS;

    public static VedetteOperation of(String path) {
        List<String> names = Arrays.stream(values()).map(VedetteOperation::path).toList();
        int index = names.indexOf(path);
        if (index < 0) {
            throw new IllegalArgumentException("vedette:" + path + " is not known, only vedette:"
                    + String.join(", vedette:", names) + Nearest.hint(path, names));
        }
        return values()[index];
    }

    /** As it stands in a URI. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
