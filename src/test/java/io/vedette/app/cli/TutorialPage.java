package io.vedette.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The tutorial as its steps: their files, their commands, and what they say is printed.
 *
 * @param parts what stands before the first step, then a text for each
 */
record TutorialPage(List<String> parts) {

    private static final String COMMAND = "    ";
    private static final String JAR = "java -jar vedette.jar ";

    static TutorialPage read() throws IOException {
        return new TutorialPage(
                List.of(Files.readString(Path.of("docs/tutorial.md")).split("(?m)^## \\d+\\. ")));
    }

    /** With something of this machine in place of what the page has. */
    TutorialPage with(String words, String others) {
        if (parts.stream().noneMatch(part -> part.contains(words))) {
            throw new IllegalArgumentException("the page does not say: " + words);
        }
        return new TutorialPage(
                parts.stream().map(part -> part.replace(words, others)).toList());
    }

    int steps() {
        return parts.size() - 1;
    }

    /** The block of a language in a step, counted from 0. */
    String file(int step, String language, int number) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(parts.get(step))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList()
                .get(number);
    }

    /** The lines that are to be typed. */
    List<String> commands(int step) {
        List<String> commands = new ArrayList<>();
        String outside = parts.get(step).replaceAll("(?ms)^```.*?^```$", "");
        outside.lines()
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> line.substring(COMMAND.length()))
                .forEach(commands::add);
        return commands;
    }

    /** The words behind the jar of a command that a step shows. */
    String command(int step, String words) {
        return commands(step).stream()
                .filter((JAR + words)::equals)
                .map(command -> command.substring(JAR.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("step " + step + " does not show: " + words));
    }

    /** What stands between two words of a step. */
    String textAfter(int step, String begin, String end) {
        String rest = parts.get(step).substring(parts.get(step).indexOf(begin) + begin.length());
        return rest.substring(0, rest.indexOf(end));
    }
}
