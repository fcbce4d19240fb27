package io.vedette.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Sessions in a database that may be lost: who has them goes on with what it knows. */
final class ResilientSessions implements KeptSessions {

    private final MendedDatabase durable;

    ResilientSessions(MendedDatabase durable) {
        this.durable = durable;
    }

    @Override
    public void keep(KeptSession session) {
        ask(kept -> {
            kept.keep(session);
            return true;
        });
    }

    @Override
    public void end(String hash) {
        ask(kept -> {
            kept.end(hash);
            return true;
        });
    }

    @Override
    public Optional<KeptSession> find(String hash) {
        return ask(kept -> kept.find(hash));
    }

    @Override
    public Set<String> open(Instant now) {
        return ask(kept -> kept.open(now));
    }

    @Override
    public boolean isFirst(String what, Instant ends) {
        return ask(kept -> kept.isFirst(what, ends));
    }

    @Override
    public void purge(Instant now) {
        ask(kept -> {
            kept.purge(now);
            return true;
        });
    }

    private <T> T ask(Function<KeptSessions, T> question) {
        return durable.ask(store -> question.apply(store.sessions()))
                .orElseThrow(() -> new NotDecided("the database is lost"));
    }
}
