package io.vedette.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** A store of which another program keeps the rows of some checks locked. */
public final class LockedRows {

    private LockedRows() {}

    /** @param locked told the name of a check before anything of it is stored */
    public static Store of(Store store, Predicate<String> locked) {
        return of(store, locked, () -> false);
    }

    /** @param lost whether the database does not answer this node */
    @SuppressWarnings("unchecked")
    public static Store of(Store store, Predicate<String> locked, BooleanSupplier lost) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isLostHere")) {
                        return lost.getAsBoolean();
                    }
                    if (method.getName().equals("commit") && locked.test(((CheckRecord) arguments[0]).check())
                            || method.getName().equals("read") && lost.getAsBoolean()) {
                        throw new NotDecided("another program keeps a row locked");
                    }
                    if (method.getName().equals("changeAll")) {
                        Function<CheckRecord, Optional<CheckRecord>> change =
                                (Function<CheckRecord, Optional<CheckRecord>>) arguments[1];
                        return store.changeAll(
                                (Collection<String>) arguments[0],
                                record -> locked.test(record.check()) ? Optional.empty() : change.apply(record));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
