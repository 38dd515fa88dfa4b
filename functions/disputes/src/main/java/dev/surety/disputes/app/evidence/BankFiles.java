package dev.surety.disputes.app.evidence;

import dev.surety.disputes.app.evidence.BankFile.Composed;
import dev.surety.disputes.app.evidence.BankFile.Content;
import dev.surety.disputes.app.evidence.BankFile.Cover;
import dev.surety.disputes.app.evidence.BankFile.Exhibit;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.files.StoredFiles;
import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.secrets.Digests;
import java.util.HexFormat;
import java.util.List;

/** Stores the file of a case for a bank, under its hash. A file that an approval names by its hash never changes. */
public final class BankFiles {
    private final StoredFiles files;
    private final EvidenceFiles evidence;

    public BankFiles(StoredFiles files) {
        this.files = files;
        this.evidence = new EvidenceFiles(files);
    }

    /** @param of the dispute or the bank's case to which the item was added */
    public record Chosen(String of, EvidenceItem item, EvidenceWords words) {}

    /** @param leftOut ids of items for which the bank's limits had no room */
    public record Written(String key, String sha256, int bytes, int pages, List<String> leftOut) {
        public Written {
            leftOut = List.copyOf(leftOut);
        }
    }

    public static String key(MarketplaceId marketplace, String bankCase, String sha256) {
        return "case-files/" + marketplace + "/" + bankCase + "/" + sha256 + ".pdf";
    }

    /**
     * Writes the file. The same items again do nothing.
     *
     * @param bankCase its id
     * @param chosen attached items, in the order in which the bank reads them
     */
    public Written write(MarketplaceId marketplace, String bankCase, Cover cover, List<Chosen> chosen) {
        List<Exhibit> exhibits =
                chosen.stream().map(each -> exhibit(marketplace, each)).toList();
        Composed composed = BankFile.compose(cover, exhibits, BankFile.LIMITS);
        String key = key(marketplace, bankCase, composed.sha256());
        StoredFiles.Written written = files.write(key, out -> out.write(composed.bytes()));
        return new Written(
                key, written.sha256(), composed.bytes().length, composed.pages(), composed.leftOut());
    }

    private Exhibit exhibit(MarketplaceId marketplace, Chosen chosen) {
        EvidenceItem item = chosen.item();
        var file = item.file().map(announced -> {
            byte[] bytes = evidence.bytes(marketplace, chosen.of(), item);
            boolean isSame = HexFormat.of().formatHex(Digests.sha256(bytes)).equals(announced.sha256());
            Invariants.hold(isSame, "an item of evidence has other bytes than those that were checked");
            return new Content(announced.type(), bytes);
        });
        return new Exhibit(item.id(), item.kind(), item.addedAt(), chosen.words(), file);
    }
}
