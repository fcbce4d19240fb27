package io.vedette;

import io.vedette.camel.context.BuiltChecks;
import io.vedette.camel.load.ExtraCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

/**
 * Checks described in Java, added to a Camel context like any routes. Each becomes a route named as the check; the context may
 * run already or start later.
 *
 * <pre>{@code
 * context.addRoutes(checks()
 *         .http("shop")
 *         .url("https://shop.example.com/")
 *         .every(Duration.ofSeconds(30))
 *         .contains("Welcome")
 *         .notify("ops"));
 * }</pre>
 *
 * <p>Several begin one after the other, and what all share is said once, before them:
 *
 * <pre>{@code
 * context.addRoutes(checks()
 *         .each(check -> check.group("billing").notify("ops"))
 *         .task("billing-import")
 *         .url("https://billing.example.com/task1")
 *         .and()
 *         .tls("billing-certificate")
 *         .host("billing.example.com")
 *         .warnDays(30));
 * }</pre>
 *
 * <p>A bean of this type is enough where the runtime adds all beans that are routes, as Spring Boot and Quarkus do. Values may
 * hold placeholders of the context ({@code {{shop.url}}}). What is wrong with any of them fails the start of the context, or
 * the call that adds them to a running one, with a message that names every mistake.
 */
public final class Checks extends TemplateChecks implements RoutesBuilder {

    private final List<CheckBuilder<?>> begun = new ArrayList<>();
    private Consumer<CheckBuilder<?>> common = check -> {};

    private Checks() {}

    /** Returns an empty list of checks, to be filled. */
    public static Checks checks() {
        return new Checks();
    }

    /** Does something to each check that begins after this, such as naming whom all of them notify. */
    public Checks each(Consumer<CheckBuilder<?>> settings) {
        common = common.andThen(settings);
        return this;
    }

    /**
     * Begins a check that is made from a route template of the application's own, of which the context must know when the check is
     * added.
     *
     * @param template the id of the template
     * @param name the name of the check
     */
    public TemplateCheck template(String template, String name) {
        return begin(new TemplateCheck(this, template, name));
    }

    @Override
    <B extends CheckBuilder<B>> B begin(B check) {
        common.accept(check);
        begun.add(check);
        return check;
    }

    @Override
    Checks all() {
        return this;
    }

    /**
     * Adds the checks to a context, all of them or none.
     *
     * @throws IllegalArgumentException when one of them is wrong, as far as it can be told before the start; the message names
     *     all that are
     */
    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        Set<String> own = begun.stream()
                .filter(TemplateCheck.class::isInstance)
                .map(CheckBuilder::template)
                .collect(Collectors.toSet());
        BuiltChecks.add(
                context,
                begun.stream()
                        .map(check -> new ExtraCheck(check.name(), check.template(), check.parameters()))
                        .toList(),
                own);
    }

    /** Does nothing: the checks are added already. */
    @Override
    public void addTemplatedRoutesToCamelContext(CamelContext context) {}

    /** Adds the checks to a context that reloads its routes; one that is there already is an error, as with adding. */
    @Override
    public Set<String> updateRoutesToCamelContext(CamelContext context) throws Exception {
        addRoutesToCamelContext(context);
        return Set.of();
    }
}
