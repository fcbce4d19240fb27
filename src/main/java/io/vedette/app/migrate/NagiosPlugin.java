package io.vedette.app.migrate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of one of the monitoring plugins as the parameters of a check. Source: the plugins' own help, monitoring-plugins 2.4.
 *
 * @param name of the program
 * @param words its arguments
 */
record NagiosPlugin(String name, List<String> words) {

    /** What a call became. */
    record Made(String template, Map<String, String> parameters, List<String> notes) {}

    /** Splits a command line as a shell does, as far as quotes go. */
    static Optional<NagiosPlugin> of(String commandLine) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean isOpen = false;
        for (char c : commandLine.strip().toCharArray()) {
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                isOpen = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (isOpen || word.length() > 0) {
                    words.add(word.toString());
                }
                word.setLength(0);
                isOpen = false;
            } else {
                word.append(c);
            }
        }
        if (isOpen || word.length() > 0) {
            words.add(word.toString());
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String program = words.get(0).replaceFirst(".*/", "");
        return Optional.of(new NagiosPlugin(program, List.copyOf(words.subList(1, words.size()))));
    }

    /** Returns the check that means the same; empty where there is none. */
    Optional<Made> made(String host) {
        NagiosOptions options = new NagiosOptions(name, words);
        Map<String, String> made = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        String template = switch (name) {
            case "check_http", "check_curl" -> http(options, host, made, notes);
            case "check_tcp" -> tcp(options, host, "", made);
            case "check_smtp" -> {
                made.put("startTls", options.has("-S") ? "smtp" : options.has("-s") ? "implicit" : "");
                yield tcp(options, host, "25", made, options.get("-e", "220"));
            }
            case "check_ssh" -> tcp(options, host, "22", made, "SSH-");
            case "check_imap" -> tcp(options, host, "143", made, "* OK");
            case "check_pop" -> tcp(options, host, "110", made, "+OK");
            case "check_ftp" -> tcp(options, host, "21", made, "220");
            case "check_dns" -> {
                made.put("host", options.get("-H", host));
                made.put("resolver", options.get("-s", ""));
                made.put("type", options.get("-q", ""));
                made.put("expected", options.get("-a", ""));
                yield "dns";
            }
            case "check_dig" -> {
                String port = options.get("-p", "");
                made.put("host", options.get("-l", ""));
                made.put("resolver", options.get("-H", host) + (port.isEmpty() ? "" : ":" + port));
                made.put("type", options.get("-T", ""));
                made.put("expected", options.get("-a", ""));
                yield "dns";
            }
            case "check_ping", "check_icmp", "check_fping", "check_host" -> {
                made.put("host", options.get("-H", options.get("", host)));
                made.put("count", options.get("-p", options.get("-n", "5")));
                limits(options, made);
                yield "ping";
            }
            default -> "";
        };
        if (template.isEmpty()) {
            return Optional.empty();
        }
        if (!template.equals("dns") && (options.has("-4") || options.has("-6"))) {
            made.put("ipVersion", options.has("-4") ? "4" : "6");
        }
        made.putIfAbsent("timeout", seconds(options.get("-t", "")));
        List<String> left = options.left();
        if (!left.isEmpty()) {
            notes.add(String.join(", ", left) + " of its call not imported");
        }
        return Optional.of(new Made(template, made, notes));
    }

    private String http(NagiosOptions options, String host, Map<String, String> made, List<String> notes) {
        String name = options.get("-H", options.get("-I", host));
        String address = options.get("-I", name);
        String port = options.get("-p", "");
        boolean isVerified = options.has("-D");
        if (options.has("-C")) {
            String[] days = options.get("-C", "").split(",");
            options.has("-S");
            made.put("host", address);
            made.put("port", port);
            made.put("serverName", address.equals(name) ? "" : name);
            made.put("insecure", isVerified ? "" : "true");
            made.put("warnDays", days[0]);
            made.put("errorDays", days.length > 1 ? days[1] : "0");
            return "tls";
        }
        boolean isTls = options.has("-S");
        made.put(
                "url",
                (isTls ? "https://" : "http://")
                        + (address.contains(":") && !address.contains(".") ? "[" + address + "]" : address)
                        + (port.isEmpty() ? "" : ":" + port)
                        + options.get("-u", "/"));
        String body = options.get("-P", "");
        made.put("method", options.get("-j", options.has("-P") ? "POST" : ""));
        made.put("body", body);
        String follow = options.get("-f", "ok");
        made.put(
                "followRedirects",
                follow.startsWith("follow") || follow.startsWith("sticky") || follow.startsWith("curl") ? "" : "false");
        made.put("expectedStatus", status(options.get("-e", ""), follow, notes));
        made.put("contains", options.get("-s", ""));
        String regex = options.get("-r", options.has("-R") ? "(?i)" + options.get("-R", "") : "");
        if (options.has("--invert-regex") && !regex.isEmpty()) {
            notes.add("its inverted regular expression is not imported");
        } else {
            Expressions.java(regex)
                    .ifPresentOrElse(
                            java -> made.put("matches", java),
                            () -> notes.add("the expression " + regex + " not imported, Java has none like it"));
        }
        made.put("maxResponseTime", seconds(options.get("-w", "")));
        made.put("timeout", seconds(options.get("-t", "10")));
        made.put("insecure", isTls && !isVerified ? "true" : "");
        made.put("serverName", isTls && !address.equals(name) ? name : "");
        List<String> headers = new ArrayList<>();
        if (options.has("-k")) {
            headers.add(options.get("-k", ""));
        }
        if (!address.equals(name)) {
            headers.add("Host: " + name);
        }
        if (options.has("-T")) {
            headers.add("Content-Type: " + options.get("-T", ""));
        }
        if (options.has("-a")) {
            headers.add("Authorization: Basic "
                    + Base64.getEncoder().encodeToString(options.get("-a", "").getBytes(StandardCharsets.UTF_8)));
        }
        made.put("headers", String.join("\n", headers));
        return "http";
    }

    /** Without -e 2xx and 3xx are well, as redirects are not followed; with it parts of the status line. */
    private static String status(String expected, String follow, List<String> notes) {
        if (expected.isEmpty()) {
            return follow.equals("ok") ? "2xx,3xx" : "2xx";
        }
        List<String> codes = new ArrayList<>();
        for (String part : expected.split(",")) {
            String code = part.replaceFirst("(?i)^HTTP/[\\d.]+\\s*", "").strip();
            if (code.matches("[1-5]\\d\\d.*")) {
                codes.add(code.substring(0, 3));
            } else if (code.matches("[1-5]")) {
                codes.add(code + "xx");
            } else if (code.isEmpty()) {
                codes.add("200-599");
            } else {
                notes.add("of -e \"" + part + "\" is not imported");
            }
        }
        return String.join(",", codes);
    }

    private static String tcp(
            NagiosOptions options, String host, String port, Map<String, String> made, String expect) {
        String template = tcp(options, host, port, made);
        made.put("expect", expect);
        return template;
    }

    private static String tcp(NagiosOptions options, String host, String port, Map<String, String> made) {
        made.put("host", options.get("-H", options.get("", host)));
        made.put("port", options.get("-p", port));
        if (port.isEmpty()) {
            made.put("send", options.has("-E") ? options.get("-s", "") : Expressions.sent(options.get("-s", "")));
            made.put("expect", options.get("-e", ""));
            made.put("startTls", options.has("-S") ? "implicit" : "");
        }
        made.put("timeout", seconds(options.get("-t", "10")));
        return "tcp";
    }

    /** {@code -w 100.0,20% -c 500.0,60%}: degraded over the one, in error over the other. */
    private static void limits(NagiosOptions options, Map<String, String> made) {
        String[] warning = options.get("-w", "").split(",");
        String[] critical = options.get("-c", "").split(",");
        if (warning[0].matches("\\d+(\\.\\d+)?")) {
            made.put("maxRoundTrip", Math.round(Double.parseDouble(warning[0])) + "ms");
        }
        if (critical.length > 1 && critical[1].matches("\\d+(\\.\\d+)?%")) {
            // Nagios is critical from the value on, maxLoss from the next percent on.
            long from = Math.round(Math.ceil(Double.parseDouble(critical[1].replace("%", ""))));
            made.put("maxLoss", String.valueOf(Math.max(0, Math.min(100, from) - 1)));
        }
    }

    private static String seconds(String text) {
        return text.matches("\\d+(\\.\\d+)?")
                ? Draft.seconds(Double.parseDouble(text)).orElse("")
                : "";
    }
}
