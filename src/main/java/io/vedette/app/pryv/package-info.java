/**
 * The preparation of the Pryv.io health checks: an account, a login, an access that does not expire, and proof that its
 * token works. Safe to repeat: whatever exists is used.
 *
 * <p>In: the platform's address and what is wanted. Out: a token, or one line that says what failed. Source:
 * the Pryv.io healthchecks guide and API reference (pryv/dev-site), pryv/open-pryv.io, pryv/service-register.
 */
package io.vedette.app.pryv;
