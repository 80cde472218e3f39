/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Stream;

/** Measures what each handover costs the controller and the switches. */
public final class LoadWatch implements Watch {
    /** A look at the switches starts two programs, which a small machine feels. */
    private static final long LOOK_NS = Duration.ofMillis(400).toNanos();

    private final Lab lab;
    private final List<Load> loads = new ArrayList<>();
    private Duration cpuBefore = Duration.ZERO;
    private long entriesMax;
    private long memoryKb;
    private long nextLookNs;

    /**
     * Has seen nothing yet.
     *
     * @param lab where
     */
    public LoadWatch(final Lab lab) {
        this.lab = lab;
    }

    /**
     * What was seen.
     *
     * @return one for each handover so far
     */
    public List<Load> loads() {
        return List.copyOf(loads);
    }

    @Override
    public void begin() {
        entriesMax = 0;
        memoryKb = 0;
        nextLookNs = System.nanoTime();
        cpuBefore = lab.controller().child().cpu();
    }

    /** No peak passes unseen: the entries of all flows stay until no new flow has shown up for a second or longer. */
    @Override
    public void look() {
        if (nextLookNs - System.nanoTime() <= 0) {
            for (String bridge : lab.topology().ovs().bridges()) {
                entriesMax = Math.max(entriesMax, lab.topology().ovs().countSharpEntries(bridge));
            }
            memoryKb = Math.max(memoryKb, lab.controller().child().memoryKb());
            nextLookNs = System.nanoTime() + LOOK_NS;
        }
    }

    @Override
    public void end() {
        final Duration cpu = lab.controller().child().cpu().minus(cpuBefore);
        memoryKb = Math.max(memoryKb, lab.controller().child().memoryKb());
        loads.add(new Load(cpu.toMillis(), memoryKb, entriesMax));
    }

    @Override
    public void settled(final Stream stream) {
        // what a stream shows is not what a handover costs
    }
}
