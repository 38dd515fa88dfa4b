package dev.surety.payouts.domain.payout;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import java.util.regex.Pattern;

/**
 * The reference that a transfer carries to the payee's bank: 14 characters and a check character. It has none of I, L,
 * O, 0 and 1, which people mistake for one another. The alphabet has 31 characters, a prime number. So the check finds
 * every wrong character and every two that changed places.
 */
public final class BankReference {
    public static final int LENGTH = 15;

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final Pattern FORM = Pattern.compile("[2-9A-HJKMNP-Z]{" + LENGTH + "}");

    private BankReference() {}

    public static String of(MarketplaceId marketplace, PayoutId payout) {
        // An id is base 32 of a hash. Two of its characters are more than one of ours, so each of ours is nearly even.
        String hash = Id.derive("ref", marketplace.value(), payout.value()) + Id.derive("more", payout.value());
        String letters = hash.replaceAll("[^a-z2-7]", "");
        var text = new StringBuilder();
        for (int i = 0; i < LENGTH - 1; i++) {
            int number = letters.charAt(2 * i) * 128 + letters.charAt(2 * i + 1);
            text.append(ALPHABET.charAt(number % ALPHABET.length()));
        }
        return text.append(check(text)).toString();
    }

    public static boolean isValid(String reference) {
        return FORM.matcher(reference).matches()
                && reference.charAt(LENGTH - 1) == check(reference.subSequence(0, LENGTH - 1));
    }

    private static char check(CharSequence text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += (i + 2) * ALPHABET.indexOf(text.charAt(i));
        }
        return ALPHABET.charAt(Math.floorMod(-sum, ALPHABET.length()));
    }
}
