package dev.surety.escrow.domain;

import dev.surety.escrow.domain.escrow.Deadlines;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.store.EscrowEvents;
import dev.surety.model.journal.Posting;
import dev.surety.model.journal.Postings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The state chart as text: of every state with every command what comes of it, unless the rules say that the transition
 * is not allowed. Each row names the state the caller is then shown or the refusal, the stored event and the money.
 */
final class GoodsChart {
    static final String OTHERWISE = "transition_not_allowed";
    private static final List<String> HEADER =
            List.of("state", "command", "when", "becomes", "event", "money", "because");
    private static final List<String> PHASES =
            List.of("created", "funding", "held", "delivered", "settled", "cancelled", "expired");

    /** The commands of the README's matrix, and whose they are. */
    private static final Map<String, String> BY = new LinkedHashMap<>();

    static {
        BY.put("fund", "payer");
        BY.put("captured", "gateway");
        BY.put("declined", "gateway");
        BY.put("action needed", "gateway");
        BY.put("still unknown", "gateway");
        BY.put("cancel", "payer while created, payee");
        BY.put("deliver", "payee");
        BY.put("request changes", "payer, at most 5");
        BY.put("accept", "payer");
        BY.put("release", "payer");
        BY.put("release part", "payer");
        BY.put("refund", "payee, 180 d once settled");
        BY.put("refund part", "payee, 180 d once settled");
        BY.put("refund done", "gateway");
        BY.put("refund declined", "gateway");
        BY.put("refund unknown", "gateway");
        BY.put("refuse refund", "order on the payment");
        BY.put("dispute", "payer, at most 2");
        BY.put("dispute part", "payer, at most 2");
        BY.put("withdraw", "payer");
        BY.put("award 60.00", "arbiter");
        BY.put("award 10.00", "arbiter");
        BY.put("extend case", "the dispute, at most 10 d");
        BY.put("dispute found", "timer");
        BY.put("dispute missing", "timer");
        BY.put("chargeback opened", "payer's bank");
        BY.put("chargeback won", "payer's bank");
        BY.put("chargeback lost", "payer's bank");
        BY.put("deadline", "timer");
    }

    private GoodsChart() {}

    record Row(String state, String command, String when, String becomes, String event, String money, String because) {
        private List<String> cells() {
            return List.of(state, command, when, becomes, event, money, because);
        }

        Row because(String why) {
            return new Row(state, command, when, becomes, event, money, why);
        }

        String key() {
            return state + ", " + command + ", " + when;
        }
    }

    /** The decision of the rules now, without reasons. */
    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String state : ChartSamples.states()) {
            Escrow escrow = ChartSamples.escrow(state);
            Instant deadline = Deadlines.announced(escrow)
                    .map(Deadlines.Announced::at)
                    .orElse(ChartSamples.NOON);
            for (String command : ChartSamples.commands()) {
                Row before = row(state, escrow, command, "before", deadline.minusSeconds(1));
                Row after = row(state, escrow, command, "after", deadline);
                boolean same = before.cells().subList(3, 6).equals(after.cells().subList(3, 6));
                List<Row> both = same ? List.of(row(state, escrow, command, "-", deadline)) : List.of(before, after);
                both.stream().filter(row -> !row.becomes().equals(OTHERWISE)).forEach(rows::add);
            }
        }
        return rows;
    }

    private static Row row(String state, Escrow escrow, String command, String when, Instant now) {
        return switch (EscrowRules.decide(escrow, ChartSamples.command(command), DecisionContext.at(now))) {
            case Decision.Refused(var refusal) ->
                new Row(state, command, when, refusal.reason().code(), "-", "-", "");
            case Decision.Accepted(var event, var postings) ->
                new Row(
                        state,
                        command,
                        when,
                        ChartSamples.after(escrow, event, now).stateName(),
                        EscrowEvents.name(event).replaceAll("^escrow\\.|\\.v[0-9]+$", ""),
                        money(postings),
                        "");
        };
    }

    private static String money(Postings postings) {
        return postings.isEmpty() ? "-" : postings.stream().map(GoodsChart::money).collect(Collectors.joining(", "));
    }

    private static String money(Posting posting) {
        String account = posting.account().toString().split(":")[0];
        long minor = posting.money().amountMinor();
        return account + (minor > 0 ? " +" : " ") + BigDecimal.valueOf(minor, 2);
    }

    static List<Row> read(String chart) {
        return chart.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .skip(1)
                .map(line -> line.split("\\|", -1))
                .map(of -> new Row(
                        of[0].strip(), of[1].strip(), of[2].strip(), of[3].strip(), of[4].strip(), of[5].strip(),
                        of[6].strip()))
                .toList();
    }

    static String write(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(HEADER));
        rows.forEach(row -> lines.add(row.cells()));
        StringBuilder text = new StringBuilder(
                """
                # An escrow of 60.00 EUR for the preset goods, of which the payee bears a commission of 7.20.
                # when: before or after the deadline that the state announces; - makes no difference.
                # becomes: the state shown, or the refusal; otherwise: %s.
                """
                        .formatted(OTHERWISE));
        for (List<String> line : lines) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < line.size(); i++) {
                int column = i;
                int width = lines.stream().mapToInt(of -> of.get(column).length()).max().orElse(0);
                cells.add(i == line.size() - 1 ? line.get(i) : line.get(i) + " ".repeat(width - line.get(i).length()));
            }
            text.append(String.join(" | ", cells)).append('\n');
        }
        return text.toString();
    }

    /** The README's matrix: of each state, of whatever kind, to which states a command may lead. */
    static String matrix(List<Row> rows) {
        StringBuilder text = new StringBuilder("| command | by | " + String.join(" | ", PHASES) + " |\n");
        text.append("|---".repeat(PHASES.size() + 2)).append("|\n");
        for (Map.Entry<String, String> of : BY.entrySet()) {
            String cells = PHASES.stream()
                    .map(phase -> cell(rows, phase, of.getKey()))
                    .collect(Collectors.joining(" | "));
            text.append("| " + of.getKey() + " | " + of.getValue() + " | " + cells + " |\n");
        }
        return text.toString();
    }

    private static String cell(List<Row> rows, String phase, String command) {
        Set<String> leads = new TreeSet<>();
        for (Row row : rows) {
            boolean accepted = !row.event().equals("-");
            if (accepted && row.state().split(":")[0].equals(phase) && row.command().equals(command)) {
                String shown = ChartSamples.escrow(row.state()).stateName();
                leads.add(row.becomes().equals(shown) ? "stays" : "→ " + row.becomes());
            }
        }
        return leads.isEmpty() ? "–" : String.join(", ", leads);
    }
}
