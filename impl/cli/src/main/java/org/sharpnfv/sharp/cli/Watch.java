/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.apache.karaf.shell.support.CommandException;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;

/** Looks at a handover again and again, and tells what has changed, until it has ended or nobody listens any more. */
final class Watch {
    private static final long INTERVAL_MS = 200;
    /** How long to wait for what must come: the first word of a new request, the hand-back of a removed one. */
    private static final int PATIENCE = 50;

    /** Says how it goes. */
    interface Teller {
        /**
         * Says it.
         *
         * @param operations where more can be asked
         * @param handover what there is
         * @return the words
         */
        String tell(Operations operations, Handover handover);
    }

    private final Operations operations;
    private final String id;
    private final Teller teller;
    private final PrintStream out;
    private String told = "";

    Watch(final Operations operations, final String id, final Teller teller, final PrintStream out) {
        this.operations = operations;
        this.id = id;
        this.teller = teller;
        this.out = out;
    }

    void run() throws CommandException {
        int waited = 0;
        while (!out.checkError()) {
            // in this order: a request that is removed in between is seen with its next state
            final boolean inForce = operations.request(id).isPresent();
            final var handover = operations.handover(id).orElse(null);
            if (handover == null && !inForce) {
                out.println(id + ": forgotten");
                return;
            }
            if (handover != null) {
                tell(handover);
                final var back = handover.getHandBack();
                if (ProgressText.isEnd(back == null ? handover.getPhase() : back.getPhase())
                        && (back == null) == inForce) {
                    return;
                }
            }
            waited = handover == null || !inForce && handover.getHandBack() == null ? waited + 1 : 0;
            if (waited > PATIENCE) {
                throw new CommandException(id + ": the controller says nothing of it");
            }
            if (!pause()) {
                return;
            }
        }
    }

    private void tell(final Handover handover) {
        final var words = teller.tell(operations, handover);
        if (!words.equals(told)) {
            told = words;
            out.println(words.startsWith("{") ? words
                : LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS) + " " + words);
            out.flush();
        }
    }

    /** Ctrl-C interrupts the thread of the command. */
    private static boolean pause() {
        try {
            Thread.sleep(INTERVAL_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
