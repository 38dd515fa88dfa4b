package dev.surety.payouts.file;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.id.RunId;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.file.WriteFile;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.journal.EntryItems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A marketplace whose bank is handed files. */
final class FileWorld {
    static final RunId NONE = new RunId(Id.derive(RunId.PREFIX, "none"));

    private FileWorld() {}

    /** How many entries opened a place of this kind. */
    static long attention(RunWorld world, String kind) {
        return world.payouts.store.items(SuretyTables.JOURNAL).stream()
                .map(EntryItems::fromItem)
                .filter(entry -> entry.attention().filter(("opens " + kind)::equals).isPresent())
                .count();
    }

    static RunWorld of(Faults faults) {
        return of(faults, SepaRail.LARGEST_FILE);
    }

    static RunWorld of(Faults faults, int mostPerFile) {
        RunWorld world = new RunWorld(faults);
        world.settings(settings(mostPerFile));
        return world;
    }

    static MoneyOut settings(int mostPerFile) {
        var sepa = new SepaRail(
                new SepaRail.Debtor("Marketplace GmbH", Optional.empty()),
                Optional.empty(),
                SepaRail.SHIPPED_CUT_OFF,
                true,
                List.of(),
                mostPerFile,
                SepaRail.LARGEST_GROUP,
                Optional.of("Payout"),
                false);
        var account = new BankAccount(
                "main", List.of("EUR"), Optional.of("DE75512108001245126199"), Optional.empty(), Optional.empty());
        var rail = new Rail("sepa", "sepa", "main", List.of("EUR"), List.of(), List.of(), Optional.of(sepa));
        return MoneyOut.SHIPPED.change().rails(rail).bankAccounts(account).build();
    }

    static Stored file(RunWorld world, FileId id) {
        return world.payouts.fileChains.find(PayoutWorld.DEMO, id).orElseThrow();
    }

    static List<FileId> files(RunWorld world, RunId run) {
        return world.runs.chains().find(PayoutWorld.DEMO, run).orElseThrow().run().files().stream()
                .map(part -> part.file())
                .toList();
    }

    static String xml(RunWorld world, Stored file) {
        try (InputStream in = world.payouts.stored.open(WriteFile.key(file)).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
