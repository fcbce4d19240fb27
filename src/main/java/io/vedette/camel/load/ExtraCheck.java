package io.vedette.camel.load;

import java.util.Map;

/** A check given on the command line. */
public record ExtraCheck(String name, String template, Map<String, String> parameters) {}
