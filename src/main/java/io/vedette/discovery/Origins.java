package io.vedette.discovery;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Answer;
import io.vedette.probe.Probe;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.kind.Probes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what asks a source. Web addresses and DNS are asked as checks ask them. */
class Origins {

    /** Ten thousand targets with labels fit into a fourth of it. */
    private static final String BODY_BYTES = String.valueOf(16 << 20);

    private final Probes probes;

    Origins(Probes probes) {
        // Whatever token the checks send, a source gets it only where its own options say so.
        this.probes = probes.withToken(TokenSettings.NONE);
    }

    Origin of(Source source) {
        return switch (source.kind()) {
            case FILE -> new FileOrigin(source.address());
            case URL -> new HttpOrigin(probe("http", parameters(source)).orElse(Origins::misconfigured));
            case DNS -> new DnsOrigin(probe("dns", parameters(source)).orElse(Origins::misconfigured));
            case KUBERNETES -> new KubernetesOrigin(source.address(), source.options());
        };
    }

    private static Answer misconfigured(io.vedette.probe.Attempt attempt) {
        return new Answer.Trouble(Answer.Trouble.Kind.MISCONFIGURED, "it cannot be asked as it is written");
    }

    List<Problem> problems(Source source) {
        Parameters parameters = parameters(source);
        switch (source.kind()) {
            case URL -> probe("http", parameters);
            case DNS -> probe("dns", parameters);
            case KUBERNETES -> KubernetesOrigin.read(source.address(), parameters, Discovery.TIMEOUT);
            case FILE -> {
                parameters.asked();
                FileOrigin.complaint(source.address())
                        .ifPresent(wrong -> parameters.problem(Source.Kind.FILE.key(), wrong));
            }
        }
        return parameters.problems(List.of()).stream()
                .map(problem -> problem.key().equals(main(source))
                        ? renamed(problem, source.kind().key())
                        : problem)
                .toList();
    }

    private static Problem renamed(Problem problem, String key) {
        return new Problem(problem.severity(), problem.file(), problem.line(), key, problem.message());
    }

    private static String main(Source source) {
        return source.kind() == Source.Kind.DNS ? "host" : "url";
    }

    private static Parameters parameters(Source source) {
        Map<String, String> values = new LinkedHashMap<>(source.options());
        switch (source.kind()) {
            case URL -> {
                values.put("url", source.address());
                values.putIfAbsent("maxBodyBytes", BODY_BYTES);
            }
            case DNS -> values.put("host", source.address());
            case FILE, KUBERNETES -> values.remove("");
        }
        return new Parameters(values);
    }

    private Optional<Probe> probe(String type, Parameters parameters) {
        return probes.create(type, "", parameters, Discovery.TIMEOUT);
    }
}
