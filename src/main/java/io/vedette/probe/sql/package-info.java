/**
 * Queries of databases whose drivers are on the class path (JDBC).
 *
 * <p>In: the parameters of a check. Out: the rows as JSON, bounded in number and size.
 */
package io.vedette.probe.sql;
