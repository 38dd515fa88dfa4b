package dev.surety.payouts.app.file;

import dev.surety.messages.pain.Address;
import dev.surety.messages.pain.CreditTransferMessage;
import dev.surety.messages.pain.CreditTransferWriter;
import dev.surety.messages.pain.Creditor;
import dev.surety.messages.pain.Debtor;
import dev.surety.messages.pain.ExecutionDates;
import dev.surety.messages.pain.FileLayout;
import dev.surety.messages.pain.Party;
import dev.surety.messages.pain.Payment;
import dev.surety.messages.pain.PaymentGroup;
import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.app.payout.Destinations;
import dev.surety.payouts.app.payout.PayoutChain;
import dev.surety.payouts.app.payout.Payouts;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.FileOrder;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.SideBySide;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Files of SEPA credit transfers: each part of a run is a group. */
final class SepaFormat {
    private static final int PAYOUTS_AT_ONCE = 16;

    private final FileChains files;
    private final Payouts payouts;
    private final Destinations destinations;

    SepaFormat(FileChains files, Payouts payouts, Destinations destinations) {
        this.files = files;
        this.payouts = payouts;
        this.destinations = destinations;
    }

    static FileEvent.Composed composed(SepaRail rail, MarketplaceSettings settings, Instant now) {
        LocalDate date = ExecutionDates.first(
                now, ZoneId.of(settings.timeZone()), rail.cutOffTime(), rail.days()::isOpen);
        return new FileEvent.Composed(now.truncatedTo(ChronoUnit.SECONDS), date, settings.version());
    }

    void write(OutputStream out, Stored file, SepaRail rail, MarketplaceSettings settings) throws IOException {
        PayoutFile state = file.file();
        var message = new CreditTransferMessage(
                FileLayout.messageId(file.id().value()),
                state.composed().orElseThrow().createdAt(),
                new Party(rail.debtor().name(), rail.initiator()),
                debtor(file, rail, settings),
                state.count(),
                state.sum());
        CreditTransferWriter.write(out, message, groups(file, rail));
    }

    private static Debtor debtor(Stored file, SepaRail rail, MarketplaceSettings settings) {
        String name = file.file().order().account();
        BankAccount account = settings.moneyOut()
                .bankAccount(name)
                .orElseThrow(() -> new Invariants.Breach("a rail sends from an account that there is"));
        SepaRail.Debtor debtor = rail.debtor();
        return new Debtor(
                debtor.name(),
                account.iban().orElseThrow(() -> new Invariants.Breach("a rail of files sends from an IBAN")),
                account.bic(),
                debtor.address().map(address -> new Address(address.town(), address.country())));
    }

    /** Groups of which nothing is left are not in the file. */
    private List<PaymentGroup> groups(Stored file, SepaRail rail) {
        PayoutFile state = file.file();
        FileOrder order = state.order();
        List<PaymentGroup> groups = new ArrayList<>();
        for (int part = 0; part < order.parts().size(); part++) {
            PayoutFile.Group group = state.groups().get(part);
            if (group.count() > 0) {
                int of = part;
                List<Integer> pages = IntStream.range(0, order.pages())
                        .filter(page -> order.page(page).part() == of)
                        .boxed()
                        .toList();
                groups.add(new PaymentGroup(
                        FileLayout.groupId(file.id().value(), part + 1),
                        state.executionDate(),
                        order.instant() && rail.instant(),
                        rail.batchBooking(),
                        group.count(),
                        state.sum(group),
                        () -> pages.stream()
                                .flatMap(page -> payments(file, page, rail).stream())
                                .iterator()));
            }
        }
        return groups;
    }

    /** One page at a time: a file is never held whole. */
    private List<Payment> payments(Stored file, int page, SepaRail rail) {
        MarketplaceId marketplace = file.chain().id().marketplace();
        return SideBySide.map(
                PAYOUTS_AT_ONCE,
                files.payments(file, page),
                payment -> payment(payouts.load(marketplace, payment.payout()), rail));
    }

    private Payment payment(PayoutChain payout, SepaRail rail) {
        Destinations.Account to = destinations
                .find(payout.marketplace(), payout.order())
                .orElseThrow(() -> new Outage("the account of a payout on its way is not in the vault"));
        String reference = payout.order().reference();
        return new Payment(
                reference,
                payout.order().amount(),
                new Creditor(to.holder(), to.number(), to.bic(), address(payout)),
                rail.textWith(reference));
    }

    private Optional<Address> address(PayoutChain payout) {
        return payout.profile()
                .flatMap(profile -> payout.order().payee()
                        .flatMap(payee -> destinations.address(payout.marketplace(), payee, profile)));
    }
}
