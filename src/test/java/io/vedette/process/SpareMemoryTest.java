package io.vedette.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SpareMemoryTest {

    /** A program of its own: options of Java count for a whole process. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            SpareMemory.keepLittle();
            HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            System.out.println(java.getVMOption("MinHeapFreeRatio").getValue() + " "
                    + java.getVMOption("MaxHeapFreeRatio").getValue());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hasTheLibraryOfCGiveBackWhatIsFree() {
        assertThat(SpareMemory.trim())
                .hasValueSatisfying(told -> assertThat(told).contains("Trim native heap"));
    }

    @Test
    void keepsLittleOfTheHeapFreeUnlessSomebodyChose() throws Exception {
        assertThat(free()).isEqualTo("20 40");
        assertThat(free("-XX:MaxHeapFreeRatio=90")).isEqualTo("40 90");
    }

    private static String free(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return told.strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
