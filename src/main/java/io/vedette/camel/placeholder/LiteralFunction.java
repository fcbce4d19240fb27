package io.vedette.camel.placeholder;

import org.apache.camel.spi.PropertiesFunction;

/** A function of placeholders whose content is taken as it is, whatever braces are in it. */
public interface LiteralFunction extends PropertiesFunction {

    /** What a call stands for, as it is; null for nothing. */
    String content(String remainder);
}
