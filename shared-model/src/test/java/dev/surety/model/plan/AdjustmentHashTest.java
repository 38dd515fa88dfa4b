package dev.surety.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hash of an adjustment; any tool that writes canonical JSON and has SHA-256 comes to the same. */
class AdjustmentHashTest {
    private static final List<AdjustmentHash.Line> LINES =
            List.of(new AdjustmentHash.Line("loss", -4200, "EUR"), new AdjustmentHash.Line("costs:bank", 4200, "EUR"));

    @Test
    void isTheOneThatShellToolsCompute() {
        // printf '%s\n' '{"commitment":null,"id":"adj_a","lines":[{"account":"loss","amount":{"amount":-4200,
        // "currency":"EUR"}},{"account":"costs:bank","amount":{"amount":4200,"currency":"EUR"}}],
        // "reason":"correction","resolves":null}' | sha256sum, without the line breaks
        String none = "e0ee902fbe072d7ecc248989985f5772bb15a43425530f9ce917b66795d8eec9";
        assertEquals(
                none, AdjustmentHash.of("adj_a", LINES, "correction", Optional.empty(), Optional.empty()));
        assertEquals(
                "c98dd464b822c71c1567e22f47f406d74c227ddd4c26235f0a62470ac164c4a8",
                AdjustmentHash.of("adj_a", LINES, "correction", Optional.of("bl_b"), Optional.of("c0ffee")));
    }
}
