package dev.surety.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.messages.camt.Entry;
import dev.surety.messages.camt.StatementEnd;
import dev.surety.messages.camt.StatementHead;
import dev.surety.messages.camt.StatementPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files cut, flipped and patched by seed: each is read or unreadable, never anything else. */
class MutatedFilesTest {
    private static final int ROUNDS = 150 * Integer.getInteger("surety.sweep", 1);
    private static final String[] PATCHES = {
        "<", ">", "&", "&amp;", "&x;", "&#0;", "&#x10FFFF;", "\"", "'", "<!--", "-->", "<![CDATA[", "]]>", "<?x ?>",
        "<!DOCTYPE a>", "<Ntry>", "</Ntry>", "</Stmt>", "<NtryDtls>", "<TxDtls/>", "<Amt Ccy=\"JPY\">1e9</Amt>", "-",
        "\u0000", "\uFEFF", "xmlns:a=\"b\" ", "/", "=", "1.1", "UTF-16"
    };

    @ParameterizedTest
    @ValueSource(strings = {
        "camt053v02-batch-debit-without-details.xml",
        "camt053v02-fees-notprovided.xml",
        "camt053v02-multi-statement.xml",
        "camt053v02-returns-ac04-md06.xml",
        "camt053v08-basic.xml",
        "camt053v08-returns-shape-uetr5.xml",
        "camt053v08-two-statements-bank-breaks-schema.xml",
        "camt054v08-batch-sum-differs.xml",
        "pain001v03-bom.xml",
        "pain002v03-tx-reject-dup-instr.xml",
        "pain002v10-vop-match.xml",
        "nacha-ppd-credit.ach"
    })
    void aMutatedFileIsReadOrUnreadable(String name) throws IOException {
        byte[] file = RealFiles.bank(name);
        for (int seed = 0; seed < ROUNDS; seed++) {
            byte[] mutated = mutate(file, new SplittableRandom(seed));
            try {
                holds(Reading.of(mutated));
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + new String(mutated, StandardCharsets.UTF_8), e);
            }
        }
    }

    /** Entries stand between a head and an end; an end stands behind all of its entries; a broken file ends so. */
    private static void holds(Reading reading) {
        boolean open = false;
        int entries = 0;
        for (int i = 0; i < reading.parts().size(); i++) {
            switch (reading.parts().get(i)) {
                case StatementHead _ -> {
                    assertFalse(open);
                    open = true;
                    entries = 0;
                }
                case Entry entry -> {
                    assertTrue(open);
                    assertEquals(++entries, entry.number());
                }
                case StatementPart.RefusedEntry refused -> {
                    assertTrue(open);
                    assertEquals(++entries, refused.number());
                }
                case StatementEnd end -> {
                    assertTrue(open);
                    assertEquals(entries, end.entries());
                    open = false;
                }
                case StatementPart.RefusedStatement _ -> assertFalse(open);
                case StatementPart.Broken _ -> assertEquals(reading.parts().size() - 1, i);
            }
        }
        assertTrue(!open || reading.unreadable().isPresent(), "a statement without an end");
    }

    private static byte[] mutate(byte[] file, SplittableRandom random) {
        byte[] mutated = file;
        for (int times = random.nextInt(1, 4); times > 0 && mutated.length > 1; times--) {
            int at = random.nextInt(mutated.length);
            int to = Math.min(mutated.length, at + random.nextInt(1, 200));
            mutated = switch (random.nextInt(7)) {
                case 0 -> Arrays.copyOf(mutated, at);
                case 1 -> join(mutated, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
                case 2 -> join(mutated, at, new byte[0], to);
                case 3 -> join(mutated, to, Arrays.copyOfRange(mutated, at, to), to);
                case 4 -> join(mutated, at, new byte[] {(byte) (mutated[at] ^ (1 << random.nextInt(8)))}, at + 1);
                default -> join(mutated, at, PATCHES[random.nextInt(PATCHES.length)].getBytes(
                        StandardCharsets.UTF_8), at);
            };
        }
        return mutated;
    }

    private static byte[] join(byte[] file, int until, byte[] middle, int from) {
        byte[] joined = Arrays.copyOf(file, until + middle.length + file.length - from);
        System.arraycopy(middle, 0, joined, until, middle.length);
        System.arraycopy(file, from, joined, until + middle.length, file.length - from);
        return joined;
    }
}
