/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Bounded waits. */
public final class Waiting {
    private Waiting() {
    }

    /**
     * Waits until something holds.
     *
     * @param what for the message
     * @param limit how long at most
     * @param interval between two looks
     * @param condition what is to hold
     */
    public static void until(final String what, final Duration limit, final Duration interval,
            final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (deadlineNs - System.nanoTime() <= 0) {
                throw new LabException("no " + what + " within " + limit.toSeconds() + " s");
            }
            pause(interval);
        }
    }

    /**
     * Sleeps.
     *
     * @param time how long
     */
    public static void pause(final Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }
}
