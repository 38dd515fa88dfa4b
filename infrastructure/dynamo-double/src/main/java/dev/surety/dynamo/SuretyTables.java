package dev.surety.dynamo;

import dev.surety.dynamo.TableShape.KeyPart;
import dev.surety.dynamo.TableShape.Rule;
import java.util.List;

/** The shapes of every table of the template, under simple names, to which tests set the table variables. */
public final class SuretyTables {
    public static final String JOURNAL = "journal";
    public static final String LEDGER = "ledger";
    public static final String EVENTS = "events";
    public static final String VAULT = "vault";
    public static final String VAULT_KEYS = "vault-keys";
    public static final String CURSORS = "cursors";
    public static final String SANDBOX = "sandbox";
    public static final String WORKLIST = "worklist";

    private static final KeyPart PK = KeyPart.text("pk");
    private static final KeyPart SK = KeyPart.text("sk");

    private SuretyTables() {}

    public static TableShape journal() {
        return TableShape.of(JOURNAL, PK, KeyPart.number("sk"))
                .withIndex("byOwner", KeyPart.text("owner"), KeyPart.text("at"))
                .withIndex("byCounterparty", KeyPart.text("counterparty"), KeyPart.text("at"))
                .withIndex("byReference", KeyPart.text("reference"), KeyPart.text("at"))
                .withIndex("byDue", KeyPart.text("due"), KeyPart.text("dueAt"))
                .with(Rule.APPEND_ONLY)
                .with(Rule.STREAMED);
    }

    /** Derived tables may be overwritten by the code that derives them; tables of truth, or that guard it, may not. */
    public static List<TableShape> all() {
        return List.of(
                journal(),
                TableShape.of(LEDGER, PK, SK).with(Rule.DELETABLE_ON_CONDITION),
                TableShape.of(EVENTS, PK, SK).with(Rule.OVERWRITABLE),
                TableShape.of(VAULT, PK, SK)
                        .withIndex("byKeptOn", KeyPart.text("keptOn"), PK)
                        .with(Rule.DELETABLE),
                TableShape.of(VAULT_KEYS, PK).with(Rule.DELETABLE),
                TableShape.of(CURSORS, PK).with(Rule.OVERWRITABLE).with(Rule.DELETABLE),
                TableShape.of(SANDBOX, PK, SK).with(Rule.OVERWRITABLE).with(Rule.DELETABLE),
                TableShape.of(WORKLIST, PK, SK)
                        .withIndex("byOpened", KeyPart.text("queue"), KeyPart.text("openedAt")));
    }
}
