package dev.surety.runtime.vault;

import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.json.Json;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** Data keys wrapped by AWS KMS. A role that may use the key there may open the vault; KMS records every use. */
final class KmsKeyWrap implements KeyWrap {
    private final AwsJson kms;
    private final String keyId;

    KmsKeyWrap(AwsJson kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    @Override
    public byte[] wrap(byte[] dataKey, String context) {
        return decode(call("Encrypt", "Plaintext", dataKey, context), "CiphertextBlob");
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String context) {
        return decode(call("Decrypt", "CiphertextBlob", wrapped, context), "Plaintext");
    }

    private ObjectNode call(String operation, String member, byte[] bytes, String context) {
        ObjectNode input = Json.object()
                .put("KeyId", keyId)
                .put(member, Base64.getEncoder().encodeToString(bytes));
        input.putObject("EncryptionContext").put("chain", context);
        return (ObjectNode) kms.call(operation, input);
    }

    private static byte[] decode(ObjectNode answer, String member) {
        return Base64.getDecoder().decode(answer.path(member).asString(""));
    }
}
