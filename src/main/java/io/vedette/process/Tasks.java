package io.vedette.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The periodic tasks of one Vedette. Safe for several threads. */
public final class Tasks {

    /** Those of the whole process, for {@link #gone}. */
    private static final Set<Periodic> ALL = ConcurrentHashMap.newKeySet();

    private final List<Periodic> tasks = new CopyOnWriteArrayList<>();

    /** Adds a task. */
    public Periodic add(Periodic task) {
        tasks.add(task);
        return task;
    }

    /** Leaves a task out that is not to run any more. */
    public void remove(Periodic task) {
        tasks.remove(task);
    }

    /** Returns how they are doing, in the order in which they were added. */
    public List<Periodic.State> states() {
        return tasks.stream().map(Periodic::state).toList();
    }

    /** Remembers a task that must not end by itself. */
    static void started(Periodic task) {
        ALL.add(task);
    }

    static void ended(Periodic task) {
        ALL.remove(task);
    }

    /** Returns a task of this process that comes no more though nobody ended it: its thread is gone. */
    static Optional<String> gone() {
        return ALL.stream().filter(Periodic::isGone).map(Periodic::name).findFirst();
    }
}
