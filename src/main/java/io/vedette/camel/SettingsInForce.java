package io.vedette.camel;

import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/** The settings that count now; a reload puts others in their place. Safe for several threads. */
public final class SettingsInForce implements Supplier<Settings> {

    private final Secrets secrets;
    private final Clock clock;
    private final List<Consumer<Settings>> followers = new CopyOnWriteArrayList<>();
    private volatile Settings settings;

    SettingsInForce(Settings settings, Secrets secrets, Clock clock) {
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Settings get() {
        return settings;
    }

    /** Calls the follower with the new settings at every change. */
    void onChange(Consumer<Settings> follower) {
        followers.add(follower);
    }

    /** Binds what older notify routes refer to by name. */
    public void bindBeans(Registry registry) {
        beans().forEach(registry::bind);
    }

    /**
     * Takes other settings while everything runs: those that count at once. What is made of them for routes takes the place
     * of what is in the registry.
     */
    public void change(Settings other, Registry registry) {
        Map<String, Object> before = beans();
        settings = other;
        Map<String, Object> after = beans();
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(registry::unbind);
        after.forEach(registry::bind);
        followers.forEach(follower -> follower.accept(other));
    }

    private Map<String, Object> beans() {
        return TargetBeans.of(settings, secrets, clock);
    }
}
