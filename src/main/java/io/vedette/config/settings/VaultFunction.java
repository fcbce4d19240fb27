package io.vedette.config.settings;

import java.util.Arrays;
import java.util.Optional;

/**
 * The functions of placeholders that ask a vault, by the names of Camel's manual. Each comes in a jar of its own, which is
 * not part of Vedette.
 */
public enum VaultFunction {
    AWS("aws", "camel-aws-secrets-manager"),
    AZURE("azure", "camel-azure-key-vault"),
    CYBERARK("cyberark", "camel-cyberark-vault"),
    GCP("gcp", "camel-google-secret-manager"),
    HASHICORP("hashicorp", "camel-hashicorp-vault"),
    IBM("ibm", "camel-ibm-secrets-manager"),
    SECRET("secret", "camel-kubernetes"),
    SECRET_BINARY("secret-binary", "camel-kubernetes"),
    CONFIGMAP("configmap", "camel-kubernetes"),
    CONFIGMAP_BINARY("configmap-binary", "camel-kubernetes");

    private final String function;
    private final String jar;

    VaultFunction(String function, String jar) {
        this.function = function;
        this.jar = jar;
    }

    /** Returns what stands before the first colon of the placeholder. */
    public String function() {
        return function;
    }

    /** Returns what to tell whoever uses it without its jar. */
    public String missing() {
        return "{{" + function + ":...}} needs " + jar
                + ", and the jars that it needs, on the class path beside Vedette's";
    }

    /** Returns the vault that {@code word:} asks, if it is one. */
    public static Optional<VaultFunction> of(String word) {
        return Arrays.stream(values()).filter(one -> one.function.equals(word)).findFirst();
    }
}
