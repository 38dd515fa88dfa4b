package dev.surety.ledger.app.books;

import dev.surety.files.StoredFiles;
import dev.surety.ledger.domain.books.BookFile;
import dev.surety.ledger.domain.export.LedgerExport;
import dev.surety.ledger.domain.period.Period;
import dev.surety.model.journal.ChainId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** The files of periods and exports. A file is written once; the same bytes again do nothing. */
public final class BookFiles {
    public static final Duration DOWNLOAD = Duration.ofMinutes(5);

    private final StoredFiles files;

    public BookFiles(StoredFiles files) {
        this.files = files;
    }

    /** Writes the content; returns how many lines of the books it holds. */
    interface Content {
        long writeTo(OutputStream out) throws IOException;
    }

    /** @param key under which the file lies; {@code name} is the one that a browser gives it */
    public record Place(String key, String name) {}

    /** Each close that is asked for has a file of its own, so that a rejected one stays as it was. */
    public static Place of(ChainId chain, Period period) {
        String name = chain.id() + "-" + period.asked() + ".zip";
        return new Place("periods/" + chain.marketplace() + "/" + name, name);
    }

    public static Place of(ChainId chain, LedgerExport export) {
        String name = chain.id() + "." + export.format().code();
        return new Place("ledger-exports/" + chain.marketplace() + "/" + name, name);
    }

    BookFile write(Place place, Content content) {
        long[] lines = {0};
        StoredFiles.Written written =
                files.write(place.key(), out -> lines[0] = content.writeTo(out));
        return new BookFile(written.bytes(), written.sha256(), lines[0]);
    }

    public StoredFiles.Link link(Place place) {
        return files.download(place.key(), place.name(), DOWNLOAD);
    }
}
