package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.escrow.domain.terms.Fee;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The request for an escrow, and the rules for creating it. */
public record Creation(
        ParticipantId payer,
        ParticipantId payee,
        Money amount,
        TermsRequest terms,
        String reference,
        List<Money> lines) {

    public Creation {
        lines = List.copyOf(lines);
    }

    /** The asked terms by name, with an optional version and optional times. */
    public record TermsRequest(
            String preset,
            Optional<Integer> version,
            Optional<Duration> pay,
            Optional<Duration> deliver,
            Optional<Duration> inspect) {}

    public sealed interface Made {
        record Yes(EscrowEvent.Created event) implements Made {}

        record No(Refusal refusal) implements Made {}
    }

    public Made decide(MarketplaceSettings settings, Instant now) {
        List<FieldError> wrong = new ArrayList<>();
        if (payer.equals(payee)) {
            wrong.add(new FieldError("/payee", "same_as_payer"));
        }
        if (!settings.currencies().contains(amount.currency().code())) {
            wrong.add(new FieldError("/amount/currency", "not_of_this_marketplace"));
        }
        if (!lines.isEmpty() && !sumsToAmount()) {
            wrong.add(new FieldError("/lines", "do_not_sum_to_amount"));
        }
        Optional<Preset> preset = terms.version()
                .map(version -> settings.find(terms.preset(), version))
                .orElseGet(() -> settings.meant(terms.preset()));
        if (preset.isEmpty()) {
            wrong.add(new FieldError("/terms", "unknown_preset"));
        }
        List<Fee> fees = new ArrayList<>();
        for (FeeRule rule : preset.map(Preset::fees).orElse(List.of())) {
            Fee.of(rule, amount)
                    .ifPresentOrElse(fees::add, () -> wrong.add(new FieldError("/amount/currency", "fee_not_defined")));
        }
        if (exceedPrice(fees)) {
            wrong.add(new FieldError("/amount", "fees_exceed_amount"));
        }
        if (!wrong.isEmpty()) {
            return new Made.No(Refusal.of(CommonReason.INVALID, wrong));
        }
        return new Made.Yes(created(settings, preset.orElseThrow(), fees, now));
    }

    private EscrowEvent.Created created(MarketplaceSettings settings, Preset preset, List<Fee> fees, Instant now) {
        var timers = new Preset.Timers(
                terms.pay().orElse(preset.timers().pay()),
                terms.deliver().orElse(preset.timers().deliver()),
                terms.inspect().orElse(preset.timers().inspect()));
        var agreement = new Agreement(
                payer,
                payee,
                amount,
                fees,
                new Agreement.Terms(preset.preset(), preset.version(), timers),
                reference,
                settings.mode(),
                settings.version());
        return new EscrowEvent.Created(agreement, now.plus(timers.pay()));
    }

    private boolean sumsToAmount() {
        return lines.stream().allMatch(line -> line.currency().equals(amount.currency()))
                && lines.stream().reduce(Money::plus).filter(amount::equals).isPresent();
    }

    private boolean exceedPrice(List<Fee> fees) {
        Money payees = fees.stream()
                .filter(fee -> !fee.isPayers())
                .map(Fee::whole)
                .reduce(Money.zero(amount.currency()), Money::plus);
        Money payers = fees.stream()
                .filter(Fee::isPayers)
                .map(Fee::whole)
                .reduce(Money.zero(amount.currency()), Money::plus);
        return payees.compareTo(amount) > 0 || payers.compareTo(amount) > 0;
    }
}
