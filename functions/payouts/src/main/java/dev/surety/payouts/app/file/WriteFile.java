package dev.surety.payouts.app.file;

import dev.surety.files.StoredFiles;
import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.marketplace.FileRail;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.app.payout.SendPayout;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.FileKind;
import dev.surety.payouts.domain.file.FileOrder;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;

/**
 * Writes a file's bytes. They come of the entries of the file, of its payouts and of the settings that it names. The
 * accounts come from the vault, by commitments. So bytes that are written again are the same.
 */
public final class WriteFile {
    private final FileChains files;
    private final SepaFormat sepa;
    private final AchFormat ach;
    private final StoredFiles store;

    public WriteFile(FileChains files, Payouts payouts, Destinations destinations, StoredFiles store) {
        this.files = files;
        this.sepa = new SepaFormat(files, payouts, destinations);
        this.ach = new AchFormat(files, payouts, destinations);
        this.store = store;
    }

    static String name(Stored file) {
        return file.id() + file.file().order().kind().ending();
    }

    /** The key under which a file's bytes are stored. */
    public static String key(Stored file) {
        return "payout-files/" + file.chain().id().marketplace() + "/" + name(file);
    }

    /** Fixes the bytes: their time, their date, and the version of the settings that name us and the bank. */
    FileEvent composed(Stored file, Instant now) {
        MarketplaceSettings settings = files.present().settings(file.chain().id().marketplace());
        return switch (rail(file, settings)) {
            case SepaRail of -> SepaFormat.composed(of, settings, now);
            case AchRail of -> ach.composed(file, of, settings, now);
        };
    }

    /** A file that has begun keeps its kind. While the settings give its rail another one, it waits. */
    static FileRail rail(Stored file, MarketplaceSettings settings) {
        FileOrder order = file.file().order();
        return SendPayout.files(settings, order.rail())
                .filter(rail -> FileKind.of(rail) == order.kind())
                .orElseThrow(() -> new Outage("the settings have no such rail of files any more"));
    }

    /** Writing again gives the same bytes. */
    public FileEvent.Written write(Stored file) {
        MarketplaceId marketplace = file.chain().id().marketplace();
        PayoutFile state = file.file();
        FileEvent.Composed fixed = state.composed().orElseThrow();
        MarketplaceSettings settings = files.journal()
                .find(Marketplaces.chain(marketplace), fixed.settings())
                .map(Marketplaces::from)
                .orElseThrow(() -> new Invariants.Breach("settings that were read are there"));
        StoredFiles.Written written = store.write(key(file), out -> {
            switch (rail(file, settings)) {
                case SepaRail of -> sepa.write(out, file, of, settings);
                case AchRail of -> ach.write(out, file, of, settings);
            }
        });
        return new FileEvent.Written(name(file), written.sha256(), written.bytes(), state.count(), state.sum());
    }
}
