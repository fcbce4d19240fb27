/**
 * The one SQL dialect for SQLite and PostgreSQL: opening, pools, migrations, and who uses a file just now. With
 * {@code store} and {@code history} all that knows databases.
 *
 * <p>In: {@code vedette.database.*}. Out: connections.
 */
package io.vedette.database;
