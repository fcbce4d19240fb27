package io.vedette.camel.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * The YAML files of a folder on the class path: those that come in Vedette's jar, and what an application adds to them.
 * They are listed once a process, by the table of contents of their jar: Camel's own search unpacks all of the jar, which
 * took a second at each start.
 */
final class ShippedFiles {

    private static final String ENDING = ".yaml";
    private static final Map<String, SortedMap<String, String>> READ = new ConcurrentHashMap<>();

    private ShippedFiles() {}

    /**
     * What the files say, by their places.
     *
     * @param folder such as {@code io/vedette/templates}
     */
    static SortedMap<String, String> in(String folder, CamelContext context) {
        return READ.computeIfAbsent(folder, name -> {
            try {
                return Collections.unmodifiableSortedMap(read(name, context));
            } catch (Exception e) {
                throw new IllegalStateException("the jar's own " + name + " cannot be read", e);
            }
        });
    }

    private static SortedMap<String, String> read(String folder, CamelContext context) throws Exception {
        SortedMap<String, String> texts = new TreeMap<>();
        for (URL place : Collections.list(ShippedFiles.class.getClassLoader().getResources(folder))) {
            URLConnection connection = place.openConnection();
            if (connection instanceof JarURLConnection jar) {
                ofJar(jar.getJarFile(), jar.getEntryName(), folder, texts);
            } else if (place.getProtocol().equals("file")) {
                ofFolder(place, folder, texts);
            } else {
                // A class path of another kind, as some application servers have.
                return bySearch(folder, context);
            }
        }
        return texts;
    }

    /** The file stays open: it is the class loader's as well. */
    private static void ofJar(JarFile jar, String entryName, String folder, SortedMap<String, String> texts)
            throws IOException {
        String prefix = entryName.endsWith("/") ? entryName : entryName + "/";
        for (JarEntry entry : Collections.list(jar.entries())) {
            String name = entry.getName();
            if (name.startsWith(prefix) && name.endsWith(ENDING) && name.indexOf('/', prefix.length()) < 0) {
                try (InputStream in = jar.getInputStream(entry)) {
                    note(folder, name.substring(prefix.length()), in, texts);
                }
            }
        }
    }

    private static void ofFolder(URL place, String folder, SortedMap<String, String> texts)
            throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(ENDING)).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    note(folder, file.getFileName().toString(), in, texts);
                }
            }
        }
    }

    private static SortedMap<String, String> bySearch(String folder, CamelContext context) throws Exception {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Resource resource :
                PluginHelper.getPackageScanResourceResolver(context).findResources("classpath:" + folder + "/*.yaml")) {
            String location = resource.getLocation();
            try (InputStream in = resource.getInputStream()) {
                note(folder, location.substring(location.lastIndexOf('/') + 1), in, texts);
            }
        }
        return texts;
    }

    /** Of two with the same name the class path's first one counts, as it does for classes. */
    private static void note(String folder, String name, InputStream in, SortedMap<String, String> texts)
            throws IOException {
        texts.putIfAbsent("classpath:" + folder + "/" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
}
