package io.vedette.rule;

/**
 * Is told what a judgement is at, so that one which takes longer than it may can be named. Whoever is told must return at
 * once.
 */
@FunctionalInterface
public interface Progress {

    /** Nobody wants to know. */
    Progress UNSEEN = step -> {};

    /** @param step what is judged from now on, in words of the check's definition: {@code condition "queue < 5"} */
    void at(String step);
}
