package com.example.shop;

import io.vedette.spring.boot.VedetteAlert;
import io.vedette.spring.boot.VedetteTransition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down what changes, as any bean of the shop may. */
@Component
class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    @EventListener
    void changed(VedetteTransition transition) {
        LOG.info("{} is {}", transition.check(), transition.change().to());
    }

    @EventListener
    void told(VedetteAlert alert) {
        LOG.info("{}: {}", alert.check(), alert.alert().message());
    }
}
