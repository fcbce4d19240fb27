package io.vedette.status.source;

import io.vedette.evaluate.MuteService;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.history.History;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the API shows and what it may do.
 *
 * @param watchlist the checks that are watched
 * @param targets the targets and their health
 * @param store the waiting alerts
 * @param history what was
 * @param mutes which mute is on
 * @param operations what an operator may do
 * @param pages what is set of pages, as it is now
 * @param newChecks tries checks that are not there yet
 * @param secrets masks the secrets in what an endpoint said, also half of one where that was cut
 */
public record Sources(
        Watchlist watchlist,
        Targets targets,
        Store store,
        History history,
        MuteService mutes,
        Operations operations,
        Supplier<PageSettings> pages,
        NewChecks newChecks,
        UnaryOperator<String> secrets,
        Clock clock) {

    /** Returns a check by its name; a proxy may have folded the two slashes of a URL's scheme into one. */
    public Optional<Watched> find(String name) {
        return watchlist.find(name).or(() -> watchlist.find(unfolded(name)));
    }

    public static String unfolded(String name) {
        return name.replaceFirst("^(https?):/(?!/)", "$1://");
    }
}
