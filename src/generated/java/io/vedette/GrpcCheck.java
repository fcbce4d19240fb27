// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Calls the standard health service of a gRPC server. The template {@code grpc}. */
public final class GrpcCheck extends CheckBuilder<GrpcCheck> {

    GrpcCheck(Checks all, String name) {
        super(all, "grpc", name);
    }

    /** The host, a name or an address. Must be given. */
    public GrpcCheck host(String host) {
        return parameter("host", host);
    }

    /** The port. Must be given. */
    public GrpcCheck port(int port) {
        return parameter("port", String.valueOf(port));
    }

    /** The service whose health is asked for; that of the whole server if left out. */
    public GrpcCheck service(String service) {
        return parameter("service", service);
    }

    /** Whether the server speaks TLS. false unless given. */
    public GrpcCheck tls(String tls) {
        return parameter("tls", tls);
    }

    /** Judges only the dates of certificates: who issued them, and for whom, does not matter. */
    public GrpcCheck insecure() {
        return parameter("insecure", "true");
    }
}
