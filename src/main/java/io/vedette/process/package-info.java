/**
 * The process itself: the tasks that it repeats, trouble that is its own and no target's, and how it ends. In go exceptions
 * and the state of this machine; out come what is wrong, in words, and the end of a process that cannot go on.
 */
package io.vedette.process;
