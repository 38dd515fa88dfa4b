package dev.surety.onboarding.http;

import dev.surety.model.marketplace.Retention;
import dev.surety.runtime.edge.http.Fields;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how long data stay after a participant is closed: whole years, as laws count them. */
final class RetentionRequests {
    private static final Pattern YEARS = Pattern.compile("P[1-9][0-9]?Y");
    private static final int MOST_YEARS_OF_KYC = 15;
    private static final int MOST_YEARS_OF_FILES = 30;

    private RetentionRequests() {}

    static Optional<Retention> read(Fields settings) {
        Optional<Fields> retention = settings.has("retention") ? settings.object("retention") : Optional.empty();
        return retention.map(of -> {
            Period kyc = years(of, "kyc", Retention.SHIPPED.kyc(), MOST_YEARS_OF_KYC);
            Period files = years(of, "files", Retention.SHIPPED.files(), MOST_YEARS_OF_FILES);
            of.finish();
            return new Retention(kyc, files);
        });
    }

    private static Period years(Fields retention, String name, Period shipped, int most) {
        if (!retention.has(name)) {
            return shipped;
        }
        Optional<String> text = retention.text(name, 3, 4);
        if (text.isEmpty()) {
            return shipped;
        }
        if (!YEARS.matcher(text.get()).matches()) {
            retention.wrong(name, "format");
            return shipped;
        }
        Period years = Period.parse(text.get());
        if (years.getYears() > most) {
            retention.wrong(name, "bound");
        }
        return years;
    }
}
