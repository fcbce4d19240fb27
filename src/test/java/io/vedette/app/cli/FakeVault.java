package io.vedette.app.cli;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.LocalServer.Asked;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A server that speaks the protocol of HashiCorp's vault (KV version 2), with one secret, {@code secret:db}. */
final class FakeVault implements AutoCloseable {

    static final String TOKEN = "hvs.token-of-the-vault";

    private final Map<String, String> fields = new ConcurrentHashMap<>();
    private final LocalServer server;

    FakeVault() throws IOException {
        server = new LocalServer(this::answer);
    }

    FakeVault with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    /** The settings by which Camel finds it. */
    String[] settings(String token, String... more) {
        String[] lines = new String[4 + more.length];
        lines[0] = "camel.vault.hashicorp.token=" + token;
        lines[1] = "camel.vault.hashicorp.host=127.0.0.1";
        lines[2] = "camel.vault.hashicorp.port=" + server.port();
        lines[3] = "camel.vault.hashicorp.scheme=http";
        System.arraycopy(more, 0, lines, 4, more.length);
        return lines;
    }

    private Answered answer(Asked asked) {
        if (!asked.header("X-Vault-Token").equals(Optional.of(TOKEN))) {
            return json(403, "{\"errors\":[\"permission denied\"]}");
        }
        if (!asked.target().equals("/v1/secret/data/db")) {
            return json(404, "{\"errors\":[]}");
        }
        StringBuilder data = new StringBuilder();
        fields.forEach((field, value) -> data.append(data.isEmpty() ? "" : ",")
                .append('"')
                .append(field)
                .append("\":\"")
                .append(value)
                .append('"'));
        return json(200, "{\"data\":{\"data\":{" + data + "},\"metadata\":{\"version\":1,\"destroyed\":false}}}");
    }

    private static Answered json(int status, String body) {
        return Answered.of(status, body).with("Content-Type", "application/json");
    }

    @Override
    public void close() {
        server.close();
    }
}
