package io.vedette.store;

import io.vedette.config.values.LocalUser.Role;
import java.time.Instant;

/**
 * What is stored of somebody who signed in.
 *
 * @param hash of the secret that the browser keeps
 * @param person as others read it
 * @param provider the provider at which they signed in; empty where a password was asked for here
 * @param sealed what only the secret opens
 */
public record KeptSession(
        String hash, String person, Role role, String provider, Instant began, Instant ends, String sealed) {}
