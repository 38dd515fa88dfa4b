package dev.surety.local.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.measure.ReferenceStore.Kind;
import dev.surety.local.measure.SalesOverTime.Cost;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteUnitsOfALifeTest {
    @TempDir
    private Path folder;

    private SalesOverTime world;

    @BeforeEach
    void start() throws Exception {
        world = new SalesOverTime(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void x() {
        for (int[] n : new int[][] {{1, 1}, {1, 1}, {20, 100}}) {
            Cost cost = world.live(n[0], n[1]);
            System.out.println(n[0] + " " + cost.units() + " total " + cost.total() + " " + cost.spent());
            for (Kind k : Kind.values()) {
                Map<String, Long> r = new ReferenceStore(k).live(cost.entries());
                System.out.println("  " + k + " " + r);
            }
            if (n[0] == 1) {
                cost.entries().stream().sorted((a, b) -> a.get("at").s().compareTo(b.get("at").s())).forEach(e -> System.out.println(e.toString().length() + " " + e));
            }
        }
    }
}
