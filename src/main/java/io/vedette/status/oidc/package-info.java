/**
 * Signing in at a provider of OpenID Connect: the authorization code flow with PKCE, by Nimbus' library, which is loaded only where a
 * provider is set.
 *
 * <p>In: a browser that wants to sign in, and what the provider sends it back with. Out: a {@link io.vedette.status.access.Person} ({@link
 * io.vedette.status.access.Elsewhere}), once state, issuer, signature, audience, time and nonce are right.
 */
package io.vedette.status.oidc;
