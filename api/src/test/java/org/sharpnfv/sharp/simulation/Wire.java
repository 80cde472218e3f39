/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

/** What may happen to frames between switches and agents: nothing to data, what the faults say to control frames. */
final class Wire {
    private final Scenario scenario;
    private final Dice dice;
    private final Ledger ledger;
    private final int silentPort;
    private boolean healed;

    Wire(final Scenario scenario, final Ledger ledger) {
        this.scenario = scenario;
        this.ledger = ledger;
        dice = new Dice(scenario.seed, "wire");
        silentPort = scenario.has(Fault.AGENT_SILENT) ? 11 + dice.below(Scenario.INSTANCES) : Integer.MIN_VALUE;
    }

    /** Faults stop. */
    void heal() {
        healed = true;
    }

    void send(final Link<byte[]> link, final int port, final byte[] frame) {
        if (healed || !SimFrame.isControl(frame)) {
            link.send(frame);
        } else if (port != silentPort && !dice.chance(scenario.controlLoss)) {
            if (dice.chance(scenario.delay)) {
                link.sendSlowly(frame, dice.upTo(Bounds.DELAYED_NS));
            } else {
                link.send(frame);
            }
            if (dice.chance(scenario.duplication)) {
                link.sendSlowly(frame.clone(), dice.upTo(Bounds.DELAYED_NS));
            }
        } else {
            ledger.destroy(frame, "on the wire");
        }
    }
}
