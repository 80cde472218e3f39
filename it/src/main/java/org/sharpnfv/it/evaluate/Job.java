/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import org.sharpnfv.it.Mode;

/** What is to be measured next. */
sealed interface Job {
    /** Its turn, from 1. */
    int round();

    /** For the person who watches. */
    String text();

    /** About how long it takes, seconds. */
    double seconds();

    /**
     * Handovers.
     *
     * @param cell what
     * @param round which turn
     * @param repetitions how many there by POST, each with its hand-back
     */
    record Handovers(Cell cell, int round, int repetitions) implements Job {
        private static final double STREAM_S = 5.5;
        private static final double HANDOVER_S = 1.6;

        @Override
        public String text() {
            return cell.text() + ", " + repetitions + " there and back";
        }

        @Override
        public double seconds() {
            final var plan = cell.plan("estimate", 0);
            return STREAM_S + plan.interval().toMillis() / 1e3
                + 2 * repetitions * (HANDOVER_S + plan.idleS() - 1 + cell.stateDelayMs() / 1e3 + cell.flows() / 500.0);
        }
    }

    /**
     * A TCP connection.
     *
     * @param mode how it is moved
     * @param round which turn
     */
    record Tcp(Mode mode, int round) implements Job {
        @Override
        public String text() {
            return mode.text() + ", a TCP connection there and back";
        }

        @Override
        public double seconds() {
            return TcpTrial.SECONDS + 2;
        }
    }

    /**
     * Handovers in mode sharp whose timelines are read.
     *
     * @param round which turn
     */
    record Timelines(int round) implements Job {
        /** There by POST and back by DELETE, in turn. */
        static final int HANDOVERS = 20;

        @Override
        public String text() {
            return "timelines of " + HANDOVERS + " handovers";
        }

        @Override
        public double seconds() {
            return Handovers.STREAM_S + HANDOVERS * Handovers.HANDOVER_S;
        }
    }
}
