/**
 * The targets that alerts are routed to, and how each is doing: when one that failed is tried again, and how much a message to
 * it may hold.
 *
 * <p>In: routes that consume alerts, and what came of each message. Out: which targets there are, and which may be told now.
 */
package io.vedette.target;
