package io.vedette.config.values;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of certificate authorities in PEM (RFC 7468), as {@code openssl} writes and {@code curl --cacert} takes it. Text
 * around the certificates is passed over. A certificate that signed itself counts as its own authority.
 */
public final class TrustFile {

    /** All public authorities of a system together take a quarter of it. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final String EXPECTED =
            "expected a PEM file with one or more CA certificates" + " (-----BEGIN CERTIFICATE-----)";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern OPEN = Pattern.compile("-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----");
    private static final Pattern CERTIFICATE = Pattern.compile("(X509 )?CERTIFICATE");

    private TrustFile() {}

    /**
     * Reads the authorities, one at least.
     *
     * @throws IllegalArgumentException when the file cannot be read or holds something else; the message names the file
     *     and says what was expected
     */
    public static List<X509Certificate> read(Path file) {
        TextFile content = TextFile.read(file, MOST_BYTES);
        if (!content.isRead()) {
            throw new IllegalArgumentException(file + " " + content.complaint() + "; " + EXPECTED);
        }
        List<X509Certificate> authorities = new ArrayList<>();
        String other = "";
        Matcher block = BLOCK.matcher(content.text());
        int end = 0;
        while (block.find()) {
            end = block.end();
            if (CERTIFICATE.matcher(block.group(1)).matches()) {
                authorities.add(authority(file, authorities.size() + 1, block.group(2)));
            } else if (other.isEmpty()) {
                other = ", only a " + block.group(1);
            }
        }
        if (OPEN.matcher(content.text().substring(end)).find()) {
            throw new IllegalArgumentException(
                    file + " is cut off: certificate " + (authorities.size() + 1) + " has no end; " + EXPECTED);
        }
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no certificate" + other + "; " + EXPECTED);
        }
        return List.copyOf(authorities);
    }

    private static X509Certificate authority(Path file, int number, String base64) {
        String pem = "-----BEGIN CERTIFICATE-----\n" + base64.strip() + "\n-----END CERTIFICATE-----\n";
        X509Certificate certificate;
        try {
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    file + ": certificate " + number + " cannot be read (" + Causes.message(e) + "); " + EXPECTED);
        }
        boolean selfSigned = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        if (certificate.getBasicConstraints() < 0 && !selfSigned) {
            throw new IllegalArgumentException(file + ": certificate " + number + ", of "
                    + certificate.getSubjectX500Principal().getName()
                    + ", is that of a server, not of a CA; expected that of "
                    + certificate.getIssuerX500Principal().getName() + ", which issued it");
        }
        return certificate;
    }
}
