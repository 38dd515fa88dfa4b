package dev.surety.onboarding.http.export;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.export.PersonViews;
import dev.surety.onboarding.domain.method.PayoutMethods;
import dev.surety.onboarding.http.ParticipantView;
import dev.surety.onboarding.http.PayoutMethodView;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The API's views for a participant's own token, so that no export can say more than the API. */
public final class OwnViews implements PersonViews {
    private final Vault vault;

    public OwnViews(Vault vault) {
        this.vault = vault;
    }

    @Override
    public ObjectNode participant(Participant of) {
        var chain = of.entry().chain();
        var itself = new Caller(chain.marketplace(), Caller.Kind.PARTICIPANT, chain.id(), Set.of());
        return ParticipantView.of(of, vault, itself);
    }

    @Override
    public List<ObjectNode> methods(Participant of) {
        PayoutMethods methods = of.state().methods();
        return methods.list().stream()
                .map(method -> PayoutMethodView.of(
                        methods,
                        method,
                        vault.find(of.entry().chain(), method.words())
                                .map(words -> Json.read(words, PayeeAccount.class)),
                        Optional.empty()))
                .toList();
    }
}
