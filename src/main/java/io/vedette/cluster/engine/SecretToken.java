package io.vedette.cluster.engine;

import io.vedette.config.values.Sha256;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.security.MessageDigest;
import org.jgroups.Message;
import org.jgroups.auth.AuthToken;

/** Shows that a node that wants to join knows the secret. It travels encrypted, and holds a digest of the secret. */
public final class SecretToken extends AuthToken {

    private static final int LENGTH = 32;

    private byte[] proof = new byte[LENGTH];

    /** For JGroups, which reads the rest from the message. */
    public SecretToken() {}

    SecretToken(String secret) {
        proof = Sha256.of("vedette admission " + secret);
    }

    @Override
    public String getName() {
        return SecretToken.class.getName();
    }

    @Override
    public int size() {
        return LENGTH;
    }

    @Override
    public boolean authenticate(AuthToken token, Message message) {
        return token instanceof SecretToken other && MessageDigest.isEqual(proof, other.proof);
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.write(proof);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        in.readFully(proof);
    }
}
