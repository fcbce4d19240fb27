/**
 * The process itself: its loggers, its periodic tasks, trouble that is its own and not a target's, and its end.
 *
 * <p>In: exceptions and the state of this machine. Out: what is wrong, in words, and the end of a process that cannot
 * continue.
 */
package io.vedette.process;
