package dev.surety.payouts.app.single;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.payouts.app.payout.NewOrders;
import dev.surety.payouts.app.payout.Payees;
import dev.surety.payouts.app.payout.Payees.Looked;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.SinglePayout;
import dev.surety.payouts.app.payout.SinglePayout.ToPayee;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.Verdict;
import java.util.Optional;

/** Asks for a single payout. Its id follows from the request's key. */
public final class RequestPayout {
    private final BeginPayout beginning;
    private final Payees payees;

    public RequestPayout(BeginPayout beginning, Payees payees) {
        this.beginning = beginning;
        this.payees = payees;
    }

    public Outcome<PayoutChain> request(CommandEnvelope envelope, SinglePayout wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        var id = new PayoutId(Id.derive(PayoutId.PREFIX, envelope.key().hash()));
        return beginning.begin(envelope, id, new BeginPayout.Wanted() {
            @Override
            public boolean isFree() {
                return wanted instanceof ToPayee;
            }

            @Override
            public Verdict<PayoutOrder> order(MarketplaceSettings settings) {
                Optional<Looked> payee = wanted instanceof ToPayee to
                        ? payees.find(marketplace, to.payee())
                        : Optional.empty();
                return NewOrders.of(marketplace, id, wanted, payee, settings);
            }
        });
    }
}
