package dev.surety.onboarding.bank;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.method.NameCheck;
import dev.surety.onboarding.domain.method.NameMatch;
import java.time.Duration;
import java.util.Locale;

/**
 * The name check that plays: in a sandbox, some holders' names say what the bank answers, and every other name matches.
 * A live marketplace has no bank to ask yet.
 */
public final class SandboxNameCheck implements NameCheck {
    /** For a holder named {@code Pending Day}. */
    private static final Duration DAY = Duration.ofDays(1);

    @Override
    public NameMatch ask(Question question) {
        if (question.mode() == Mode.LIVE) {
            return NameMatch.NOT_POSSIBLE;
        }
        return switch (question.account().holder().toLowerCase(Locale.ROOT)) {
            case "close match" -> NameMatch.CLOSE;
            case "no match" -> NameMatch.NO_MATCH;
            case "not possible" -> NameMatch.NOT_POSSIBLE;
            case "pending day" ->
                question.now().isBefore(question.since().plus(DAY)) ? NameMatch.PENDING : NameMatch.MATCH;
            case "never answers" -> NameMatch.PENDING;
            default -> NameMatch.MATCH;
        };
    }
}
