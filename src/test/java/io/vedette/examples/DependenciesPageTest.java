package io.vedette.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The page tells of every library that comes with Vedette, and of those that an application may leave out: a sample does. */
class DependenciesPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\| ([^|]+) \\| (needed|may go) \\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Path PAGE = Path.of("docs/embedding.md");

    private record Row(Set<String> artifacts, String reason, boolean mayGo) {}

    @Test
    void namesEveryLibraryThatComesWithVedette() throws Exception {
        List<String> told =
                rows().stream().flatMap(row -> row.artifacts().stream()).toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(brought());
        assertThat(rows()).allSatisfy(row -> assertThat(row.reason()).isNotBlank());
    }

    @Test
    void saysWhatMayGoAsTheSampleThatRunsWithoutItDoes() throws Exception {
        Set<String> mayGo = new TreeSet<>();
        rows().stream().filter(Row::mayGo).forEach(row -> mayGo.addAll(row.artifacts()));

        assertThat(mayGo).isEqualTo(artifacts(Path.of("integrations/observe-only/pom.xml"), "exclusion"));
    }

    private static List<Row> rows() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
            Set<String> artifacts = new TreeSet<>();
            NAME.matcher(row.group(1)).results().forEach(name -> artifacts.add(name.group(1)));
            rows.add(new Row(artifacts, row.group(2), row.group(3).equals("may go")));
        }
        return rows;
    }

    /** What an application gets by the dependency alone: neither optional, nor of another scope. */
    private static Set<String> brought() throws Exception {
        Set<String> brought = new TreeSet<>();
        for (Element dependency : elements(Path.of("pom.xml"), "dependency")) {
            String scope = text(dependency, "scope");
            boolean isOfProject =
                    dependency.getParentNode().getParentNode().getNodeName().equals("project");
            if (isOfProject
                    && (scope.isEmpty() || scope.equals("compile") || scope.equals("runtime"))
                    && !text(dependency, "optional").equals("true")) {
                brought.add(text(dependency, "artifactId"));
            }
        }
        return brought;
    }

    private static Set<String> artifacts(Path pom, String tag) throws Exception {
        Set<String> artifacts = new TreeSet<>();
        elements(pom, tag).forEach(element -> artifacts.add(text(element, "artifactId")));
        return artifacts;
    }

    private static List<Element> elements(Path pom, String tag) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String tag) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(tag)) {
                return child.getTextContent().strip();
            }
        }
        return "";
    }
}
