package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody who watches the endpoints of a load: how it is started, and by which process it is measured. */
interface Contender {

    String name();

    /** Starts to watch all of them; empty where its program is not on this machine. */
    Optional<Running> start(Load load, String port) throws Exception;

    /** The process that is measured, and what ends with it. */
    record Running(Child measured, List<AutoCloseable> with) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            measured.close();
            for (AutoCloseable each : with) {
                each.close();
            }
        }
    }

    /** The first of these programs that can be run: a path, or a name to be found on the PATH. */
    static Optional<String> program(List<String> names) {
        return names.stream()
                .flatMap(name -> name.contains("/")
                        ? Stream.of(Path.of(name))
                        : Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(path -> path.toAbsolutePath().toString())
                .findFirst();
    }

    /** Vedette as its users start it. */
    record Vedette(Product product) implements Contender {

        @Override
        public String name() {
            return "Vedette";
        }

        @Override
        public Optional<Running> start(Load load, String port) throws IOException {
            Workplace workplace = Workplace.of(load, port);
            return Optional.of(new Running(product.start(workplace), List.of(workplace)));
        }
    }

    /** The HTTP client in a loop, and nobody who looks at what was read. */
    record Bare(Product product) implements Contender {

        @Override
        public String name() {
            return "bare loop";
        }

        @Override
        public Optional<Running> start(Load load, String port) throws IOException {
            return Optional.of(new Running(loop(product, load, "http://127.0.0.1:" + port), List.of()));
        }
    }

    /** Gatus with a condition on status and body, without the lock that lets it watch one endpoint at a time. */
    record Gatus(Optional<String> program) implements Contender {

        @Override
        public String name() {
            return "Gatus";
        }

        @Override
        public Optional<Running> start(Load load, String port) throws IOException {
            if (program.isEmpty()) {
                return Optional.empty();
            }
            Workplace workplace = Workplace.of(load, port);
            StringBuilder yaml = new StringBuilder("disable-monitoring-lock: true\nweb:\n  address: 127.0.0.1\n  port: "
                    + workplace.port() + "\nendpoints:\n");
            for (int check = 0; check < load.checks; check++) {
                yaml.append("  - name: check-" + check + "\n")
                        .append("    url: \"http://127.0.0.1:" + port + load.path(check) + "\"\n")
                        .append("    interval: " + load.interval.toMillis() + "ms\n")
                        .append("    conditions: [\"[STATUS] == 200\", \"[BODY].status == ok\"]\n");
            }
            Files.writeString(workplace.folder().resolve("config.yaml"), yaml);
            Files.createDirectory(workplace.folder().resolve("config"));
            Files.move(
                    workplace.folder().resolve("config.yaml"),
                    workplace.folder().resolve("config/config.yaml"));
            return Optional.of(
                    new Running(Child.program(workplace.folder(), List.of(program.get())), List.of(workplace)));
        }
    }

    /** blackbox_exporter, which asks when it is asked: by the bare loop in place of Prometheus, which is not measured. */
    record Blackbox(Optional<String> program, Product product) implements Contender {

        @Override
        public String name() {
            return "blackbox_exporter";
        }

        @Override
        public Optional<Running> start(Load load, String port) throws IOException {
            if (program.isEmpty()) {
                return Optional.empty();
            }
            Workplace workplace = Workplace.of(load, port);
            Path modules = workplace.folder().resolve("blackbox.yml");
            Files.writeString(modules, """
                    modules:
                      task:
                        prober: http
                        http: { preferred_ip_protocol: ip4, fail_if_body_not_matches_regexp: ['"status":"ok"'] }
                    """);
            String address = "127.0.0.1:" + workplace.port();
            Child exporter = Child.program(
                    workplace.folder(),
                    List.of(program.get(), "--config.file=" + modules, "--web.listen-address=" + address));
            Child scraper =
                    loop(product, load, "http://" + address + "/probe?module=task&target=http://127.0.0.1:" + port);
            return Optional.of(new Running(exporter, List.of(scraper, workplace)));
        }
    }

    private static Child loop(Product product, Load load, String prefix) throws IOException {
        return product.beside(BareLoad.class, Stream.concat(Stream.of(prefix), Stream.of(load.endless())));
    }
}
