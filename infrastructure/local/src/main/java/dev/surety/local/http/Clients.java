package dev.surety.local.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The clients of a local world: {@code <marketplace>-<role>}, with the secret {@code <client id>-secret}. */
public final class Clients {
    public static final List<String> MARKETPLACES = List.of("demo", "other", Clients.DISPUTES, Clients.SCREENED);

    /** The marketplace whose settings name arbiters; in the others staff award what is disputed. */
    public static final String DISPUTES = "disputes";

    /** The marketplace whose settings have rules for its participants; in the others all are verified at once. */
    public static final String SCREENED = "screened";

    /** The demo's marketplace: a demo elsewhere would move the clock of a newcomer's sale. */
    public static final String SHOWCASE = "showcase";

    /** The scopes that a person's own token may ask for, as far as its client may. */
    static final List<String> PERSONAL = List.of(
            "participants:read",
            "participants:write",
            "escrows:read",
            "escrows:write",
            "ledger:read",
            "payouts:read",
            "payouts:request",
            "disputes:read",
            "disputes:write",
            "reputation:read",
            "reputation:write");

    private static final List<String> READS = List.of(
            "participants:read",
            "escrows:read",
            "ledger:read",
            "payouts:read",
            "disputes:read",
            "reputation:read",
            "events:read");

    record Client(String id, String marketplace, Optional<String> person, List<String> scopes) {
        String secret() {
            return id + "-secret";
        }
    }

    private final Map<String, Client> clients = new LinkedHashMap<>();

    Clients() {
        for (String marketplace : Stream.concat(MARKETPLACES.stream(), Stream.of(SHOWCASE)).toList()) {
            add(marketplace, "backend", false, List.of(
                    "participants:read", "participants:write", "escrows:read", "escrows:write", "ledger:read",
                    "payouts:read", "payouts:request", "disputes:read", "disputes:write", "reputation:read",
                    "reputation:write", "webhooks:write", "events:read"));
            add(marketplace, "operator", true, List.of(
                    "operator", "escrows:operate", "disputes:operate", "participants:decide", "participants:read",
                    "escrows:read", "ledger:read", "payouts:read", "disputes:read", "reputation:read", "events:read"));
            add(marketplace, "maker", true, List.of(
                    "payouts:read", "payouts:plan", "payouts:reconcile", "ledger:read", "ledger:adjust"));
            for (String checker : List.of("checker", "checker2")) {
                add(marketplace, checker, true, List.of(
                        "payouts:read", "payouts:approve", "payouts:files", "ledger:read", "ledger:approve",
                        "settings:approve"));
            }
            add(marketplace, "treasurer", true, List.of("payouts:read", "payouts:files"));
            for (String compliance : List.of("compliance1", "compliance2")) {
                add(marketplace, compliance, true, List.of("participants:read", "participants:decide"));
            }
            for (String arbiter : List.of("arbiter", "arbiter1", "arbiter2", "arbiter3", "arbiter4")) {
                add(marketplace, arbiter, true, List.of("disputes:read", "disputes:rule", "escrows:read"));
            }
            add(marketplace, "moderator", true, List.of("reputation:read", "reputation:moderate"));
            add(marketplace, "auditor", true, READS);
        }
    }

    private void add(String marketplace, String role, boolean staff, List<String> scopes) {
        String id = marketplace + "-" + role;
        clients.put(id, new Client(id, marketplace, staff ? Optional.of(id) : Optional.empty(), scopes));
    }

    Optional<Client> find(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    /** The id and secret of every client, but the demo's, to be shown when the world has started. */
    public static Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        new Clients().clients.values().stream()
                .filter(client -> MARKETPLACES.contains(client.marketplace()))
                .forEach(client -> secrets.put(client.id(), client.secret()));
        return secrets;
    }
}
