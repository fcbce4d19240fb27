package io.vedette;

/** A check from a route template of the application's own; {@link #parameter} gives it what the template asks for. */
public final class TemplateCheck extends CheckBuilder<TemplateCheck> {

    TemplateCheck(Checks all, String template, String name) {
        super(all, template, name);
    }
}
