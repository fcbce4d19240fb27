package io.vedette.app.pryv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.probe.Lookup;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Pryv.io platform with the answers of the real ones (pryv/service-register, pryv/open-pryv.io): version 1 with and
 * without DNS, 1.9 and 2. One server plays all hosts; which one is meant stands in the Host header.
 */
public final class FakePryv implements AutoCloseable {

    static final String PERSONAL = "ck-personal-0123456789";
    public static final String TOKEN = "ck-access-9876543210";
    private static final String META = "\"meta\":{\"apiVersion\":\"1.3.51\",\"serverTime\":1548952964.011}";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What changed between the versions, as far as the preparation meets it. */
    public enum Version {
        V1,
        V1_9,
        V2
    }

    /** One call: {@code POST auth/login}, and what it held. */
    public record Call(String route, Map<String, String> headers, JsonNode body) {}

    private record Answer(int status, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Version version;
    private final boolean dnsLess;
    private final Map<String, String> passwords = new HashMap<>();
    private final ArrayNode accesses = JSON.createArrayNode();
    private final Map<String, Answer> overruled = new HashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    public FakePryv(Version version, boolean dnsLess) throws IOException {
        this(version, dnsLess, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** A DNS-less one that is asked over TLS. */
    public static FakePryv secure(Version version, TestAuthority identity) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsServer.context(identity)));
        return new FakePryv(version, true, server);
    }

    private FakePryv(Version version, boolean dnsLess, HttpServer server) {
        this.version = version;
        this.dnsLess = dnsLess;
        this.server = server;
        server.createContext("/", this::handle);
        server.start();
    }

    /** The domain, or the host, with the port. */
    public String host() {
        return (dnsLess ? "127.0.0.1" : "pryv.test") + ":" + server.getAddress().getPort();
    }

    private String scheme() {
        return server instanceof HttpsServer ? "https://" : "http://";
    }

    /** What the platform's name servers answer. */
    public static Lookup lookup() {
        return host -> List.of(InetAddress.getLoopbackAddress());
    }

    public FakePryv withAccount(String username, String password) {
        passwords.put(username, password);
        return this;
    }

    public FakePryv withAccess(String name, String level) {
        access(name, level);
        return this;
    }

    /** Answers a call such as {@code GET reg/hostings} like this from now on. */
    public FakePryv answering(String route, int status, String body, String... header) {
        overruled.put(route, new Answer(status, body, header.length == 0 ? Map.of() : Map.of(header[0], header[1])));
        return this;
    }

    public List<Call> calls() {
        return calls;
    }

    public List<String> routes() {
        return calls.stream().map(Call::route).toList();
    }

