package io.vedette.app.migrate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A module of blackbox_exporter as the parameters of a check. Source: its CONFIGURATION.md, 0.28. */
final class BlackboxModule {

    private final String name;
    private final YamlTree module;
    private final Draft draft;

    BlackboxModule(String name, YamlTree module, Draft draft) {
        this.name = name;
        this.module = module;
        this.draft = draft;
    }

    String timeout() {
        return module.plain("timeout");
    }

    private void note(String what) {
        draft.note("module " + name + " (line " + module.line() + ")", what);
    }

    /** Notes what of it has no counterpart; once, however many targets it has. */
    void tell() {
        if (module.get(prober()).isEmpty()) {
            return;
        }
        new BlackboxDialogue(section()).left().forEach(this::note);
        tellExpressions();
        Set<String> taken = TAKEN.getOrDefault(prober(), Set.of());
        section().entries().forEach((key, value) -> {
            if (NEGATED.containsKey(key)) {
                note(key + " not imported, " + NEGATED.get(key));
            } else if (!taken.contains(key)) {
                note(key + " not imported");
            } else if (PARTS.containsKey(key)) {
                value.entries().keySet().stream()
                        .filter(part -> !PARTS.get(key).contains(part))
                        .forEach(part -> note(key + "." + part + " not imported"));
            }
        });
    }

    private static final Map<String, Set<String>> TAKEN = Map.of(
            "http",
            Set.of(
                    "method",
                    "headers",
                    "body",
                    "valid_status_codes",
                    "follow_redirects",
                    "no_follow_redirects",
                    "body_size_limit",
                    "proxy_url",
                    "fail_if_body_not_matches_regexp",
                    "fail_if_body_matches_regexp",
                    "fail_if_header_not_matches",
                    "tls_config",
                    "basic_auth",
                    "oauth2",
                    "authorization",
                    "bearer_token"),
            "tcp",
            Set.of("tls", "tls_config", "query_response"),
            "dns",
            Set.of("query_name", "query_type"),
            "grpc",
            Set.of("service", "tls", "tls_config"));

    private static final Map<String, Set<String>> PARTS = Map.of(
            "tls_config", Set.of("insecure_skip_verify", "server_name"),
            "basic_auth", Set.of("username", "password"),
            "oauth2", Set.of("token_url", "client_id", "client_secret", "scopes"),
            "authorization", Set.of("type", "credentials"));

    private static final Map<String, String> NEGATED = Map.of(
            "fail_if_header_matches", "there is only expectedHeaders, which must be found",
            "fail_if_ssl", "there is no counterpart",
            "fail_if_body_json_matches_cel", "conditions are those of the template json",
            "valid_http_versions", "there is no counterpart",
            "preferred_ip_protocol", "name both families in DNS, or see ipVersion",
            "valid_rcodes", "an answer must have records here",
            "validate_answer_rrs", "name the values in expected");

    private YamlTree section() {
        return module.get(prober()).orElse(module);
    }

    private String prober() {
        return module.plain("prober");
    }

    /** Returns the template; empty where there is none. */
    Optional<String> template() {
        return switch (prober()) {
            case "http" -> Optional.of("http");
            case "tcp" -> Optional.of("tcp");
            case "dns" -> Optional.of("dns");
            case "icmp" -> Optional.of("ping");
            case "grpc" -> Optional.of("grpc");
            default -> Optional.empty();
        };
    }

    /** Returns the parameters of a check of a target. */
    Map<String, String> parameters(String target, String hostname) {
        YamlTree section = section();
        Map<String, String> all = new LinkedHashMap<>();
        switch (prober()) {
            case "http" -> http(section, target, hostname, all);
            case "tcp" -> {
                hostAndPort(target, all);
                if (section.plain("tls").equals("true")) {
                    all.put("startTls", "implicit");
                }
                tls(section, all);
                new BlackboxDialogue(section).into(all);
            }
            case "dns" -> {
                all.put("host", section.plain("query_name"));
                all.put("type", section.plain("query_type").isEmpty() ? "A" : section.plain("query_type"));
                all.put("resolver", target);
            }
            case "grpc" -> {
                hostAndPort(target, all);
                all.put("service", section.plain("service"));
                all.put("tls", section.plain("tls"));
                tls(section, all);
            }
            default -> all.put("host", target);
        }
        return all;
    }

    private static void hostAndPort(String target, Map<String, String> all) {
        String bare = target.replaceFirst("^[a-z]+://", "").replaceFirst("/.*", "");
        int colon = bare.lastIndexOf(':');
        all.put("host", colon < 0 ? bare : bare.substring(0, colon).replaceAll("[\\[\\]]", ""));
        all.put("port", colon < 0 ? "" : bare.substring(colon + 1));
    }

