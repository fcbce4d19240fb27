package io.vedette.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckYamlTest {

    @Test
    void writesATemplatedRoute() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("url", "https://my-backend.com/task1");
        parameters.put("interval", "60");
        parameters.put("contains", "a \"quoted\" line\n# no comment");
        parameters.put("group", "tasks");

        assertThat(new CheckYaml("billing-import", "task", parameters).text()).isEqualTo("""
                        - templatedRoute:
                            routeTemplateRef: task
                            routeId: billing-import
                            parameters:
                              - { name: url, value: "https://my-backend.com/task1" }
                              - { name: interval, value: "60" }
                              - { name: contains, value: "a \\"quoted\\" line\\n# no comment" }
                              - { name: group, value: tasks }
                        """);
    }
}