    Call call(String route) {
        return calls.stream()
                .filter(call -> call.route().equals(route))
                .findFirst()
                .orElseThrow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            String path = exchange.getRequestURI().toString().substring(1);
            byte[] sent = exchange.getRequestBody().readAllBytes();
            JsonNode body = sent.length == 0 ? JSON.nullNode() : JSON.readTree(sent);
            String route = exchange.getRequestMethod() + " " + route(host, path);
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            calls.add(new Call(route, headers, body));
            Answer answer = overruled.containsKey(route) ? overruled.get(route) : answer(route, headers, body);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** {@code reg/…} for the register, {@code core/users} for a core, else the path at the account. */
    private String route(String host, String path) {
        if (path.equals("users")) {
            return "core/users";
        }
        if (!dnsLess) {
            return host.startsWith("reg.") ? "reg/" + path : path;
        }
        return path.startsWith("reg/") ? path : path.substring(path.indexOf('/') + 1);
    }

    private Answer answer(String route, Map<String, String> headers, JsonNode body) {
        if (route.endsWith("/check_username")) {
            String name = route.split("/")[1];
            return ok(200, "{\"reserved\":" + passwords.containsKey(name) + "}");
        }
        return switch (route) {
            case "GET reg/service/info" -> serviceInfo();
            case "GET reg/hostings" -> ok(200, hostings());
            case "POST reg/user/" -> registered(body.path("appid").isTextual(), body, 200);
            case "POST core/users" ->
                version == Version.V1
                        ? nested(404, "unknown-resource", "Unknown user \\\"users\\\"")
                        : registered(body.path("appId").isTextual(), body, 201);
            case "POST auth/login" -> login(headers, body);
            case "GET accesses" ->
                authorized(headers, PERSONAL)
                        ? ok(200, "{\"accesses\":" + accesses + "," + META + "}")
                        : nested(403, "invalid-access-token", "Cannot find access from token.");
            case "POST accesses" -> created(headers, body);
            case "GET events?limit=1" ->
                authorized(headers, TOKEN)
                        ? ok(200, "{\"events\":[]," + META + "}")
                        : nested(403, "invalid-access-token", "Cannot find access from token.");
            default -> nested(404, "unknown-resource", "no such route " + route);
        };
    }

    private Answer serviceInfo() {
        String base = scheme() + host() + "/";
        String api = dnsLess ? base + "{username}/" : base.replace("//", "//{username}.");
        return ok(
                200,
                "{\"register\":\"" + (dnsLess ? base + "reg/" : base.replace("//", "//reg.")) + "\",\"api\":\"" + api
                        + "\",\"name\":\"Fake\",\"serial\":\"2019062301\"}");
    }

    private String hostings() {
        String key = version == Version.V2 ? "default" : dnsLess ? "hosting1" : "pilot";
        String core = scheme() + (dnsLess ? "" : "co1.") + host();
        String available = version == Version.V1 ? "" : ",\"availableCore\":\"" + core + "\"";
        return "{\"regions\":{\"region1\":{\"name\":\"Region 1\",\"localizedName\":{},\"zones\":{\"zone1\":{\"name\":\"Zone 1\","
                + "\"hostings\":{\"" + key
                + "\":{\"url\":\"https://pryv.com\",\"name\":\"Self hosted\",\"description\":\"\","
                + "\"available\":true" + available + "}}}}}}}";
    }

    private Answer registered(boolean complete, JsonNode body, int success) {
        String name = body.path("username").asText();
        if (!complete) {
            return ok(400, flat("INVALID_APPID", "Invalid app Id"));
        }
        if (passwords.putIfAbsent(name, body.path("password").asText()) != null) {
            return success == 200
                    ? ok(400, flat("EXISTING_USER_NAME", "Existing user name"))
                    : ok(
                            409,
                            "{\"error\":{\"id\":\"item-already-exists\",\"message\":\"A user with username \\\"" + name
                                    + "\\\" already exists\",\"data\":{\"username\":\"" + name + "\"}}," + META + "}");
        }
        return ok(
                success,
                "{\"username\":\"" + name + "\",\"apiEndpoint\":\"" + scheme() + PERSONAL + "@" + host() + "/" + name
                        + "/\"}");
    }

    private Answer login(Map<String, String> headers, JsonNode body) {
        String origin = headers.getOrDefault("Origin", "");
        if (version == Version.V1 && !dnsLess && !origin.equals("http://sw." + host())) {
            return nested(401, "invalid-credentials", "The app id (\\\"appId\\\") is either missing or not trusted.");
        }
        boolean right = body.path("password")
                .asText("-")
                .equals(passwords.get(body.path("username").asText()));
        return right
                ? ok(200, "{\"token\":\"" + PERSONAL + "\",\"preferredLanguage\":\"en\"," + META + "}")
                : nested(401, "invalid-credentials", "The given username/password pair is invalid.");
    }

    private Answer created(Map<String, String> headers, JsonNode body) {
        if (!authorized(headers, PERSONAL)) {
            return nested(403, "invalid-access-token", "Cannot find access from token.");
        }
        for (JsonNode one : accesses) {
            if (one.path("name").equals(body.path("name"))) {
                return nested(409, "item-already-exists", "An access with this name already exists");
            }
        }
        JsonNode access = access(
                body.path("name").asText(), body.at("/permissions/0/level").asText());
        return ok(201, "{\"access\":" + access + "," + META + "}");
    }

    private JsonNode access(String name, String level) {
        accesses.addObject().put("name", "pryv-metrics").put("type", "personal").put("token", PERSONAL);
        return accesses.addObject()
                .put("name", name)
                .put("type", "shared")
                .put("token", TOKEN)
                .put("id", "cjrkusc1p00060t0czs7ect45")
                .set(
                        "permissions",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .put("streamId", "*")
                                        .put("level", level)));
    }

    private static boolean authorized(Map<String, String> headers, String token) {
        return token.equals(headers.get("Authorization"));
    }

    /** The register of version 1. */
    public static String flat(String id, String message) {
        return "{\"id\":\"" + id + "\",\"message\":\"" + message + "\",\"detail\":\"\",\"errors\":[]}";
    }

    /** Cores, and all of version 2. */
    public static String error(String id, String message) {
        return "{\"error\":{\"id\":\"" + id + "\",\"message\":\"" + message + "\"}," + META + "}";
    }

    private static Answer nested(int status, String id, String message) {
        return ok(status, error(id, message));
    }

    private static Answer ok(int status, String body) {
        return new Answer(status, body, Map.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
