package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.status.http.Resource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every colour of the pages against every surface that it lies on, light and dark, by the formula of WCAG 2.2. */
class ContrastTest {

    /** Text of any size. */
    private static final double TEXT = 4.5;

    /** Shapes, edges of fields, focus. */
    private static final double SHAPE = 3;

    private static final Map<String, String[]> COLOURS = colours();

    private static Map<String, String[]> colours() {
        Map<String, String[]> colours = new LinkedHashMap<>();
        Matcher pair = Pattern.compile("--([\\w-]+): light-dark\\((#\\w{6}), (#\\w{6})\\)")
                .matcher(Resource.asset("tokens.css").body());
        while (pair.find()) {
            colours.put(pair.group(1), new String[] {pair.group(2), pair.group(3)});
        }
        return colours;
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                        on("ink", TEXT, "ground", "sheet", "raised", "hover", "select"),
                        on("quiet", TEXT, "ground", "sheet", "raised", "hover", "select", "none"),
                        on("quiet", TEXT, "error-wash", "degraded-wash"),
                        on("pale", TEXT, "ground", "sheet", "hover"),
                        on("accent", TEXT, "ground", "sheet", "raised", "hover", "select"),
                        on("on-accent", TEXT, "accent"),
                        on("error", TEXT, "ground", "sheet", "raised", "hover", "select", "error-wash"),
                        on("degraded", TEXT, "ground", "sheet", "hover", "select", "degraded-wash"),
                        on("ok", TEXT, "ground", "sheet", "hover", "select"),
                        on("asleep", TEXT, "ground", "sheet", "hover", "select"),
                        on("error-fill", SHAPE, "ground", "sheet", "hover", "select"),
                        on("degraded-fill", SHAPE, "ground", "sheet", "hover", "select"),
                        on("ok-fill", SHAPE, "ground", "sheet", "hover"),
                        on("asleep-fill", SHAPE, "ground", "sheet", "hover"),
                        on("mute-fill", SHAPE, "ground", "sheet", "hover"),
                        on("error-bar", SHAPE, "sheet", "hover", "select"),
                        on("degraded-bar", SHAPE, "sheet", "hover"),
                        on("edge", SHAPE, "ground", "sheet"),
                        on("focus", SHAPE, "ground", "sheet", "raised", "hover", "select"))
                .flatMap(List::stream);
    }

    private static List<Arguments> on(String colour, double least, String... surfaces) {
        return Arrays.stream(surfaces)
                .map(surface -> Arguments.of(colour, surface, least))
                .toList();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pairs")
    void isEnough(String colour, String surface, double least) {
        for (int scheme = 0; scheme < 2; scheme++) {
            double contrast = contrast(COLOURS.get(colour)[scheme], COLOURS.get(surface)[scheme]);

            assertThat(contrast)
                    .as("%s on %s, %s", colour, surface, scheme == 0 ? "light" : "dark")
                    .isGreaterThanOrEqualTo(least);
        }
    }

    @Test
    void isComputedForEveryColourThatLiesOnAnother() {
        Set<String> surfacesAndDecoration = Set.of(
                "ground",
                "sheet",
                "raised",
                "hover",
                "select",
                "line",
                "rim",
                "none",
                "ok-bar",
                "error-wash",
                "degraded-wash");
        List<Object> computed = pairs().map(pair -> pair.get()[0]).distinct().toList();

        assertThat(COLOURS.keySet())
                .filteredOn(name -> !surfacesAndDecoration.contains(name))
                .isNotEmpty()
                .allMatch(computed::contains);
    }

    @Test
    void isThatOfColoursWhichStandInOneFileAlone() {
        Pattern raw = Pattern.compile("#[0-9a-f]{3,8}\\b|\\brgba?\\(", Pattern.CASE_INSENSITIVE);

        for (String file : List.of("base.css", "overview.css", "pages.css")) {
            assertThat(Resource.asset(file)
                            .body()
                            .lines()
                            .filter(line -> raw.matcher(line).find())
                            .filter(line -> !line.startsWith(".brand path") && !line.contains("::backdrop")))
                    .as(file)
                    .isEmpty();
        }
    }

    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double channel = Integer.parseInt(hex, 1 + 2 * i, 3 + 2 * i, 16) / 255.0;
            sum += weights[i] * (channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
