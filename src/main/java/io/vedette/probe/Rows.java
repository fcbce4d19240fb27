package io.vedette.probe;

/**
 * The rows of a query.
 *
 * @param rows a JSON array with an object for each row, columns by their label
 * @param tooMany whether there are more rows than are read
 */
public record Rows(byte[] rows, boolean tooMany) implements Answer {}
