package io.vedette.camel;

import io.vedette.deliver.Announcements;
import io.vedette.deliver.Delivery;
import io.vedette.target.Targets;

/**
 * The stage that takes the outbox to targets, put together.
 *
 * @param targets who can be notified, and how each is doing
 * @param announcements what Vedette has to say of itself
 */
public record Notifying(Targets targets, Announcements announcements, Delivery delivery) {}
