package io.vedette.status.http;

import io.vedette.config.values.Nearest;
import io.vedette.rule.Text;
import java.util.List;

/** Something that the API cannot answer as asked; the message is for the caller. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    private final int status;

    public Refused(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /** Refuses a parameter that cannot be read. */
    public static Refused parameter(String name, String given, String expected) {
        return new Refused(400, name + ": \"" + Text.bounded(given, SHOWN) + "\" is not " + expected);
    }

    /** Refuses a parameter that the path does not have. */
    public static Refused unknownParameter(String name, List<String> known) {
        return new Refused(
                400,
                "no parameter \"" + Text.bounded(name, SHOWN) + "\" is known here, "
                        + (known.isEmpty() ? "nor any other" : "only " + String.join(", ", known))
                        + Nearest.hint(name, known));
    }

    /** Refuses a check that is not there. */
    public static Refused unknown(String check) {
        return new Refused(404, "no check is named \"" + Text.bounded(check, 500) + "\"");
    }

    public int status() {
        return status;
    }
}
