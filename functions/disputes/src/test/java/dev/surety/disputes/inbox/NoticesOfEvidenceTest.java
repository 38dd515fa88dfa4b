package dev.surety.disputes.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.json.Json.Malformed;
import dev.surety.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bucket tells of a file that was put. */
class NoticesOfEvidenceTest {
    private static final String ITEM = Id.derive("ev", "a");

    private final List<String> heard = new ArrayList<>();

    private Handled handle(String message) throws Malformed {
        var inbox = new EvidenceUploads(item -> heard.add(item.toString()), _ -> Handled.AGAIN);
        return inbox.handle(Json.parse(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static String notice(String key) {
        return """
                {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
                  "s3": {"bucket": {"name": "b"}, "object": {"key": "%s", "size": 1}}}]}""".formatted(key);
    }

    @Test
    void anUploadIsHeard() throws Malformed {
        assertEquals(Handled.DONE, handle(notice("evidence%2Fdemo%2Fdsp_a%2F" + ITEM)));
        assertEquals(Handled.DONE, handle(notice("evidence/demo/cb_a/" + ITEM)));
        assertEquals(List.of("evidence/demo/dsp_a/" + ITEM, "evidence/demo/cb_a/" + ITEM), heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "uploads/demo/bs_1", "evidence/demo/dsp_a/ev_1", "evidence/../dsp_a/%s", "evidence/demo/..%%2Fa/%s",
        "evidence/demo/dsp_a/b/%s", "evidence/demo/%%/%s", ""
    })
    void aKeyOfNoEvidenceIsNotHeard(String key) throws Malformed {
        assertEquals(Handled.DONE, handle(notice(key.replace("%s", ITEM).replace("%%", "%"))));
        assertEquals(List.of(), heard);
    }

    @Test
    void otherMessagesAreHandedOn() throws Malformed {
        assertEquals(Handled.DONE, handle("{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\"}"));
        assertEquals(Handled.AGAIN, handle("{\"chain\": \"dispute#demo#dsp_a\"}"));
    }
}
