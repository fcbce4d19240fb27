package io.vedette.camel.language;

import io.vedette.config.values.Causes;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.DefaultExchange;

/** A text of an operator's own in Camel's simple language, compiled once. What a field holds is put in as it is, never evaluated. */
public final class SimpleText {

    private final CamelContext context;
    private final Expression expression;

    private SimpleText(CamelContext context, Expression expression) {
        this.context = context;
        this.expression = expression;
    }

    /**
     * Compiles a text.
     *
     * @throws IllegalArgumentException with a message for the operator when it cannot be read
     */
    public static SimpleText compile(String text, CamelContext context) {
        try {
            Expression expression = context.resolveLanguage("simple").createExpression(text);
            expression.init(context);
            return new SimpleText(context, expression);
        } catch (Exception e) {
            throw new IllegalArgumentException("cannot be read in the language simple: " + Causes.message(e), e);
        }
    }

    /**
     * Returns the text with fields filled in, of which {@code ${body[check]}} is one.
     *
     * @throws RuntimeException when an expression in it fails with these fields
     */
    public String of(Map<String, Object> fields) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(fields);
        String text = expression.evaluate(exchange, String.class);
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
        return text == null ? "" : text;
    }
}
