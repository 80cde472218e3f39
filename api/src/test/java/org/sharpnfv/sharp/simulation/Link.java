/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.function.Consumer;

/** A channel in one direction: delay with jitter, never out of order. */
final class Link<T> {
    private final Clock clock;
    private final Dice dice;
    private final long delayNs;
    private final long jitterNs;
    private final Consumer<T> receiver;
    private long lastNs;

    Link(final Clock clock, final Dice dice, final long delayNs, final long jitterNs, final Consumer<T> receiver) {
        this.clock = clock;
        this.dice = dice;
        this.delayNs = delayNs;
        this.jitterNs = jitterNs;
        this.receiver = receiver;
    }

    void send(final T item) {
        lastNs = Math.max(lastNs, clock.nowNs() + delayNs + dice.upTo(jitterNs));
        clock.at(lastNs, () -> receiver.accept(item));
    }

    /** Sends something that others may overtake; it does not overtake anything. */
    void sendSlowly(final T item, final long extraNs) {
        final long atNs = Math.max(lastNs, clock.nowNs() + delayNs + dice.upTo(jitterNs)) + extraNs;
        clock.at(atNs, () -> receiver.accept(item));
    }
}
