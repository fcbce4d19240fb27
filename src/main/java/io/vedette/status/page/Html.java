package io.vedette.status.page;

/** Text within HTML, SVG and RSS. */
final class Html {

    private Html() {}

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isXml(c) ? c : ' ');
            }
        }
        return escaped.toString();
    }

    /** No reader takes a feed or a picture with any other, not even escaped: XML 1.0, section 2.2. */
    private static boolean isXml(char c) {
        return c >= ' ' && c < '\ufffe' || c == '\t' || c == '\n' || c == '\r';
    }
}
