package io.vedette.app.demo;

import io.vedette.check.CheckYaml;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A simulated system that answers over HTTP.
 *
 * @param check what watches it
 * @param path where it is, all that begins so is its own
 * @param behaviour what it answers
 */
record WebSystem(CheckYaml check, String path, Moods moods, Behaviour behaviour) {

    /** What a system answers in a mood. */
    @FunctionalInterface
    interface Behaviour {
        Reply at(int mood, Instant now, Ask ask);
    }

    Reply reply(Instant now, Ask ask) {
        return behaviour.at(moods.at(now), now, ask);
    }

    /**
     * A maker of systems.
     *
     * @param base where the server of all systems is
     * @param seed of all moods
     */
    record Maker(URI base, long seed) {

        /** Makes a system at a path of its own name, watched by its URL. */
        WebSystem system(String group, String template, String name, int ways, Behaviour behaviour, String... more) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("url", base.resolve("/" + name).toString());
            for (int i = 0; i < more.length; i += 2) {
                parameters.put(more[i], more[i + 1]);
            }
            return at("/" + name, group, template, name, ways, behaviour, parameters);
        }

        /** Makes a system at a path that its protocol requires. */
        WebSystem at(
                String path,
                String group,
                String template,
                String name,
                int ways,
                Behaviour behaviour,
                Map<String, String> parameters) {
            Map<String, String> all = new LinkedHashMap<>(parameters);
            all.put("group", group);
            return new WebSystem(new CheckYaml(name, template, all), path, Moods.of(seed, name, ways), behaviour);
        }
    }
}
