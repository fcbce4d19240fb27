package io.vedette.app.cli;

import io.vedette.app.pryv.Platform;
import io.vedette.app.pryv.PryvChecks;
import io.vedette.app.pryv.PryvClient;
import io.vedette.app.pryv.PryvSetup;
import io.vedette.app.pryv.SecretFile;
import io.vedette.app.pryv.SetupFailed;
import io.vedette.app.pryv.SetupRequest;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.TrustFile;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.tls.Trust;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "setup",
        description = {
            "Creates the account that health checks of a Pryv.io platform use, logs in, creates an access that does not"
                    + " expire, and tries its token. Whatever exists already is used, so it is safe to run again.",
            "With --out the checks to paste into a routes file are printed; without it only the token is printed, and the checks"
                    + " go to standard error."
        },
        footer = {
            "",
            "The password is taken from --password-file, else from the environment variable "
                    + GivenPassword.VARIABLE
                    + ", else asked for on the terminal. For a new account a missing password file is"
                    + " created, with a strong new password and mode 600.",
            "",
            "Exit codes: 0 the token works, 1 a step failed (which is named), 2 wrong usage."
        })
final class PryvSetupCommand implements Callable<Integer> {

    private final Function<Trust, HttpTransport> transports;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Where where;

    static final class Where {

        @Option(
                names = "--domain",
                paramLabel = "DOMAIN",
                required = true,
                description = "The platform's domain: reg.DOMAIN is its register, USER.DOMAIN an account.")
        private String domain;

        @Option(
                names = "--hostname",
                paramLabel = "HOST",
                required = true,
                description = "The host of a DNS-less platform: HOST/reg is its register, HOST/USER an account.")
        private String hostname;
    }

    @Option(
            names = "--username",
            defaultValue = SetupRequest.USERNAME,
            description = "The account. Default: ${DEFAULT-VALUE}.")
    private String username;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "The account's password. Other users of this machine can see command lines: prefer one of the"
                    + " ways below.")
    private String password;

    @Option(names = "--password-file", paramLabel = "FILE", description = "The file that holds the password.")
    private Path passwordFile;

    @Option(
            names = "--email",
            description = "The e-mail address of a new account. Default: the user name at the domain or host.")
    private String email;

    @Option(
            names = "--hosting",
            paramLabel = "KEY",
            description = "The hosting of a new account; needed only if the platform offers several.")
    private String hosting;

    @Option(
            names = "--invitation",
            paramLabel = "TOKEN",
            description = "The invitation token of a new account, on platforms that ask for one.")
    private String invitation;

    @Option(
            names = "--app-id",
            defaultValue = SetupRequest.APP_ID,
            description = "The application id of the calls. Default: ${DEFAULT-VALUE}.")
    private String appId;

    @Option(
            names = "--access-name",
            paramLabel = "NAME",
            defaultValue = SetupRequest.ACCESS_NAME,
            description = "The name of the access. Default: ${DEFAULT-VALUE}.")
    private String accessName;

    /** What an access may do. */
    enum Level {
        READ,
        CONTRIBUTE,
        MANAGE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--level",
            defaultValue = "read",
            description = "What a new access may do with the account's streams: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}, which is enough to get events, and harmless should the token leak; Pryv.io's own"
                    + " guide takes manage.")
    private Level level;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Writes the token to a file of mode 600; a different existing file is kept, unless --force is given.")
    private Path out;

    @Option(names = "--force", description = "Overwrites the file of --out.")
    private boolean force;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "A PEM file of certificate authorities that are trusted in addition to those of this Java, such as a"
                            + " company's own; for the checks set it as vedette.probe.trust.")
    private Path trust;

    @Option(names = "--insecure", description = "Does not verify certificates and host names.")
    private boolean insecure;

    /** How the platform is called. */
    enum Scheme {
        HTTPS,
        HTTP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--scheme",
            defaultValue = "https",
            description = "${COMPLETION-CANDIDATES}; with http the password is sent in plain text. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Scheme scheme;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "The longest wait for an answer. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Mixin
    private HelpOption help;

    PryvSetupCommand() {
        this(HttpTransport::new);
    }

    /** @param transports gives the connections for whom is trusted; closed after use */
    PryvSetupCommand(Function<Trust, HttpTransport> transports) {
        this.transports = transports;
    }

    @Override
    public Integer call() {
        Logging.to("System.err");
        Platform platform = platform();
        if (!username.matches("[a-z0-9][a-z0-9-]{3,58}[a-z0-9]")) {
            throw usage("--username: 5 to 60 characters of a-z, 0-9 and -, no - at the ends");
        }
        if (timeout < 1) {
            throw usage("--timeout: 1 or more");
        }
        Trust trusted = trusted();
        Secrets secrets = new Secrets();
        Optional.ofNullable(invitation).map(List::of).ifPresent(secrets::learn);
        PrintWriter err = spec.commandLine().getErr();
        try (HttpTransport transport = transports.apply(trusted)) {
            Optional<SecretFile> file = Optional.ofNullable(out).map(SecretFile::new);
            if (file.isPresent()) {
                file.get().checkFolder("token");
            }
            PryvSetup setup = new PryvSetup(
                    new PryvClient(transport, Duration.ofSeconds(timeout), insecure),
                    platform,
                    request(platform),
                    new GivenPassword(
                            Optional.ofNullable(password),
                            Optional.ofNullable(passwordFile).map(SecretFile::new),
                            Optional.ofNullable(System.getenv(GivenPassword.VARIABLE))),
                    secrets,
                    line -> {
                        err.println(line);
                        err.flush();
                    });
            print(platform, setup.run(), file);
            return 0;
        } catch (SetupFailed e) {
            err.println(secrets.mask(e.getMessage()));
            err.flush();
            return 1;
        }
    }

    private void print(Platform platform, PryvSetup.Prepared prepared, Optional<SecretFile> file) throws SetupFailed {
        PrintWriter standard = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String place = out == null ? "PATH" : out.toAbsolutePath().normalize().toString();
        String checks =
                new PryvChecks(platform, username, prepared.account(), "{{file:" + place + "}}", insecure).text();
        if (file.isEmpty()) {
            err.println("Put the token into a file of mode 600, and these checks into routes/checks.yaml:");
            err.print(checks);
            err.flush();
            standard.println(prepared.token());
        } else {
            if (force) {
                file.get().replace("token", prepared.token());
            } else {
                file.get().create("token", prepared.token());
            }
            err.println("token: in " + place + "; put these checks into routes/checks.yaml:");
            err.flush();
            standard.print(checks);
        }
        standard.flush();
    }

    private Platform platform() {
        boolean dnsLess = where.hostname != null;
        String host = (dnsLess ? where.hostname : where.domain).strip().toLowerCase(Locale.ROOT);
        if (!Platform.isHost(host)) {
            throw usage(
                    (dnsLess ? "--hostname" : "--domain") + ": a host name, with :PORT if it needs one, and no more");
        }
        return new Platform(scheme.toString(), host, dnsLess);
    }

    private Trust trusted() {
        try {
            return Trust.standardAnd(trust == null ? List.of() : TrustFile.read(trust));
        } catch (IllegalArgumentException e) {
            throw usage("--trust: " + e.getMessage());
        }
    }

    private SetupRequest request(Platform platform) {
        return new SetupRequest(
                username,
                email == null ? username + "@" + platform.name() : email,
                appId,
                Optional.ofNullable(hosting),
                Optional.ofNullable(invitation),
                accessName,
                level.toString());
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
