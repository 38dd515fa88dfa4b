package dev.surety.disputes.store;

import dev.surety.disputes.domain.chargeback.ChargebackReason;
import dev.surety.disputes.domain.chargeback.EvidenceNeeds;
import dev.surety.disputes.domain.chargeback.NeedsByReason;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.Invariants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that this release ships: what a bank needs to see for each reason. */
public final class ShippedNeeds implements NeedsByReason {
    private static final String FILE = "chargeback-evidence.csv";
    private static final int COLUMNS = 4;

    private final Map<ChargebackReason, EvidenceNeeds> rows = new EnumMap<>(ChargebackReason.class);

    public ShippedNeeds() {
        for (String line : lines().subList(1, lines().size())) {
            String[] cells = line.split(",", -1);
            Invariants.hold(cells.length == COLUMNS, "a row names a reason and three lists of kinds");
            var needs = new EvidenceNeeds(kinds(cells[1]), kinds(cells[2]), kinds(cells[3]));
            EvidenceNeeds before = rows.put(reason(cells[0]), needs);
            Invariants.hold(before == null, "a reason has one row");
        }
        Invariants.hold(rows.size() == ChargebackReason.values().length, "each reason has a row");
    }

    @Override
    public EvidenceNeeds of(ChargebackReason reason) {
        return Optional.ofNullable(rows.get(reason)).orElseThrow(() -> new Breach("each reason has a row"));
    }

    private static ChargebackReason reason(String code) {
        ChargebackReason reason = ChargebackReason.of(code);
        Invariants.hold(reason.code().equals(code), "a row names a reason");
        return reason;
    }

    private static List<EvidenceKind> kinds(String cell) {
        return Arrays.stream(cell.split(" "))
                .filter(code -> !code.isEmpty())
                .map(code -> EvidenceKind.find(code)
                        .orElseThrow(() -> new Invariants.Breach("no kind of evidence: " + code)))
                .toList();
    }

    private static List<String> lines() {
        try (InputStream in = ShippedNeeds.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
