package io.vedette.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.values.SettingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What editors know of the settings is made of the settings themselves: {@code mvn test -Dmetadata.write} writes it anew. */
class MetadataTest {

    private static final Path FILE = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void tellsEditorsOfEverySettingThatMeansSomethingHere() throws IOException {
        String made = json.writerWithDefaultPrettyPrinter().writeValueAsString(metadata()) + "\n";
        if (System.getProperty("metadata.write") != null) {
            Files.writeString(FILE, made);
        }

        assertThat(FILE).hasContent(made);
    }

    private ObjectNode metadata() {
        ObjectNode root = json.createObjectNode();
        ArrayNode groups = root.putArray("groups");
        groups.addObject().put("name", "vedette").put("description", "Health checks and alert routing.");
        ArrayNode properties = root.putArray("properties");
        for (SettingKey key : SettingKey.values()) {
            if (!key.isForOwnProcess()) {
                ObjectNode property = properties.addObject();
                property.put("name", key.key()).put("type", type(key)).put("description", key.description());
                if (!key.standard().isEmpty()) {
                    property.put("defaultValue", key.standard());
                }
            }
        }
        // Those of the endpoint, which the annotation would make for us.
        properties
                .addObject()
                .put("name", "management.endpoint.vedette.access")
                .put("type", "org.springframework.boot.actuate.endpoint.Access")
                .put("description", "Permitted level of access for the vedette endpoint.")
                .put("defaultValue", "unrestricted");
        properties
                .addObject()
                .put("name", "management.health.vedette.enabled")
                .put("type", "java.lang.Boolean")
                .put("description", "Whether to show the health of Vedette itself.")
                .put("defaultValue", true);
        root.putArray("hints");
        return root;
    }

    private static String type(SettingKey key) {
        if (key.type().isList()) {
            return "java.util.List<java.lang.String>";
        }
        SettingType type = key.type();
        return switch (type) {
            case FLAG -> "java.lang.Boolean";
            case DURATION, POSITIVE_DURATION -> "java.time.Duration";
            case COUNT, PORT, WHOLE_NUMBER -> "java.lang.Integer";
            default -> "java.lang.String";
        };
    }
}
