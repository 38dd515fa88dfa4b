package dev.surety.payouts.app.run;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.ChainId;
import dev.surety.payouts.domain.payout.RunItem;
import java.util.List;
import java.util.Optional;

/** Finds the item of a run that a payout is. Its id does not tell the payee, so each payee's is compared. */
final class FindItem {
    private final GroupChains groups;

    FindItem(GroupChains groups) {
        this.groups = groups;
    }

    Optional<RunItem> find(RunChain run, PayoutId payout) {
        MarketplaceId marketplace = run.chain().id().marketplace();
        for (int group = 0; group < run.run().groups().orElse(0); group++) {
            ChainId chain = GroupChains.chain(marketplace, run.id(), group);
            List<ParticipantId> payees = groups.payees(chain).orElse(List.of());
            for (int i = 0; i < payees.size(); i++) {
                ParticipantId payee = payees.get(i);
                if (RunItem.payout(run.id(), payee).equals(payout)) {
                    return groups.rows(chain, i / GroupChains.PAGE).stream()
                            .filter(row -> RowJson.isItem(row) && RowJson.payee(row).equals(payee))
                            .map(row -> RowJson.toPay(run, row))
                            .findFirst();
                }
            }
        }
        return Optional.empty();
    }
}
