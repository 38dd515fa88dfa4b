package dev.surety.model.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, chains and actors, as text and back. */
class NamesInTheBooksTest {
    private static final ParticipantId PAYEE = new ParticipantId(Id.derive("par", "payee"));

    @ParameterizedTest
    @EnumSource(AccountKind.class)
    void anAccountIsReadBackFromItsText(AccountKind kind) {
        Account account = kind.hasHolder() ? Account.of(kind, PAYEE.value()) : Account.of(kind);
        assertEquals(Optional.of(account), Account.parse(account.toString()));
        // Former entries name no fee and no cost.
        if (kind != AccountKind.FEES && kind != AccountKind.COSTS) {
            assertThrows(Breach.class, () -> new Account(kind, kind.hasHolder() ? "" : "someone"));
        }
        if (!kind.isParticipants()) {
            assertThrows(Breach.class, () -> Account.of(kind, PAYEE));
        }
    }

    @Test
    void theFormerNameOfAnAccountIsReadForEver() {
        Account onHold = Account.of(AccountKind.ON_HOLD, PAYEE);
        assertEquals(Optional.of(onHold), Account.parse("maturing:" + PAYEE.value()));
        assertEquals("onHold:" + PAYEE.value(), onHold.toString());
    }

    @Test
    void aFeeHasAnAccountOfItsNameAndFormerEntriesHaveOneForAll() {
        assertEquals("fees:platform-fee", Account.ofFee("Platform fee").toString());
        assertEquals("fees:---", Account.ofFee("手数料").toString());
        assertEquals("tax:vat-20--", Account.ofTax("VAT 20 %").toString());
        assertEquals(Optional.of(Account.of(AccountKind.FEES)), Account.parse("fees"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":", "payable", "payable:", "fees:", "fees:X", "nothing:x", "nothing", "PAYABLE:x", "payable:A",
                "payable:a:b", "payable:a#b", "payable: a", " fees", "fees ", "payable:ä", "tax:\n",
                "tax:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void aTextThatNamesNoAccountIsNothingAndNeverThrows(String text) {
        assertEquals(Optional.empty(), Account.parse(text));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "key                        | is",
                "escrow#demo#esc_1          | a chain",
                "payout_run#demo#run-1      | a chain",
                "settings#demo#settings     | a chain",
                "escrow#demo                | a breach",
                "escrow#demo#a#b            | a breach",
                "escrow#demo#               | a breach",
                "#demo#a                    | a breach",
                "escrow##a                  | a breach",
                "Escrow#demo#a              | a breach",
                "escrow#Demo#a              | a breach",
                "escrow#demo#A              | a breach",
                "e#demo#a                   | a breach",
                "escrow#demo#a b            | a breach",
                "escrowescrowescrowesc#demo#a | a breach",
                "''                         | a breach",
            })
    void aChainsKeyHasThreePlainParts(String key, String is) {
        if (is.equals("a chain")) {
            assertEquals(key, ChainId.parse(key).toString());
        } else {
            assertThrows(Breach.class, () -> ChainId.parse(key));
        }
    }

    @Test
    void noPartOfAChainsKeyCanCarryASeparator() {
        MarketplaceId demo = new MarketplaceId("demo");
        assertThrows(Breach.class, () -> new ChainId("escrow", demo, "a#b"));
        assertThrows(Breach.class, () -> new ChainId("escrow#demo", demo, "a"));
        assertThrows(Breach.class, () -> new ChainId("escrow", demo, "a".repeat(65)));
        assertEquals("a".repeat(64), new ChainId("escrow", demo, "a".repeat(64)).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timer", "backend:demo-backend", "backend:demo-backend/payer", "staff:per.1/payee",
                "participant:par_abc", "gateway:sandbox"
            })
    void anActorIsReadBackFromItsText(String text) {
        assertEquals(text, Actor.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "Timer", "backend:", "backend:a b", "staff:jo@example.com", "staff:a:b", "/payer"})
    void whatCouldNameAPersonIsNoActor(String text) {
        assertThrows(Breach.class, () -> Actor.parse(text));
    }
}
