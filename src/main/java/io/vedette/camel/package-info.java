/**
 * Where Vedette meets Apache Camel.
 *
 * <p>In: exchanges. Out: the values that the other packages understand, and back.
 */
package io.vedette.camel;
