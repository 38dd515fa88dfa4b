package dev.surety.runtime.vault;

import dev.surety.model.journal.ChainId;
import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Sealed;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.settings.Environment;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Personal data and free text, outside the journal: AES-256-GCM under a data key per aggregate, the wrapped keys in a
 * table of their own. The journal names each text by a salted commitment. Destroying the key destroys the texts; every
 * entry and every proof stays valid.
 *
 * <p>An attacker with these two tables and no key reads nothing. With the key service as well, that attacker reads
 * everything here, but still moves no money.
 */
public final class Vault {
    /** The day on which words were kept: in no index, or in one that costs a write. */
    static final String DAY = "kept";

    static final String INDEXED_DAY = "keptOn";

    private static final int COMMITMENT_HEX = 40;
    private static final int READS_AT_ONCE = 16;

    private final DynamoDbClient dynamo;
    private final String table;
    private final String keysTable;
    private final KeyWrap wrap;
    private final InstantSource system;

    public Vault(DynamoDbClient dynamo, String table, String keysTable, KeyWrap wrap) {
        this(dynamo, table, keysTable, wrap, InstantSource.system());
    }

    /** @param system by which words that no entry names are known to be old; no test clock moves it */
    public Vault(
            DynamoDbClient dynamo, String table, String keysTable, KeyWrap wrap, InstantSource system) {
        this.system = system;
        this.dynamo = dynamo;
        this.table = table;
        this.keysTable = keysTable;
        this.wrap = wrap;
    }

    public static Vault ofEnvironment(DynamoDbClient dynamo, Secrets secrets) {
        KeyWrap keeper = Environment.find("VAULT_KMS_KEY")
                .<KeyWrap>map(key -> new KmsKeyWrap(AwsJson.ofEnvironment("kms", "TrentService", "KMS_ENDPOINT"), key))
                .orElseGet(() -> new SecretKeyWrap(secrets));
        KeyWrap wrap = new RememberedDataKeys(keeper, InstantSource.system());
        return new Vault(dynamo, Environment.get("VAULT_TABLE"), Environment.get("VAULT_KEYS_TABLE"), wrap);
    }

    /**
     * Keeps words for a chain and gives the commitment by which an entry names them. Keeping the same words again
     * gives the same commitment and one item, and on a later day dates it anew. {@link Orphans} destroys them if no
     * entry ever names them.
     */
    public String keep(ChainId chain, ObjectNode words) {
        return keep(chain, words, DAY);
    }

    /** The same for words about a person: found by their day, so that they go after two days, not two weeks. */
    public String keepPerson(ChainId chain, ObjectNode words) {
        return keep(chain, words, INDEXED_DAY);
    }

    private String today() {
        return LocalDate.ofInstant(system.instant(), ZoneOffset.UTC).toString();
    }

    private String keep(ChainId chain, ObjectNode words, String day) {
        try {
            byte[] key = key(chain).orElseGet(() -> newKey(chain));
            String text = Json.canonical(words);
            // The salt derives from the data key: random to everyone without it, and gone when it is destroyed.
            String salt = Digests.hmacHex(key, text);
            String commitment = Digests.sha256Hex(salt + text).substring(0, COMMITMENT_HEX);
            byte[] sealed = Sealed.seal(
                    key, text.getBytes(StandardCharsets.UTF_8), authenticated(chain, commitment));
            Map<String, AttributeValue> item = new HashMap<>(place(chain, commitment));
            item.put("sealed", AttributeValue.fromB(SdkBytes.fromByteArray(sealed)));
            item.put(day, Items.of(today()));
            putOrDateAnew(item, day);
            return commitment;
        } catch (SdkException e) {
            throw new Outage("the vault does not answer", e);
        }
    }

    /** The words a commitment stands for; nothing when they, or their key, were destroyed. */
    public Optional<ObjectNode> find(ChainId chain, String commitment) {
        return Optional.ofNullable(findAll(chain, Set.of(commitment)).get(commitment));
    }

    /** The same for several of one chain, by commitment: its key is read and opened once, its texts side by side. */
    public Map<String, ObjectNode> findAll(ChainId chain, Set<String> commitments) {
        try {
            Optional<byte[]> key = commitments.isEmpty() ? Optional.empty() : key(chain);
            Map<String, ObjectNode> found = new HashMap<>();
            if (key.isPresent()) {
                List<String> asked = List.copyOf(commitments);
                List<Optional<ObjectNode>> texts =
                        SideBySide.map(READS_AT_ONCE, asked, each -> open(key.get(), chain, each));
                for (int i = 0; i < asked.size(); i++) {
                    String commitment = asked.get(i);
                    texts.get(i).ifPresent(text -> found.put(commitment, text));
                }
            }
            return found;
        } catch (SdkException e) {
            throw new Outage("the vault does not answer", e);
        }
    }

