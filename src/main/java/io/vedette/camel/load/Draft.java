package io.vedette.camel.load;

/**
 * A file of checks in short form as it would be: read in the place of the one of its name, before it is written.
 *
 * @param name the name in the folder
 */
public record Draft(String name, String text) {}
