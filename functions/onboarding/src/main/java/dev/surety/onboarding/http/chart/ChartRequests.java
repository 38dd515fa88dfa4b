package dev.surety.onboarding.http.chart;

import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.runtime.edge.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the chart of accounts: the general ledger's accounts of ours. A row names a kind or one account, no payee. */
public final class ChartRequests {
    private static final String PART = "chartOfAccounts";
    private static final int MOST_ROWS = 200;
    private static final int LONGEST_ACCOUNT = 80;
    private static final int LONGEST_CODE = 20;
    private static final int LONGEST_NAME = 200;

    private ChartRequests() {}

    /** Nothing if the list is left out or empty: what Surety ships then holds. */
    public static Optional<List<ChartOfAccounts.Row>> read(Fields settings) {
        if (!settings.has(PART)) {
            return Optional.empty();
        }
        List<ChartOfAccounts.Row> rows = new ArrayList<>();
        for (Fields of : settings.objects(PART, MOST_ROWS)) {
            Optional<String> account = of.text("account", 1, LONGEST_ACCOUNT);
            Optional<String> code = of.text("code", 1, LONGEST_CODE);
            Optional<String> name = of.text("name", 1, LONGEST_NAME);
            account.filter(text -> !ChartOfAccounts.isMappable(text)).ifPresent(_ -> of.wrong("account", "format"));
            code.filter(text -> !ChartOfAccounts.CODE.matcher(text).matches())
                    .ifPresent(_ -> of.wrong("code", "format"));
            name.filter(text -> !ChartOfAccounts.NAME.matcher(text).matches())
                    .ifPresent(_ -> of.wrong("name", "format"));
            of.finish();
            if (account.isPresent() && code.isPresent() && name.isPresent()) {
                rows.add(new ChartOfAccounts.Row(account.get(), code.get(), name.get()));
            }
        }
        return Optional.of(rows).filter(some -> !some.isEmpty());
    }
}