    /** No words are kept for a chain whose words were destroyed. */
    public static final class Destroyed extends Outage {
        private static final long serialVersionUID = 1;

        Destroyed(ChainId chain) {
            super("the words of " + chain + " were destroyed");
        }
    }

    /**
     * Destroys all words of a chain, for ever: its key first, which is enough, then the sealed texts. A mark takes the
     * key's place, so the chain never gets another. A command that has read the key before may still put a text, and
     * nothing opens it. Doing it again changes nothing.
     */
    public void destroy(ChainId chain) {
        try {
            dynamo.updateItem(update -> update.tableName(keysTable)
                    .key(Map.of("pk", Items.of(chain.toString())))
                    .updateExpression("REMOVE #key SET destroyedAt = if_not_exists(destroyedAt, :now)")
                    .expressionAttributeNames(Map.of("#key", "wrapped"))
                    .expressionAttributeValues(Map.of(":now", Items.of(Times.text(system.instant())))));
            for (Map<String, AttributeValue> text : texts(chain)) {
                dynamo.deleteItem(delete -> delete.tableName(table)
                        .key(Map.of("pk", text.get("pk"), "sk", text.get("sk"))));
            }
        } catch (SdkException e) {
            throw new Outage("the vault does not answer", e);
        }
    }

    /** Whether {@link #destroy} has come to its end: the key of a chain is destroyed, and no text is left. */
    public boolean isDestroyed(ChainId chain) {
        try {
            return read(keysTable, Map.of("pk", Items.of(chain.toString()))).containsKey("destroyedAt")
                    && !texts(chain).iterator().hasNext();
        } catch (SdkException e) {
            throw new Outage("the vault does not answer", e);
        }
    }

    private Iterable<Map<String, AttributeValue>> texts(ChainId chain) {
        return dynamo.queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .projectionExpression("pk, sk")
                        .expressionAttributeValues(Map.of(":pk", Items.of(chain.toString()))))
                .items();
    }

    private Optional<ObjectNode> open(byte[] key, ChainId chain, String commitment) {
        return Optional.ofNullable(read(table, place(chain, commitment)).get("sealed"))
                .flatMap(sealed -> Sealed.open(key, sealed.b().asByteArray(), authenticated(chain, commitment)))
                .map(plain -> Json.object(new String(plain, StandardCharsets.UTF_8)));
    }

    private Optional<byte[]> key(ChainId chain) {
        Map<String, AttributeValue> item = read(keysTable, Map.of("pk", Items.of(chain.toString())));
        return Optional.ofNullable(item.get("wrapped"))
                .map(wrapped -> wrap.unwrap(wrapped.b().asByteArray(), chain.toString()));
    }

    private byte[] newKey(ChainId chain) {
        byte[] key = Sealed.randomKey();
        Map<String, AttributeValue> item = Map.of(
                "pk", Items.of(chain.toString()),
                "wrapped", AttributeValue.fromB(SdkBytes.fromByteArray(wrap.wrap(key, chain.toString()))));
        return put(keysTable, item)
                ? key
                : key(chain).orElseThrow(() -> new Destroyed(chain));
    }

    private void putOrDateAnew(Map<String, AttributeValue> item, String day) {
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(" + day + ") OR " + day + " < :today")
                    .expressionAttributeValues(Map.of(":today", Items.of(today()))));
        } catch (ConditionalCheckFailedException there) {
            // The same words, kept today.
        }
    }

    /** Whether the item is new; one that is there already stays as it is. */
    private boolean put(String into, Map<String, AttributeValue> item) {
        try {
            dynamo.putItem(put ->
                    put.tableName(into).item(item).conditionExpression("attribute_not_exists(pk)"));
            return true;
        } catch (ConditionalCheckFailedException there) {
            return false;
        }
    }

    private Map<String, AttributeValue> read(String from, Map<String, AttributeValue> key) {
        var item = dynamo.getItem(get -> get.tableName(from).key(key).consistentRead(true))
                .item();
        return item == null ? Map.of() : item;
    }

    private static Map<String, AttributeValue> place(ChainId chain, String commitment) {
        return Map.of("pk", Items.of(chain.toString()), "sk", Items.of(commitment));
    }

    private static byte[] authenticated(ChainId chain, String commitment) {
        return ("vault\n" + chain + "\n" + commitment + "\nsealed").getBytes(StandardCharsets.UTF_8);
    }
}
