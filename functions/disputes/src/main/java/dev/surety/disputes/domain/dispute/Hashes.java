package dev.surety.disputes.domain.dispute;

import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import dev.surety.model.money.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 in hex over words, each framed by its length: a person agrees to exactly these. */
final class Hashes {
    private Hashes() {}

    static String of(DisputeId dispute, String id, Division division) {
        return of(List.of(dispute.value(), id, text(division.toPayee()), text(division.toPayer())));
    }

    static String text(Money amount) {
        return amount.amountMinor() + " " + amount.currency().code();
    }

    static String of(List<String> words) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
