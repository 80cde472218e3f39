/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

/**
 * The paper's section IV-A: how many packets the controller handles for one handover, N being messages of state, R the
 * redirected packets, T those of them that SHarP's controller buffers, and C a constant that figure 4 leaves out.
 *
 * <pre>
 *   OpenNF   3N + 2R + C
 *   SHarP    2T + C
 * </pre>
 */
final class Model {
    /** Length of a handover in figure 4. */
    static final double HANDOVER_S = 0.07;
    /** Length of the initial signalling in figure 4. */
    static final double SIGNALLING_S = 0.01;
    /** State of a flow in figure 4a. */
    static final double STATE_KB = 10;
    /** Packets/s in figure 4b. */
    static final double RATE_PPS = 1000;
    /** One message for each so many bytes of state. */
    private static final double MESSAGE_KB = 1;

    private Model() {
    }

    /** 3N + 2R. */
    static double openNf(final double stateMessages, final double redirected) {
        return 3 * stateMessages + 2 * redirected;
    }

    /** 2T. */
    static double sharp(final double buffered) {
        return 2 * buffered;
    }

    /** OpenNF's controller in figure 4. */
    static double openNfInPaper(final double ratePps, final double stateKb) {
        return openNf(stateKb / MESSAGE_KB, ratePps * HANDOVER_S);
    }

    /** SHarP's controller in figure 4. */
    static double sharpInPaper(final double ratePps) {
        return sharp(ratePps * SIGNALLING_S);
    }

    /** OpenNF's controller while the state takes a time: all packets of both directions are redirected until then. */
    static double openNfDuring(final double ratePps, final double stateKb, final double seconds) {
        return openNf(stateKb / MESSAGE_KB, 2 * ratePps * seconds);
    }
}
