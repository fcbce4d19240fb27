package io.vedette.config.settings;

import io.vedette.config.values.Problem;

/**
 * A value that an operator gave, and where.
 *
 * @param value the text, placeholders not yet filled in
 * @param file the file as the operator calls it, or {@code environment}
 * @param line its line, counted from 1; 0 when the source has none
 * @param name the key, or the environment variable
 */
record RawSetting(String value, String file, int line, String name) {

    Problem error(String message) {
        return Problem.error(file, line, name, message);
    }

    Problem warning(String message) {
        return Problem.warning(file, line, name, message);
    }
}
