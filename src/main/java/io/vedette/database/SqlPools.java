package io.vedette.database;

/** The connections to a database, for those who write and for those who read much. */
interface SqlPools extends AutoCloseable {

    /** None are open. */
    SqlPools NONE = of(null);

    SqlConnections writing();

    /** Returns those of the writers where readers have none of their own. */
    SqlConnections reading();

    /** Closes what was opened for them. */
    @Override
    void close();

    /** Returns the same connections for all, with nothing to close. */
    static SqlPools of(SqlConnections connections) {
        return new SqlPools() {
            @Override
            public SqlConnections writing() {
                return connections;
            }

            @Override
            public SqlConnections reading() {
                return connections;
            }

            @Override
            public void close() {}
        };
    }
}
