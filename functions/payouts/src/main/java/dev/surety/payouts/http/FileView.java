package dev.surety.payouts.http;

import dev.surety.messages.pain.FileLayout;
import dev.surety.model.id.FileId;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A file as the API shows it. */
final class FileView {
    private FileView() {}

    static ObjectNode of(Stored stored) {
        PayoutFile file = stored.file();
        Optional<FileEvent.Written> written = file.written();
        ObjectNode view = Json.object()
                .put("id", stored.id().value())
                .put("run", file.order().run().map(Object::toString).orElse(null))
                .put("payout", file.order().payout().map(Object::toString).orElse(null))
                .put("rail", file.order().rail())
                .put("account", file.order().account())
                .put("state", file.state())
                .put(
                        "executionDate",
                        file.composed().map(of -> of.executionDate().toString()).orElse(null))
                .put("name", written.map(FileEvent.Written::name).orElse(null))
                .put("sha256", written.map(FileEvent.Written::sha256).orElse(null));
        if (written.isPresent()) {
            view.put("bytes", written.get().bytes());
        } else {
            view.putNull("bytes");
        }
        view.put("count", file.count()).set("sum", Json.tree(file.sum()));
        groups(view.putArray("groups"), stored);
        view.put("downloads", file.links().given());
        bank(view, file, stored.id());
        ArrayNode commands = view.putArray("commands");
        commands(file).forEach(commands::add);
        return view.put("version", stored.version()).put("createdAt", Times.text(file.begunAt()));
    }

    private static void groups(ArrayNode groups, Stored stored) {
        PayoutFile file = stored.file();
        for (int at = 0; at < file.groups().size(); at++) {
            PayoutFile.Group group = file.groups().get(at);
            if (group.count() > 0) {
                groups.addObject()
                        .put("id", FileLayout.groupId(stored.id().value(), at + 1))
                        .put("count", group.count())
                        .set("sum", Json.tree(file.sum(group)));
            }
        }
    }

    private static void bank(ObjectNode view, PayoutFile file, FileId id) {
        if (file.handedOver().isPresent()) {
            FileEvent.HandedOver handed = file.handedOver().get();
            view.putObject("handedOver").put("at", Times.text(handed.at())).put("by", handed.by());
        } else {
            view.putNull("handedOver");
        }
        if (file.answer().isPresent()) {
            PayoutFile.Answer answer = file.answer().get();
            view.putObject("answer").put("status", answer.status()).put("code", answer.code());
        } else {
            view.putNull("answer");
        }
        if (file.difference().isPresent()) {
            difference(view.putObject("difference"), file.difference().get(), id);
        } else {
            view.putNull("difference");
        }
        if (file.wish().isPresent()) {
            PayoutFile.Wish wish = file.wish().get();
            view.putObject("void").put("by", wish.by()).put("at", Times.text(wish.at()));
        } else {
            view.putNull("void");
        }
    }

    private static void difference(ObjectNode view, PayoutFile.Difference of, FileId id) {
        view.put("group", of.part().map(part -> FileLayout.groupId(id.value(), part + 1)).orElse(null))
                .put("count", of.count().orElse(null))
                .put("sum", of.sum().orElse(null));
    }

    /** The commands that make sense in this state; the rules ask for more. */
    private static List<String> commands(PayoutFile file) {
        if (file.written().isEmpty() || file.isVoid()) {
            return List.of();
        }
        List<String> commands = new ArrayList<>();
        boolean isRefused = file.answer().filter(PayoutFile.Answer::isRefusal).isPresent();
        if (file.wish().isEmpty() && !isRefused) {
            commands.add("download");
        }
        if (file.handedOver().isEmpty()) {
            commands.add("handed-over");
        }
        commands.addAll(file.wish().isEmpty() ? List.of("void") : List.of("void/approve", "void/reject"));
        return List.copyOf(commands);
    }
}
