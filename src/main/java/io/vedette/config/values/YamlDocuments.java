package io.vedette.config.values;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML into trees that whoever walks through them comes to the end of: nested {@value #DEEPEST} deep at most, never a
 * part of themselves, and with all aliases filled in not much larger than they were written.
 */
public final class YamlDocuments {

    /** A route with a dozen blocks within each other is about half as deep. */
    private static final int DEEPEST = 100;

    private static final long MOST_BY_ALIASES = 4L * 1024 * 1024;
    private static final int OF_A_NODE = 16;

    private YamlDocuments() {}

    /** Says that a text is no YAML, or none that can be taken: why, in one line, and where. */
    public static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        private final int line;

        Malformed(String message, int line) {
            super(message.lines().findFirst().orElse(message));
            this.line = line;
        }

        /** Returns the line, counted from 1; 0 when unknown. */
        public int line() {
            return line;
        }

        /** Tells what a failure of the YAML parser says, wherever in the causes it is; empty when there is none. */
        public static Optional<Malformed> of(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof MarkedYamlEngineException marked
                        && marked.getProblemMark().isPresent()) {
                    return Optional.of(new Malformed(
                            marked.getProblem() == null ? marked.getMessage() : marked.getProblem(),
                            marked.getProblemMark().get().getLine() + 1));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Reads the documents of a text; none when it holds only comments.
     *
     * @throws Malformed when it is no YAML, or too deep, or a part of itself, or becomes too large by its aliases
     */
    public static List<Node> of(String yaml) throws Malformed {
        // How large a file may be is judged where it is read.
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        Bounded parser = new Bounded(new ParserImpl(settings, new StreamReader(settings, yaml)));
        try {
            List<Node> documents = new ArrayList<>();
            new Composer(settings, parser).forEachRemaining(documents::add);
            return documents;
        } catch (ReaderException e) {
            throw new Malformed(
                    "holds the character U+" + String.format("%04X", e.getCodePoint())
                            + ", which YAML does not allow; in quotes write it as \\u"
                            + String.format("%04X", e.getCodePoint()),
                    line(yaml, e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw Malformed.of(e).orElseGet(() -> new Malformed(complaint(e), parser.line));
        } catch (StackOverflowError e) {
            throw new Malformed("is nested too deeply", 0);
        }
    }

    /** Messages of problems without a place, which say what to do. */
    private static String complaint(YamlEngineException e) {
        if (e instanceof YamlVersionException) {
            return "asks for an unknown version of YAML; leave out the line with %YAML";
        }
        return e.getMessage() != null && e.getMessage().startsWith("Non scalar key")
                ? "a key must be text; a placeholder must be in quotes, as in \"{{env:NAME}}\""
                : Causes.message(e);
    }

    private static int line(String yaml, int codePoint) {
        int at = yaml.indexOf(codePoint);
        return at < 0 ? 0 : (int) yaml.substring(0, at).lines().count() + (at == 0 || isBreak(yaml, at - 1) ? 1 : 0);
    }

    private static boolean isBreak(String yaml, int at) {
        return yaml.charAt(at) == '\n' || yaml.charAt(at) == '\r';
    }

    /** The parser, which stops at what would be too much for those who come after it. */
    private static final class Bounded implements Parser {

        private final Parser parser;
        private final Deque<Open> open = new ArrayDeque<>();
        private final Map<Anchor, Long> sizes = new HashMap<>();
        private long byAliases;
        private int line;

        Bounded(Parser parser) {
            this.parser = parser;
        }

        private static final class Open {

            private final Optional<Anchor> anchor;
            private long size = OF_A_NODE;

            Open(Optional<Anchor> anchor) {
                this.anchor = anchor;
            }
        }

        @Override
        public boolean checkEvent(Event.ID id) {
            return parser.checkEvent(id);
        }

        @Override
        public Event peekEvent() {
            return parser.peekEvent();
        }

        @Override
        public boolean hasNext() {
            return parser.hasNext();
        }

        @Override
        public Event next() {
            Event event = parser.next();
            event.getStartMark().ifPresent(mark -> line = mark.getLine() + 1);
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> begin((NodeEvent) event);
                case SequenceEnd, MappingEnd -> {
                    Open closed = open.removeLast();
                    closed.anchor.ifPresent(anchor -> sizes.put(anchor, closed.size));
                    grow(closed.size);
                }
                case Scalar -> {
                    ScalarEvent scalar = (ScalarEvent) event;
                    long size = OF_A_NODE + scalar.getValue().length();
                    scalar.getAnchor().ifPresent(anchor -> sizes.put(anchor, size));
                    grow(size);
                }
                case Alias -> alias((AliasEvent) event);
                default -> {}
            }
            return event;
        }

        private void begin(NodeEvent event) {
            if (open.size() == DEEPEST) {
                throw new ParserException(
                        "is nested too deeply: more than " + DEEPEST + " levels", event.getStartMark());
            }
            open.addLast(new Open(event.getAnchor()));
        }

        private void alias(AliasEvent event) {
            Anchor anchor = event.getAlias();
            if (open.stream().anyMatch(one -> one.anchor.filter(anchor::equals).isPresent())) {
                throw new ParserException("*" + anchor + " contains itself", event.getStartMark());
            }
            long size = sizes.getOrDefault(anchor, 0L);
            byAliases += size;
            if (byAliases > MOST_BY_ALIASES) {
                throw new ParserException(
                        "what *" + anchor + " and the aliases before it stand for is larger than "
                                + TextFile.size(MOST_BY_ALIASES),
                        event.getStartMark());
            }
            grow(size);
        }

        private void grow(long size) {
            if (!open.isEmpty()) {
                open.getLast().size += size;
            }
        }
    }
}
