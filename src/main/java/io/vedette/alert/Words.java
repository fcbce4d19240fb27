package io.vedette.alert;

/** Puts alerts into words for one target. Safe for several threads. */
@FunctionalInterface
public interface Words {

    Wording of(Alert alert);
}
