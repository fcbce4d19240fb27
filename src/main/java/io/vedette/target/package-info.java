/**
 * The kinds of targets; the targets that alerts are routed to, and the health of each: when a failing one is tried again, and how
 * many alerts a message to it may hold.
 *
 * <p>In: settings of targets, routes that consume alerts, outcomes of messages. Out: each target's protocol, the list of targets,
 * and which of them may be notified now.
 */
package io.vedette.target;
