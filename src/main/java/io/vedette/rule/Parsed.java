package io.vedette.rule;

import java.util.Optional;
import java.util.function.Function;

/**
 * What was looked for in an answer: the value, or the verdict that its lack gives. So a rule reads step by step and the
 * first step that fails decides, without an exception.
 */
public sealed interface Parsed<T> {

    /** The value is there. */
    record Found<T>(T value) implements Parsed<T> {

        @Override
        public <R> Parsed<R> then(Function<? super T, Parsed<R>> next) {
            return next.apply(value);
        }

        @Override
        public Verdict judge(Function<? super T, Verdict> judgement) {
            return judgement.apply(value);
        }

        @Override
        public Optional<T> found() {
            return Optional.of(value);
        }
    }

    /** The value is missing or unreadable, and that is judged so. */
    record Refused<T>(Verdict verdict) implements Parsed<T> {

        @Override
        public <R> Parsed<R> then(Function<? super T, Parsed<R>> next) {
            return new Refused<>(verdict);
        }

        @Override
        public Verdict judge(Function<? super T, Verdict> judgement) {
            return verdict;
        }

        @Override
        public Optional<T> found() {
            return Optional.empty();
        }
    }

    static <T> Parsed<T> of(T value) {
        return new Found<>(value);
    }

    /** Returns an error verdict in place of the value. */
    static <T> Parsed<T> refused(Reason reason, String message) {
        return new Refused<>(Verdict.error(reason, message));
    }

    /** Goes on reading from the value. */
    <R> Parsed<R> then(Function<? super T, Parsed<R>> next);

    /** Judges the value; what refused it stays the verdict. */
    Verdict judge(Function<? super T, Verdict> judgement);

    /** Returns the value, or nothing when it was refused. */
    Optional<T> found();
}
