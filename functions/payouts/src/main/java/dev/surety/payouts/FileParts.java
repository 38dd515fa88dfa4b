package dev.surety.payouts;

import dev.surety.files.StoredFiles;
import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.app.UseCases;
import dev.surety.payouts.app.file.BeginFiles;
import dev.surety.payouts.app.file.DecideFile;
import dev.surety.payouts.app.file.FileChains;
import dev.surety.payouts.app.file.ShownUndebited;
import dev.surety.payouts.app.file.WorkOnFile;
import dev.surety.payouts.app.file.WriteFile;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.app.payout.Nudges;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.run.Runs;
import dev.surety.payouts.app.statement.BookChains;
import dev.surety.payouts.app.statement.GroupClaims;
import dev.surety.payouts.http.FileRoutes;
import dev.surety.payouts.store.JournalOpenHits;
import dev.surety.runtime.wiring.Platform;
import java.time.LocalDate;

/** Wires the payment files. */
record FileParts(Platform with, StoredFiles files, Destinations destinations, Nudges nudges, Present present) {
    FileChains chains() {
        return new FileChains(with.journal(), with.indexes(), present);
    }

    BeginFiles beginning() {
        return new BeginFiles(chains(), nudges);
    }

    FileRoutes routes(UseCases use) {
        FileChains chains = chains();
        return new FileRoutes(
                chains,
                new DecideFile(
                        chains,
                        undebited(use),
                        new JournalOpenHits(with.journal(), with.indexes(), use.payouts()),
                        nudges),
                files,
                present,
                with.vault(),
                with.keys(),
                with.cursors());
    }

    ShownUndebited undebited(UseCases use) {
        var books = new BookChains(with.journal());
        var claims = new GroupClaims(with.journal());
        return new ShownUndebited(chains(), use.payouts(), new ShownUndebited.StatementsSay() {
            @Override
            public boolean areComplete(MarketplaceId marketplace, String account, LocalDate from, LocalDate to) {
                return books.shows(marketplace, account, from, to);
            }

            @Override
            public boolean areAbout(MarketplaceId marketplace, String group) {
                return claims.isClaimed(marketplace, group);
            }
        });
    }

    WorkOnFile working(UseCases use, Runs runs) {
        var writing = new WriteFile(chains(), use.payouts(), destinations, files);
        return new WorkOnFile(
                chains(),
                runs.pages(),
                use.payouts(),
                use.sending(),
                use.settling(),
                writing,
                nudges);
    }
}
