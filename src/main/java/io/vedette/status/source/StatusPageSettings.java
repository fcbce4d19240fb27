package io.vedette.status.source;

import java.util.List;
import java.util.Optional;

/**
 * What outsiders see of the pages for them, apart from the checks.
 *
 * @param title whose page it is
 * @param link where the title leads; empty for nowhere
 * @param logo the picture before the title, as a {@code data:} address; empty for none
 * @param footer what stands below
 * @param colour the colour of links, and the one on dark, where it is another; empty for those of Vedette
 * @param style a stylesheet that is read after the own one
 * @param language the code of the language, such as {@code de}
 * @param pages the tags that have a page of their own
 */
public record StatusPageSettings(
        String title,
        String link,
        Optional<String> logo,
        String footer,
        List<String> colour,
        Optional<String> style,
        String language,
        List<String> pages) {

    /** What is seen where nothing is set. */
    public static final StatusPageSettings STANDARD =
            new StatusPageSettings("Status", "", Optional.empty(), "", List.of(), Optional.empty(), "en", List.of());

    public StatusPageSettings {
        colour = List.copyOf(colour);
        pages = List.copyOf(pages);
    }
}
