package com.example.shop;

import io.vedette.CheckTransition;
import io.vedette.alert.Alert;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The board in the shop: what happened, as CDI tells it. */
@ApplicationScoped
public class Board {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void note(@Observes CheckTransition change) {
        lines.add(change.check() + " is " + change.to().code());
    }

    void note(@ObservesAsync Alert alert) {
        lines.add("alert of " + alert.check() + ": " + alert.kind());
    }

    /** Returns what happened, the oldest first. */
    public List<String> lines() {
        return lines;
    }
}
