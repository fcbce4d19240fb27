// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** A method for each template that comes with Vedette. */
abstract class TemplateChecks {

    abstract <B extends CheckBuilder<B>> B begin(B check);

    abstract Checks all();

    /**
     * Asks an Avalanche node for its health by GET.
     *
     * @param name the name of the check
     */
    public AvalancheHealthCheck avalancheHealth(String name) {
        return begin(new AvalancheHealthCheck(all(), name));
    }

    /**
     * Asks an Avalanche node for its health by JSON-RPC.
     *
     * @param name the name of the check
     */
    public AvalancheLivenessCheck avalancheLiveness(String name) {
        return begin(new AvalancheLivenessCheck(all(), name));
    }

    /**
     * Looks up the records of a name in DNS.
     *
     * @param name the name of the check
     */
    public DnsCheck dns(String name) {
        return begin(new DnsCheck(all(), name));
    }

    /**
     * Asks a registry by RDAP until when a domain is registered.
     *
     * @param name the name of the check
     */
    public DomainCheck domain(String name) {
        return begin(new DomainCheck(all(), name));
    }

    /**
     * Calls the standard health service of a gRPC server.
     *
     * @param name the name of the check
     */
    public GrpcCheck grpc(String name) {
        return begin(new GrpcCheck(all(), name));
    }

    /**
     * Asks a health endpoint and judges its answer in any known dialect.
     *
     * @param name the name of the check
     */
    public HealthCheck health(String name) {
        return begin(new HealthCheck(all(), name));
    }

    /**
     * Waits for calls of a job, and reports one that is missed.
     *
     * @param name the name of the check
     */
    public HeartbeatCheck heartbeat(String name) {
        return begin(new HeartbeatCheck(all(), name));
    }

    /**
     * Asks a web address and judges status, headers, text, time and certificate of the response.
     *
     * @param name the name of the check
     */
    public HttpCheck http(String name) {
        return begin(new HttpCheck(all(), name));
    }

    /**
     * Asks a web address and judges its JSON body by JSONPaths and conditions.
     *
     * @param name the name of the check
     */
    public JsonCheck json(String name) {
        return begin(new JsonCheck(all(), name));
    }

    /**
     * Sends ICMP echo requests by the ping of this machine.
     *
     * @param name the name of the check
     */
    public PingCheck ping(String name) {
        return begin(new PingCheck(all(), name));
    }

    /**
     * Asks a PORTOS server for its health and judges all entries.
     *
     * @param name the name of the check
     */
    public PortosCheck portos(String name) {
        return begin(new PortosCheck(all(), name));
    }

    /**
     * Reads an event of a user from a Pryv.io core.
     *
     * @param name the name of the check
     */
    public PryvCoreCheck pryvCore(String name) {
        return begin(new PryvCoreCheck(all(), name));
    }

    /**
     * Looks up the name of a Pryv.io user in DNS.
     *
     * @param name the name of the check
     */
    public PryvDnsCheck pryvDns(String name) {
        return begin(new PryvDnsCheck(all(), name));
    }

    /**
     * Asks a Pryv.io register whether a user name exists.
     *
     * @param name the name of the check
     */
    public PryvRegisterCheck pryvRegister(String name) {
        return begin(new PryvRegisterCheck(all(), name));
    }

    /**
     * Runs a query on a database and judges its rows.
     *
     * @param name the name of the check
     */
    public SqlCheck sql(String name) {
        return begin(new SqlCheck(all(), name));
    }

    /**
     * Asks a py-pinger task endpoint and judges its status, its last run and its sleep windows.
     *
     * @param name the name of the check
     */
    public TaskCheck task(String name) {
        return begin(new TaskCheck(all(), name));
    }

    /**
     * Connects to a port, and may speak TLS, say something and wait for an answer.
     *
     * @param name the name of the check
     */
    public TcpCheck tcp(String name) {
        return begin(new TcpCheck(all(), name));
    }

    /**
     * Makes a TLS handshake and judges the certificates.
     *
     * @param name the name of the check
     */
    public TlsCheck tls(String name) {
        return begin(new TlsCheck(all(), name));
    }

    /**
     * Makes a WebSocket handshake, and may send a message and wait for one.
     *
     * @param name the name of the check
     */
    public WebsocketCheck websocket(String name) {
        return begin(new WebsocketCheck(all(), name));
    }
}
