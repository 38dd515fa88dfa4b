package dev.surety.payouts.http;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.OwnAccount;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.runtime.marketplace.Marketplaces;
import java.util.List;

/** A marketplace with commission, and an account of its own to send it to. */
final class OwnMoney {
    static final Account COMMISSION = Account.of(AccountKind.FEES, "commission");

    private OwnMoney() {}

    static void given(PayoutWorld world) {
        given(world, MoneyOut.SHIPPED);
    }

    static void given(PayoutWorld world, MoneyOut rules) {
        String words = world.seeds.words(Marketplaces.chain(PayoutWorld.DEMO), PayoutWorld.ORDINARY);
        var house = new OwnAccount("house", "iban", "EUR", "DE•• •••• 3000", "1:house", words);
        world.seeds.settings(rules.change().ownAccounts(List.of(house)).build());
        world.seeds.moved(COMMISSION, Account.of(AccountKind.GATEWAY, "sandbox"), 30_000);
        world.posted();
    }

    static String wanted(long minor) {
        return "{\"from\":\"fees:commission\",\"to\":\"house\",\"amount\":{\"amount\":%d,\"currency\":\"EUR\"}}"
                .formatted(minor);
    }
}
