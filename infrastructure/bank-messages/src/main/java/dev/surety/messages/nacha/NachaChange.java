package dev.surety.messages.nacha;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Addendum 98: what is wrong in an entry that was paid, and what is right.
 *
 * @param code as the bank wrote it; known or not
 * @param originalTrace of the entry as it went out
 * @param originalRdfi 8 digits of the bank that the entry went to
 * @param corrected empty of a kind that corrects nothing, or if it cannot be read
 * @param refusedCode of a refused notice: the code of the notice that is refused
 */
public record NachaChange(
        String code,
        Kind kind,
        String originalTrace,
        String originalRdfi,
        Corrected corrected,
        Optional<String> refusedCode) {

    /** By code: C01 to C07, C09, C13; C61 to C69 refuse a notice of ours. */
    public enum Kind {
        ACCOUNT,
        ROUTING,
        ROUTING_AND_ACCOUNT,
        NAME,
        TYPE,
        ACCOUNT_AND_TYPE,
        ROUTING_ACCOUNT_AND_TYPE,
        REFERENCE,
        ADDENDA,
        REFUSED,
        UNKNOWN
    }

    /**
     * The corrected data of a notice, as far as its code names them.
     *
     * @param transactionCode of two digits, which names the account's kind
     */
    public record Corrected(
            Optional<String> routing,
            Optional<String> account,
            Optional<String> name,
            Optional<String> transactionCode,
            Optional<String> reference) {
        static final Corrected NOTHING = new Corrected(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public boolean isEmpty() {
            return equals(NOTHING);
        }

        /** The kind of the account, if the code names checking or savings. */
        public Optional<AccountKind> accountKind() {
            return transactionCode.flatMap(code -> switch (code.charAt(0)) {
                case '2' -> Optional.of(AccountKind.CHECKING);
                case '3' -> Optional.of(AccountKind.SAVINGS);
                default -> Optional.empty();
            });
        }

        /** Numbers and names are never printed. */
        @Override
        public String toString() {
            return "corrected";
        }
    }

    static NachaChange of(Line record) {
        String code = record.text(4, 6);
        Kind kind = kind(code);
        var data = new Fields(record);
        Corrected corrected = switch (kind) {
            case ACCOUNT -> data.of(Optional.empty(), data.account(36), Optional.empty());
            case ROUTING -> data.of(data.routing(), Optional.empty(), Optional.empty());
            case ROUTING_AND_ACCOUNT -> data.of(data.routing(), data.account(48), Optional.empty());
            case TYPE -> data.of(Optional.empty(), Optional.empty(), data.type(36));
            case ACCOUNT_AND_TYPE -> data.of(Optional.empty(), data.account(36), data.type(56));
            case ROUTING_ACCOUNT_AND_TYPE -> data.of(data.routing(), data.account(45), data.type(62));
            case NAME -> new Corrected(
                    Optional.empty(), Optional.empty(), record.find(36, 57), Optional.empty(), Optional.empty());
            case REFERENCE -> new Corrected(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), record.find(36, 57));
            case ADDENDA, REFUSED, UNKNOWN -> Corrected.NOTHING;
        };
        return new NachaChange(
                code,
                kind,
                record.text(7, 21),
                record.text(28, 35),
                corrected,
                kind == Kind.REFUSED ? record.find(65, 67) : Optional.empty());
    }

    private static Kind kind(String code) {
        return switch (code) {
            case "C01" -> Kind.ACCOUNT;
            case "C02" -> Kind.ROUTING;
            case "C03" -> Kind.ROUTING_AND_ACCOUNT;
            case "C04" -> Kind.NAME;
            case "C05" -> Kind.TYPE;
            case "C06" -> Kind.ACCOUNT_AND_TYPE;
            case "C07" -> Kind.ROUTING_ACCOUNT_AND_TYPE;
            case "C09" -> Kind.REFERENCE;
            case "C13" -> Kind.ADDENDA;
            case "C61", "C62", "C63", "C64", "C65", "C66", "C67", "C68", "C69" -> Kind.REFUSED;
            default -> Kind.UNKNOWN;
        };
    }

    /** The corrected data of a record. If one of the parts cannot be read, none is told: half of it would mislead. */
    private static final class Fields {
        private final Line record;
        private boolean isWhole = true;

        private Fields(Line record) {
            this.record = record;
        }

        private Optional<String> routing() {
            return checked("corrected routing number", record.text(36, 44), Nacha::isRoutingNumber);
        }

        private Optional<String> account(int from) {
            return checked(
                    "corrected account",
                    record.text(from, from + 16),
                    text -> !text.isEmpty() && text.chars().allMatch(one -> one >= ' ' && one <= '~'));
        }

        private Optional<String> type(int from) {
            return checked(
                    "corrected transaction code", record.text(from, from + 1), text -> text.matches("[0-9]{2}"));
        }

        private Optional<String> checked(String field, String text, Predicate<String> rule) {
            if (rule.test(text)) {
                return Optional.of(text);
            }
            isWhole = false;
            record.in().note(record.line(), field, "cannot be read; the correction is left out");
            return Optional.empty();
        }

        private Corrected of(Optional<String> routing, Optional<String> account, Optional<String> type) {
            return isWhole
                    ? new Corrected(routing, account, Optional.empty(), type, Optional.empty())
                    : Corrected.NOTHING;
        }
    }
}
