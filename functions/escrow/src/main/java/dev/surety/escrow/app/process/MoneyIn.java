package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Participants;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.marketplace.ReturnUrls;
import dev.surety.runtime.tokens.Caller;
import java.util.List;
import java.util.Optional;

/**
 * The refusals of money in that do not depend on the escrow's state. The settings may not know the return URL, or the
 * marketplace may have paused money in. A participant may be blocked, or lack a capability: {@code pay} for the payer,
 * {@code receive} for the payee.
 */
public final class MoneyIn {
    private final Participants participants;
    private final Marketplaces marketplaces;
    private final Pauses pauses;

    public MoneyIn(Participants participants, Marketplaces marketplaces, Pauses pauses) {
        this.participants = participants;
        this.marketplaces = marketplaces;
        this.pauses = pauses;
    }

    Optional<Refusal> preconditions(Agreement agreement, Optional<String> returnUrl, Caller caller) {
        MarketplaceId marketplace = caller.marketplace();
        Optional<MarketplaceSettings> settings = marketplaces.find(marketplace);
        boolean elsewhere = returnUrl
                .filter(url -> settings.stream()
                        .flatMap(of -> of.returnUrls().stream())
                        .noneMatch(prefix -> ReturnUrls.isUnder(prefix, url)))
                .isPresent();
        if (elsewhere) {
            return Optional.of(Refusal.of(
                    CommonReason.INVALID, List.of(new FieldError("/returnUrl", "not_of_this_marketplace"))));
        }
        Optional<Standing> payer = participants.find(marketplace, agreement.payer());
        Optional<Standing> payee = participants.find(marketplace, agreement.payee());
        if (payer.filter(standing -> standing.may(Standing.PAY)).isEmpty()) {
            return Optional.of(restricted("The payer may not pay at present.", payer, Standing.PAY));
        }
        if (payee.filter(standing -> standing.may(Standing.RECEIVE)).isEmpty()) {
            Optional<Standing> shown = payee.filter(_ -> !caller.isParticipant());
            return Optional.of(restricted("The payee may not receive at present.", shown, Standing.RECEIVE));
        }
        if (payer.get().inflowBlocked() || payee.get().inflowBlocked()) {
            return Optional.of(CommonReason.BLOCKED.with(CommonReason.BLOCKED.title()));
        }
        return pauses.refusal(marketplace, What.MONEY_IN, () -> settings);
    }

    /** @param shown whose requirements the refusal names; a payer's own token learns none of its payee */
    private static Refusal restricted(String detail, Optional<Standing> shown, String capability) {
        List<OpenRequirement> open = shown.flatMap(Standing::requirements).orElse(List.of()).stream()
                .filter(requirement -> requirement.restricts().contains(capability))
                .toList();
        return CommonReason.CAPABILITY_RESTRICTED.with(detail).naming(open);
    }
}
