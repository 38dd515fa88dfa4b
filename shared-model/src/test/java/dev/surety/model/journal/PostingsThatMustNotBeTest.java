package dev.surety.model.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.Seeded;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Money that comes from nowhere, is posted twice, or leaves a payee without a look at the balance. */
class PostingsThatMustNotBeTest {
    private static final ParticipantId PAYEE = new ParticipantId(Id.derive("par", "payee"));
    private static final Account GATEWAY = Account.of(AccountKind.GATEWAY, "sandbox");
    private static final Account INCOMING = Account.of(AccountKind.INCOMING);
    private static final Account FEES = Account.of(AccountKind.FEES);
    private static final Account ESCROW = Account.of(AccountKind.ESCROW, PAYEE);

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    private static Posting posting(Account account, long minor) {
        return new Posting(account, euro(minor));
    }

    private static void refused(String invariant, Posting... postings) {
        Breach breach = assertThrows(Breach.class, () -> new Postings(List.of(postings)));
        assertTrue(breach.getMessage().startsWith(invariant), breach.getMessage());
    }

    @Test
    void postingsThatDoNotSumToZeroAreNone() {
        refused("entry-balanced", posting(GATEWAY, -100), posting(INCOMING, 99));
        refused("entry-balanced", posting(GATEWAY, 1));
        refused("entry-balanced", posting(GATEWAY, -100), new Posting(INCOMING, Money.of(100, "USD")));
        assertThrows(
                Breach.class,
                () -> Postings.building().debit(GATEWAY, euro(5)).credit(INCOMING, euro(4)).build());
    }

    @Test
    void eachCurrencySumsToZeroByItself() {
        Postings two = Postings.building()
                .debit(GATEWAY, euro(100))
                .credit(INCOMING, euro(100))
                .debit(GATEWAY, Money.of(7, "JPY"))
                .credit(INCOMING, Money.of(7, "JPY"))
                .build();
        assertEquals(4, two.list().size());
        assertThrows(Breach.class, () -> Postings.building()
                .debit(GATEWAY, euro(7))
                .credit(INCOMING, euro(5))
                .credit(FEES, Money.of(2, "JPY"))
                .build());
    }

    @Test
    void anAccountIsPostedOnceAndMovesSomething() {
        refused("entry-balanced", posting(GATEWAY, -100), posting(INCOMING, 60), posting(INCOMING, 40));
        refused("entry-balanced", posting(GATEWAY, -1), posting(INCOMING, 1), posting(FEES, 0));
        refused("entry-balanced", posting(FEES, 0));
    }

    @Test
    void theBuilderMergesPerAccountAndDropsWhatCancels() {
        Postings built = Postings.building()
                .debit(ESCROW, euro(60))
                .debit(ESCROW, euro(40))
                .credit(FEES, euro(12))
                .credit(INCOMING, euro(5))
                .debit(INCOMING, euro(5))
                .credit(GATEWAY, euro(88))
                .build();
        assertEquals(List.of(posting(GATEWAY, 88), posting(ESCROW, -100), posting(FEES, 12)), built.list());
        assertTrue(Postings.building().build().isEmpty());
    }

    @Test
    void theOrderOfBuildingDoesNotShow() {
        Seeded.rounds(200, random -> {
            List<Posting> moves = new ArrayList<>();
            long sum = 0;
            for (int i = 0; i < 8; i++) {
                long minor = 1 + random.nextLong(1_000);
                moves.add(posting(Account.of(AccountKind.TAX, "t" + random.nextInt(4)), minor));
                sum += minor;
            }
            moves.add(posting(GATEWAY, -sum));
            var forwards = Postings.building();
            moves.forEach(move -> forwards.credit(move.account(), move.money()));
            var backwards = Postings.building();
            moves.reversed().forEach(move -> backwards.credit(move.account(), move.money()));
            assertEquals(forwards.build(), backwards.build());
        });
    }

    @Test
    void twentyPostingsFitAndOneMoreDoesNot() {
        assertEquals(20, spread(19).build().list().size());
        Breach breach = assertThrows(Breach.class, () -> spread(20).build());
        assertTrue(breach.getMessage().contains("at most 20"));
    }

    private static Postings.Builder spread(int accounts) {
        var building = Postings.building().debit(GATEWAY, euro(accounts));
        for (int i = 0; i < accounts; i++) {
            building.credit(Account.of(AccountKind.TAX, "t" + i), euro(1));
        }
        return building;
    }

    @ParameterizedTest
    @EnumSource(AccountKind.class)
    void onlyPayableAndReserveAreGuarded(AccountKind kind) {
        Account account = kind.hasHolder() ? Account.of(kind, PAYEE.value()) : Account.of(kind);
        Account other = kind == AccountKind.SUSPENSE ? FEES : Account.of(AccountKind.SUSPENSE);
        var debit = Postings.building().debit(account, euro(1)).credit(other, euro(1));
        if (kind == AccountKind.PAYABLE || kind == AccountKind.RESERVE) {
            Breach breach = assertThrows(Breach.class, debit::build);
            assertTrue(breach.getMessage().startsWith("guarded"));
        } else {
            assertEquals(2, debit.build().list().size());
        }
        assertEquals(
                2, Postings.building().credit(account, euro(1)).debit(other, euro(1)).build().list().size());
    }

    @Test
    void sumsThatDoNotFitAreNeverWrongNumbers() {
        assertThrows(ArithmeticException.class, () -> Postings.building()
                .credit(FEES, euro(Long.MAX_VALUE))
                .credit(FEES, euro(1)));
        assertThrows(ArithmeticException.class, () -> new Postings(List.of(
                posting(FEES, Long.MAX_VALUE), posting(INCOMING, Long.MAX_VALUE), posting(GATEWAY, 2))));
    }

    @Test
    void whatWasBuiltCannotBeChangedAfterwards() {
        List<Posting> list = new ArrayList<>(List.of(posting(GATEWAY, -1), posting(INCOMING, 1)));
        Postings postings = new Postings(list);
        list.clear();
        assertEquals(2, postings.list().size());
        assertThrows(UnsupportedOperationException.class, () -> postings.list().clear());
    }
}
