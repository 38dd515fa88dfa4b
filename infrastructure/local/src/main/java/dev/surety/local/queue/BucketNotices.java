package dev.surety.local.queue;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import dev.surety.local.template.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells the queues that the template names for its buckets of each new file, in the words of S3. */
public final class BucketNotices {
    private record Target(String bucket, String prefix, String queue) {}

    private final Queues queues;
    private final List<Target> targets = new ArrayList<>();

    public BucketNotices(Template template, Queues queues) {
        this.queues = queues;
        template.resources("AWS::S3::Bucket").forEach((bucket, properties) ->
                list(map(properties.get("NotificationConfiguration")).get("QueueConfigurations")).forEach(notice ->
                        targets.add(target(bucket, map(notice)))));
    }

    private static Target target(String bucket, Map<String, Object> notice) {
        Map<String, Object> key = map(map(notice.get("Filter")).get("S3Key"));
        String prefix = list(key.get("Rules")).stream()
                .map(Template::map)
                .filter(rule -> "prefix".equals(rule.get("Name")))
                .map(rule -> String.valueOf(rule.get("Value")))
                .findFirst()
                .orElse("");
        String queue = String.valueOf(list(map(notice.get("Queue")).get("Fn::GetAtt")).getFirst());
        return new Target(bucket, prefix, queue);
    }

    /** Returns when the queues have the message. */
    public void created(String key, long bytes) {
        for (Target target : targets) {
            if (key.startsWith(target.prefix())) {
                queues.messages().send(queues.url(target.queue()), List.of(message(target.bucket(), key, bytes)));
            }
        }
    }

    private static String message(String bucket, String key, long bytes) {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        ObjectNode s3 = message.putArray("Records")
                .addObject()
                .put("eventSource", "aws:s3")
                .put("eventName", "ObjectCreated:Put")
                .putObject("s3");
        s3.putObject("bucket").put("name", bucket);
        s3.putObject("object").put("key", URLEncoder.encode(key, StandardCharsets.UTF_8)).put("size", bytes);
        return message.toString();
    }
}
