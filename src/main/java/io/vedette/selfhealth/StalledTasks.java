package io.vedette.selfhealth;

import io.vedette.process.Periodic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of Vedette's own health that says whether what Vedette does again and again is done: a task that hangs, fails or comes no more. */
public final class StalledTasks {

    /** What this part is called. */
    public static final String NAME = "vedette-tasks";

    private StalledTasks() {}

    /** @param tasks how all of them are doing */
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