    private void http(YamlTree http, String target, String hostname, Map<String, String> all) {
        all.put("url", target.contains("://") ? target : "http://" + target);
        all.put("method", http.plain("method"));
        all.put("body", http.plain("body"));
        all.put("expectedStatus", list(http, "valid_status_codes"));
        all.put("followRedirects", follows(http) ? "" : "false");
        all.put("maxBodyBytes", bytes(http.plain("body_size_limit")));
        all.put("proxy", http.plain("proxy_url"));
        all.put(
                "matches",
                Expressions.all(
                        expressions(http, "fail_if_body_not_matches_regexp"),
                        expressions(http, "fail_if_body_matches_regexp")));
        all.put(
                "expectedHeaders",
                http.get("fail_if_header_not_matches").map(YamlTree::items).orElse(List.of()).stream()
                        .flatMap(
                                one -> Expressions.java(one.plain("regexp"))
                                        .map(regexp -> one.plain("header") + ": /" + regexp + "/")
                                        .stream())
                        .collect(Collectors.joining("\n")));
        tls(http, all);
        http.get("basic_auth").ifPresent(login -> {
            all.put("basicUsername", login.plain("username"));
            all.put("basicPassword", login.plain("password"));
        });
        http.get("oauth2").ifPresent(oauth -> {
            all.put("oauthTokenUrl", oauth.plain("token_url"));
            all.put("oauthClientId", oauth.plain("client_id"));
            all.put("oauthClientSecret", oauth.plain("client_secret"));
            all.put("oauthScope", list(oauth, "scopes").replace(',', ' '));
        });
        headers(http, hostname, all);
    }

    private static void tls(YamlTree section, Map<String, String> all) {
        section.get("tls_config").ifPresent(tls -> {
            all.put("insecure", tls.plain("insecure_skip_verify").equals("true") ? "true" : "");
            all.put("serverName", tls.plain("server_name"));
        });
    }

    private static void headers(YamlTree http, String hostname, Map<String, String> all) {
        StringBuilder headers = new StringBuilder();
        http.get("headers")
                .map(YamlTree::entries)
                .orElse(Map.of())
                .forEach((header, value) -> headers.append(header)
                        .append(": ")
                        .append(value.plain())
                        .append('\n'));
        if (!hostname.isEmpty()) {
            headers.append("Host: ").append(hostname).append('\n');
        }
        http.get("authorization")
                .ifPresent(one -> headers.append("Authorization: ")
                        .append(one.plain("type").isEmpty() ? "Bearer" : one.plain("type"))
                        .append(' ')
                        .append(one.plain("credentials"))
                        .append('\n'));
        if (!http.plain("bearer_token").isEmpty()) {
            headers.append("Authorization: Bearer ").append(http.plain("bearer_token"));
        }
        all.put("headers", headers.toString().strip());
    }

    /** Returns the expressions of a key that Java has too. */
    private static List<String> expressions(YamlTree section, String key) {
        return section.get(key).map(YamlTree::items).orElse(List.of()).stream()
                .flatMap(one -> Expressions.java(one.plain()).stream())
                .toList();
    }

    private void tellExpressions() {
        Stream.concat(
                        Stream.of("fail_if_body_not_matches_regexp", "fail_if_body_matches_regexp")
                                .flatMap(key -> section().get(key).stream())
                                .flatMap(list -> list.items().stream())
                                .map(YamlTree::plain),
                        section().get("fail_if_header_not_matches").stream()
                                .flatMap(list -> list.items().stream())
                                .map(one -> one.plain("regexp")))
                .filter(expression -> Expressions.java(expression).isEmpty())
                .forEach(expression -> note("the expression " + expression + " not imported, Java has none like it"));
    }

    /** The one that says no_ is of versions before 0.20. */
    private static boolean follows(YamlTree http) {
        return !http.plain("follow_redirects").equals("false")
                && !http.plain("no_follow_redirects").equals("true");
    }

    private static String list(YamlTree tree, String key) {
        return tree.get(key).map(YamlTree::items).orElse(List.of()).stream()
                .map(YamlTree::plain)
                .collect(Collectors.joining(","));
    }

    private static String bytes(String size) {
        String digits = size.replaceAll("[^0-9]", "");
        if (digits.isEmpty() || digits.length() > 12 || digits.equals("0")) {
            return "";
        }
        String unit = size.replaceAll("[0-9.\\s]", "").toUpperCase(java.util.Locale.ROOT);
        long factor =
                unit.startsWith("K") ? 1L << 10 : unit.startsWith("M") ? 1L << 20 : unit.startsWith("G") ? 1L << 30 : 1;
        return String.valueOf(Math.min(64L << 20, Long.parseLong(digits) * factor));
    }
}
