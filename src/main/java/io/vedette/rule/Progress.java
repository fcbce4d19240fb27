package io.vedette.rule;

/**
 * Gets the step that a judgement is at, so that one that takes too long can be named. An implementation must return at
 * once.
 */
@FunctionalInterface
public interface Progress {

    /** Nobody wants to know. */
    Progress UNSEEN = step -> {};

    /** @param step what is judged from now on, in words of the check's definition: {@code condition "queue < 5"} */
    void at(String step);
}
