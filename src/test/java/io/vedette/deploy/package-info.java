/** Tests of the examples in {@code deploy/}: Docker Compose, and a chart for Helm. */
package io.vedette.deploy;
