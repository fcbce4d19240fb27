package io.vedette.selfhealth;

import io.vedette.discovery.SourceStatus;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The part of Vedette's own health that names sources of targets that fail. What they named is watched all the same, so it only limits
 * Vedette.
 */
public final class FailingSources {

    /** The name of this part. */
    public static final String NAME = "vedette-sources";

    private FailingSources() {}

    /** @param sources those of the active configuration */
    public static SelfHealth.Part judge(List<SourceStatus> sources) {
        List<SourceStatus> failing = sources.stream()
                .filter(source -> source.failingSince().isPresent())
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sources", sources.size());
        data.put("failing", failing.size());
        return failing.isEmpty()
                ? SelfHealth.Part.up(NAME, data)
                : SelfHealth.Part.limited(
                        NAME,
                        failing.stream()
                                .limit(5)
                                .map(source -> source.source().shown() + " fails since "
                                        + source.failingSince().orElseThrow().truncatedTo(ChronoUnit.SECONDS) + ", its "
                                        + source.targets() + " targets stay: " + source.error())
                                .collect(Collectors.joining("; ")),
                        data);
    }
}
