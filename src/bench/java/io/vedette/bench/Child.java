package io.vedette.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that tells its parent values, a line each, and ends when the parent does. */
final class Child implements AutoCloseable {

    private static final String MARK = "@bench ";
    private static final long LONGEST_WAIT_MINUTES = 10;
    private static final String END = "end of output";

    private final Process process;
    private volatile boolean closed;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Child(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "bench-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts Java with the class path and the JVM of this process. */
    static Child java(List<String> options, String... command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.addAll(List.of(command));
        return new Child(new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Starts a program that knows nothing of benchmarks; what it writes goes nowhere. */
    static Child program(Path folder, List<String> command) throws IOException {
        return new Child(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    static List<String> classPath() {
        return List.of("-cp", System.getProperty("java.class.path"));
    }

    /** Waits for a value that the child tells. */
    String value(String name) throws InterruptedException {
        return line(MARK + name + "=").substring(MARK.length() + name.length() + 1);
    }

    /** Waits for a line of its output that holds this text. */
    String line(String text) throws InterruptedException {
        while (true) {
            String line = lines.poll(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES);
            if (line == null || line.equals(END)) {
                throw new IllegalStateException("the process did not tell \"" + text + '"');
            }
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** Waits until it has ended by itself. */
    void end() throws InterruptedException {
        process.waitFor();
    }

    /** Sends it the signal of a terminal that went away. */
    void hangUp() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains("ERROR")) {
                    System.err.println(line);
                }
                lines.add(line);
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        } finally {
            lines.add(END);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        process.destroyForcibly();
        process.waitFor();
    }

    /** In the child: tells the parent a value. */
    static void tell(String name, Object value) {
        System.out.println(MARK + name + "=" + value);
        System.out.flush();
    }

    /** In the child: ends when the parent is gone, whose end closes the pipe to standard input. */
    static void endWithParent() {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // The parent sends nothing.
                }
            } catch (IOException e) {
                System.err.println("the parent is gone: " + e.getMessage());
            }
            Runtime.getRuntime().halt(0);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
