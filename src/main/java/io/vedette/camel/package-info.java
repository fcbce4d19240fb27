/**
 * The {@code vedette:} component: its endpoint, producers and consumers, and the {@link io.vedette.camel.Stages} that they
 * work on: {@link io.vedette.camel.Foundation}, {@link io.vedette.camel.Schedules}, {@link io.vedette.camel.Probing},
 * {@link io.vedette.evaluate.Evaluation}, {@link io.vedette.camel.Notifying}. {@link io.vedette.camel.VedetteService} starts and
 * stops them with the context.
 *
 * <p>In: messages that are observations. Out: messages that are alerts. {@link io.vedette.camel.TargetClient} stands here because
 * routes of operators name it.
 */
package io.vedette.camel;
