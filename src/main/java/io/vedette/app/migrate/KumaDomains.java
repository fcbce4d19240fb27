package io.vedette.app.migrate;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The domains whose end Uptime Kuma 2 tells beside a monitor ({@code domain_expiry_notification}): here each is a check of its own, once
 * however many monitors stand in it. Only those whose end it had learned are taken: other registries tell none.
 */
final class KumaDomains {

    private static final int STANDARD_DAYS = 21;

    private final KumaFile kuma;
    private final Draft draft;
    private final Map<String, Set<String>> told = new TreeMap<>();

    KumaDomains(KumaFile kuma, Draft draft) {
        this.kuma = kuma;
        this.draft = draft;
    }

    /** @param notify whom the monitor notifies */
    void add(KumaRow monitor, String notify, String place) {
        if (!monitor.flag("domain_expiry_notification", false)) {
            return;
        }
        Optional<String> domain = host(monitor).flatMap(this::known);
        if (domain.isEmpty()) {
            draft.note(place, "its domain is not asked for its end, as Uptime Kuma has learned none");
            return;
        }
        told.computeIfAbsent(domain.get(), none -> new LinkedHashSet<>()).add(notify);
    }

    /** Adds the checks, a domain each. */
    void checks() {
        int days = kuma.domainDays().stream().max(Integer::compare).orElse(STANDARD_DAYS);
        told.forEach((domain, names) -> {
            if (names.size() > 1) {
                names.remove("log");
            }
            String name = draft.unique(domain + "-domain");
            Map<String, String> parameters = Draft.parameters(
                    "name",
                    domain,
                    "warnDays",
                    String.valueOf(days),
                    "errorDays",
                    "0",
                    "interval",
                    "6h",
                    "errorInterval",
                    "1d",
                    "notify",
                    String.join(",", names));
            draft.check(name, "domain", parameters, name);
            draft.note(name, "the end of this domain is a check of its own: degraded " + days + " days before");
        });
    }

    private Optional<String> known(String host) {
        return kuma.domains().stream()
                .filter(domain -> host.equals(domain) || host.endsWith("." + domain))
                .findFirst();
    }

    private static Optional<String> host(KumaRow monitor) {
        if (monitor.text("url").isEmpty()) {
            return Optional.of(monitor.text("hostname"));
        }
        try {
            return Optional.ofNullable(URI.create(monitor.text("url")).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // No URL, of which its check says so.
        }
    }
}
