package io.vedette.app.pryv;

import io.vedette.check.CheckYaml;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The checks of a prepared platform, to be pasted into a routes file: register, name, core; a DNS-less platform has no
 * name to ask for.
 *
 * @param token how the routes file finds the token, such as <code>{{file:/run/secrets/pryv}}</code>
 */
public record PryvChecks(Platform platform, String username, URI account, String token, boolean insecure) {

    /** Returns the YAML of the checks. */
    public String text() {
        return checks().stream().map(CheckYaml::text).collect(Collectors.joining());
    }

    private List<CheckYaml> checks() {
        List<CheckYaml> checks = new ArrayList<>();
        checks.add(new CheckYaml("pryv-register", "pryv-register", calling(platform.dnsLess(), platform.host())));
        if (!platform.dnsLess()) {
            Map<String, String> name = new LinkedHashMap<>();
            name.put("domain", platform.name());
            name.put("username", username);
            checks.add(new CheckYaml("pryv-dns", "pryv-dns", name));
        }
        Map<String, String> core = core();
        core.put("token", token);
        checks.add(new CheckYaml("pryv-core", "pryv-core", core));
        return checks;
    }

    /** An account may live on another core than the one it was looked for on. */
    private Map<String, String> core() {
        String host = account.getRawAuthority();
        boolean byName = host.startsWith(username + ".") && account.getRawPath().length() <= 1;
        return calling(!byName, byName ? host.substring(username.length() + 1) : host);
    }

    private Map<String, String> calling(boolean dnsLess, String host) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String shown = platform.scheme().equals("https") ? host : platform.scheme() + "://" + host;
        parameters.put(dnsLess ? "hostname" : "domain", shown);
        parameters.put("username", username);
        if (insecure) {
            parameters.put("insecure", "true");
        }
        return parameters;
    }
}
