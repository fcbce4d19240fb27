/**
 * Registrations of domains: which server knows of one, and until when it is registered (RDAP: RFC 9082, 9083, 9224).
 *
 * <p>In: a domain's name. Out: what its registry says, asked seldom, as registries limit how often they are asked.
 */
package io.vedette.probe.domain;
