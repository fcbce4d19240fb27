/**
 * The placeholders of settings and routes that take a value from elsewhere: {@code {{env:NAME}}}, {@code {{file:PATH}}}, vaults.
 *
 * <p>In: the name behind the colon. Out: the value, which the secrets know from then on where it is one.
 */
package io.vedette.camel.placeholder;
