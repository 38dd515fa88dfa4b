package dev.surety.escrow.domain;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;

/** The rows of the design's table of postings, for slices of one escrow. Each is added to what an entry posts. */
final class PostingRules {
    /** Where money is that goes to the payer. */
    static final AccountKind REFUND = AccountKind.OUTGOING;

    static final AccountKind BANK = AccountKind.DISPUTE;

    private final Agreement agreement;
    private final Postings.Builder building = Postings.building();

    private PostingRules(Agreement agreement) {
        this.agreement = agreement;
    }

    static PostingRules of(Agreement agreement) {
        return new PostingRules(agreement);
    }

    Postings postings() {
        return building.build();
    }

    /** Released: from the escrow to the payee, or to what matures for the payee, and to the fees. */
    PostingRules release(Portion part, boolean matures) {
        building.debit(payees(AccountKind.ESCROW), part.gross(agreement))
                .credit(payees(matures ? AccountKind.ON_HOLD : AccountKind.PAYABLE), part.net(agreement))
                .credit(Account.of(AccountKind.FEES), part.fees());
        return this;
    }

    /** The reverse of a release that has not matured yet. */
    PostingRules reverseRelease(Portion part) {
        building.debit(payees(AccountKind.ON_HOLD), part.net(agreement))
                .debit(Account.of(AccountKind.FEES), part.fees())
                .credit(payees(AccountKind.ESCROW), part.gross(agreement));
        return this;
    }

    PostingRules mature(Portion part) {
        building.debit(payees(AccountKind.ON_HOLD), part.net(agreement))
                .credit(payees(AccountKind.PAYABLE), part.net(agreement));
        return this;
    }

    PostingRules sendBack(Portion part) {
        building.debit(payees(AccountKind.ESCROW), part.gross(agreement))
                .credit(Account.of(AccountKind.OUTGOING), part.gross(agreement));
        return this;
    }

    PostingRules refundReturned(Portion part) {
        building.debit(Account.of(AccountKind.OUTGOING), part.gross(agreement))
                .credit(payees(AccountKind.ESCROW), part.gross(agreement));
        return this;
    }

    /** After release: the fees give back what they took of it, and the payee owes what can no longer be taken. */
    PostingRules clawBack(Portion part, Portion ofMaturing, AccountKind to) {
        building.debit(payees(AccountKind.ON_HOLD), ofMaturing.net(agreement))
                .debit(payees(AccountKind.DEBT), part.net(agreement).minus(ofMaturing.net(agreement)))
                .debit(Account.of(AccountKind.FEES), part.fees())
                .credit(Account.of(to), part.gross(agreement));
        return this;
    }

    PostingRules reverseClawback(Portion part, Portion ofMaturing, AccountKind from) {
        building.credit(payees(AccountKind.ON_HOLD), ofMaturing.net(agreement))
                .credit(payees(AccountKind.DEBT), part.net(agreement).minus(ofMaturing.net(agreement)))
                .credit(Account.of(AccountKind.FEES), part.fees())
                .debit(Account.of(from), part.gross(agreement));
        return this;
    }

    PostingRules suspend(Portion part) {
        building.debit(Account.of(AccountKind.OUTGOING), part.gross(agreement))
                .credit(Account.of(AccountKind.SUSPENSE), part.gross(agreement));
        return this;
    }

    /** What a bank drew and keeps is paid from what was frozen for it. */
    PostingRules lose(Portion part) {
        building.debit(payees(AccountKind.ESCROW), part.gross(agreement))
                .credit(Account.of(AccountKind.DISPUTE), part.gross(agreement));
        return this;
    }

    /** What a bank gives back after it was taken to have kept it. */
    PostingRules giveBackLate(Portion part) {
        building.debit(Account.of(AccountKind.DISPUTE), part.gross(agreement))
                .credit(Account.of(AccountKind.SUSPENSE), part.gross(agreement));
        return this;
    }

    private Account payees(AccountKind kind) {
        return Account.of(kind, agreement.payee());
    }
}
