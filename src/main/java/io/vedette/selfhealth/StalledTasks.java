package io.vedette.selfhealth;

import io.vedette.process.Periodic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of Vedette's own health that says whether the periodic tasks run: it names one that hangs, fails or no longer runs. */
public final class StalledTasks {

    /** The name of this part. */
    public static final String NAME = "vedette-tasks";

    private StalledTasks() {}

    /** @param tasks the states of all periodic tasks */
    public static SelfHealth.Part judge(List<Periodic.State> tasks) {
        List<Periodic.State> stalled =
                tasks.stream().filter(task -> task.complaint().isPresent()).toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("tasks", tasks.size());
        data.put("stalled", stalled.size());
        data.put("failures", tasks.stream().mapToLong(Periodic.State::failures).sum());
        return stalled.isEmpty()
                ? SelfHealth.Part.up(NAME, data)
                : SelfHealth.Part.down(
                        NAME,
                        stalled.stream()
                                .map(task -> "the task " + task.name() + " "
                                        + task.complaint().orElseThrow())
                                .collect(Collectors.joining("; ")),
                        data);
    }
}
