/**
 * The {@code vedette:} component: its endpoint, producers and consumers.
 *
 * <p>In: messages that are observations. Out: messages that are alerts. {@link io.vedette.camel.TargetClient} stands here because
 * routes of operators name it.
 */
package io.vedette.camel;
