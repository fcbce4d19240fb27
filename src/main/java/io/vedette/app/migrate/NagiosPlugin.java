package io.vedette.app.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call of one of the monitoring plugins as the parameters of a check. Source: the plugins' own help, monitoring-plugins 2.4.
 *
 * @param name of the program
 * @param words its arguments
 */
record NagiosPlugin(String name, List<String> words) {

    private static final Set<String> FLAGS = Set.of(
            "-S",
            "--ssl",
            "--sni",
            "-N",
            "-n",
            "-v",
            "-4",
            "-6",
            "-E",
            "-q",
            "-L",
            "-D",
            "--invert-regex",
            "-l",
            "--extended-perfdata",
            "-B",
            "--no-body",
            "-j-none");

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
        Map<String, String> options = options();
        Map<String, String> made = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        String template = switch (name) {
            case "check_http", "check_curl" -> http(options, host, made, notes);
            case "check_tcp" -> tcp(options, host, "", made);
            case "check_smtp" -> {
                made.put("startTls", options.containsKey("-S") ? "smtp" : options.containsKey("-s") ? "implicit" : "");
                yield tcp(options, host, "25", made, options.getOrDefault("-e", "220"));
            }
            case "check_ssh" -> tcp(options, host, "22", made, "SSH-");
            case "check_imap" -> tcp(options, host, "143", made, "* OK");
            case "check_pop" -> tcp(options, host, "110", made, "+OK");
            case "check_ftp" -> tcp(options, host, "21", made, "220");
            case "check_dns", "check_dig" -> {
                made.put("host", options.getOrDefault("-H", options.getOrDefault("-l", host)));
                made.put("resolver", options.getOrDefault("-s", ""));
                made.put("expected", options.getOrDefault("-a", ""));
                yield "dns";
            }
            case "check_ping", "check_icmp", "check_fping", "check_host" -> {
                made.put("host", options.getOrDefault("-H", host));
                made.put("count", options.getOrDefault("-p", options.getOrDefault("-n", "5")));
                limits(options, made);
                yield "ping";
            }
            default -> "";
        };
        return template.isEmpty() ? Optional.empty() : Optional.of(new Made(template, made, notes));
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean isSsl = word.equals("-S") || word.startsWith("--ssl");
            boolean isFlag = FLAGS.contains(word) && !(word.equals("-n") && name.equals("check_icmp"));
            if (isSsl) {
                options.put("-S", "");
            } else if (!word.startsWith("-") || word.length() < 2) {
                options.putIfAbsent("", word);
            } else if (word.startsWith("--") && word.contains("=")) {
                options.put(shortened(word.substring(0, word.indexOf('='))), word.substring(word.indexOf('=') + 1));
            } else if (!word.startsWith("--") && word.length() > 2) {
                options.put(word.substring(0, 2), word.substring(2));
            } else if (isFlag || i + 1 >= words.size()) {
                options.put(shortened(word), "");
            } else {
                options.put(shortened(word), words.get(++i));
            }
        }
        return options;
    }

    private static String shortened(String option) {
        return switch (option) {
            case "--hostname" -> "-H";
            case "--IP-address" -> "-I";
            case "--port" -> "-p";
            case "--url", "--uri" -> "-u";
            case "--expect" -> "-e";
            case "--string" -> "-s";
            case "--regex", "--ereg" -> "-r";
            case "--eregi" -> "-R";
            case "--timeout" -> "-t";
            case "--warning" -> "-w";
            case "--critical" -> "-c";
            case "--certificate" -> "-C";
            case "--onredirect" -> "-f";
            case "--authorization" -> "-a";
            case "--header" -> "-k";
            case "--method" -> "-j";
            case "--post" -> "-P";
            case "--content-type" -> "-T";
            case "--packets" -> "-p";
            default -> option;
        };
    }

    private String http(Map<String, String> options, String host, Map<String, String> made, List<String> notes) {
        String name = options.getOrDefault("-H", options.getOrDefault("-I", host));
        String address = options.getOrDefault("-I", name);
        boolean isTls = options.containsKey("-S") || options.containsKey("-C");
        String port = options.getOrDefault("-p", "");
        if (options.containsKey("-C")) {
            String[] days = options.get("-C").split(",");
            made.put("host", name);
            made.put("port", port);
            made.put("warnDays", days[0]);
            made.put("errorDays", days.length > 1 ? days[1] : "0");
            return "tls";
        }
        made.put(
                "url",
                (isTls ? "https://" : "http://")
                        + (address.contains(":") && !address.contains(".") ? "[" + address + "]" : address)
                        + (port.isEmpty() ? "" : ":" + port)
                        + options.getOrDefault("-u", "/"));
        String method = options.containsKey("-P") ? "POST" : "";
        made.put("method", options.getOrDefault("-j", method));
        made.put("body", options.getOrDefault("-P", ""));
        String follow = options.getOrDefault("-f", "ok");
        made.put(
                "followRedirects",
                follow.startsWith("follow") || follow.startsWith("sticky") || follow.startsWith("curl") ? "" : "false");
        made.put("expectedStatus", status(options.getOrDefault("-e", ""), follow, notes));
        made.put("contains", options.getOrDefault("-s", ""));
        boolean isInverted = options.containsKey("--invert-regex");
        String regex = options.getOrDefault("-r", options.containsKey("-R") ? "(?i)" + options.get("-R") : "");
        if (isInverted && !regex.isEmpty()) {
            notes.add("its inverted regular expression is not imported");
        } else {
            made.put("matches", regex);
        }
        made.put("maxResponseTime", seconds(options.getOrDefault("-w", "")));
        made.put("timeout", seconds(options.getOrDefault("-t", "10")));
        made.put("insecure", isTls && !words.contains("-D") ? "true" : "");
        StringBuilder headers = new StringBuilder(options.getOrDefault("-k", ""));
        if (!address.equals(name)) {
            headers.append(headers.isEmpty() ? "" : "\n").append("Host: ").append(name);
        }
        if (options.containsKey("-T")) {
            headers.append(headers.isEmpty() ? "" : "\n")
                    .append("Content-Type: ")
                    .append(options.get("-T"));
        }
        if (options.containsKey("-a")) {
            headers.append(headers.isEmpty() ? "" : "\n")
                    .append("Authorization: Basic ")
                    .append(java.util.Base64.getEncoder()
                            .encodeToString(options.get("-a").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        made.put("headers", headers.toString());
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
            Map<String, String> options, String host, String port, Map<String, String> made, String expect) {
        String template = tcp(options, host, port, made);
        made.put("expect", expect);
        return template;
    }

    private static String tcp(Map<String, String> options, String host, String port, Map<String, String> made) {
        made.put("host", options.getOrDefault("-H", options.getOrDefault("", host)));
        made.put("port", options.getOrDefault("-p", port));
        if (port.isEmpty()) {
            made.put("send", options.getOrDefault("-s", ""));
            made.put("expect", options.getOrDefault("-e", ""));
            made.put("startTls", options.containsKey("-S") ? "implicit" : "");
        }
        made.put("timeout", seconds(options.getOrDefault("-t", "10")));
        return "tcp";
    }

    /** {@code -w 100.0,20% -c 500.0,60%}: degraded over the one, in error over the other. */
    private static void limits(Map<String, String> options, Map<String, String> made) {
        String[] warning = options.getOrDefault("-w", "").split(",");
        String[] critical = options.getOrDefault("-c", "").split(",");
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
