package io.vedette.camel;

import io.vedette.process.OwnTrouble;

/** The exchange properties of a check's run that others may set and read. */
public final class RunProperties {

    /** Set: judge, but change no state and send no alert. */
    public static final String TRIAL = "vedetteTrial";

    /** Read: the {@link OwnTrouble} for which nobody was asked. */
    public static final String NOT_ASKED = "vedetteNotAsked";

    private RunProperties() {}
}
