package io.vedette.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The calls of watched jobs in a database that may be lost: then none are kept or found, and whoever has them tries again. */
final class ResilientCalls implements KeptCalls {

    private final MendedDatabase durable;

    ResilientCalls(MendedDatabase durable) {
        this.durable = durable;
    }

    @Override
    public boolean keep(Collection<JobCalls> calls, Instant now) {
        return ask(kept -> kept.keep(calls, now)).orElse(false);
    }

    @Override
    public Optional<JobCalls> find(String check) {
        return ask(kept -> kept.find(check)).flatMap(Function.identity());
    }

    @Override
    public List<JobCalls> all() {
        return ask(KeptCalls::all).orElse(List.of());
    }

    private <T> Optional<T> ask(Function<KeptCalls, T> question) {
        try {
            return durable.ask(store -> question.apply(store.calls()));
        } catch (NotDecided e) {
            return Optional.empty(); // Another program keeps a row locked.
        }
    }
}
