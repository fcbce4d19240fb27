package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes whose PostgreSQL goes away for all of them. */
@Tag("long")
class LostForAllTest {

    @TempDir
    Path folder;

    private Fleet fleet;
    private Company company;
    private List<String> systems;

    @BeforeEach
    void start() throws IOException {
        fleet = new Fleet(folder, 60);
        company = fleet.company();
        systems = fleet.systems();
        fleet.start();
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    private void awaitTold(List<String> kinds) {
        fleet.awaitTold(systems, kinds);
    }

    @Test
    void tellOnceThoughTheDatabaseIsStartedAgainInTheMiddleOfAStorm() {
        systems.forEach(company::breakDown);
        Fleet.pass(1);
        Databases.shut(fleet.database());
        Fleet.pass(3);
        Databases.reopen(fleet.database());

        awaitTold(List.of("problem"));
        Fleet.pass(5);
        awaitTold(List.of("problem"));
        systems.forEach(company::mend);
        awaitTold(List.of("problem", "recovery"));
    }

    @Test
    void continueFromMemoryAndTellOnce() {
        Databases.shut(fleet.database());
        systems.forEach(company::breakDown);

        awaitTold(List.of("problem"));
        Databases.reopen(fleet.database());
        Fleet.pass(8);
        awaitTold(List.of("problem"));
        systems.forEach(company::mend);
        awaitTold(List.of("problem", "recovery"));
        Fleet.pass(3);
        awaitTold(List.of("problem", "recovery"));
        assertThat(company.announcements()).hasSize(1);
    }
}
