package io.vedette.app.demo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's own program for keys and certificates: Java itself offers no way to sign one.
 *
 * @param program where it is
 * @param folder where its files are, and what it says
 */
record Keytool(Path program, Path folder) {

    private static final int LONGEST_SECONDS = 60;

    /** What the files are locked with: they are in a folder that only this user may enter, and last as long as the demo. */
    static final String PASSWORD = "of-the-demo";

    /** Returns the keytool of the running Java. */
    static Path ofThisJava() {
        return Path.of(System.getProperty("java.home"), "bin", "keytool");
    }

    /** A call that has been started, so that others may run at the same time. */
    record Call(String name, Process process, Path said) {

        /**
         * Waits until the call has ended.
         *
         * @throws IOException when it failed; the message is what it said
         */
        void await() throws IOException {
            try {
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("keytool " + name + " did not end within " + LONGEST_SECONDS + "s");
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while keytool worked");
            }
            if (process.exitValue() != 0) {
                String text = new String(Files.readAllBytes(said), Charset.defaultCharset());
                throw new IOException("keytool " + name + " failed: "
                        + text.lines().findFirst().orElse("exit code " + process.exitValue()));
            }
        }
    }

    /** Starts a call on a key store of the folder. */
    Call start(String command, String store, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(program.toString(), "-" + command));
        line.addAll(List.of("-keystore", store, "-storepass", PASSWORD, "-storetype", "PKCS12"));
        line.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "keytool-", ".log");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new Call(command, process, said);
    }
}
