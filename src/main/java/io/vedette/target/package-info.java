/**
 * The kinds of targets; the targets that alerts are routed to, and how each is doing: when one that failed is tried again, and
 * how much a message to it may hold.
 *
 * <p>In: settings of targets, routes that consume alerts, and what came of each message. Out: how a target is spoken to, which
 * targets there are, and which may be notified now.
 */
package io.vedette.target;
