/**
 * TLS as a probe needs it: whom to trust, what is wrong with a certificate in words, and the probe that looks at one.
 *
 * <p>In: a connection, or a host to connect to. Out: a connection that is encrypted ({@link io.vedette.probe.tls.TlsUpgrade}), or an answer
 * that says what the server showed.
 */
package io.vedette.probe.tls;
