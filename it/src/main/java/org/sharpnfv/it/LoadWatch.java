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
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.lab.EntryCensus;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Stream;

/** Measures what each handover costs the controller and the switches. */
public final class LoadWatch implements Watch {
    private final Lab lab;
    private final List<Load> loads = new ArrayList<>();
    private Duration cpuBefore = Duration.ZERO;
    private @Nullable EntryCensus census;
    private long memoryKb;

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
        memoryKb = 0;
        census = lab.census();
        cpuBefore = lab.controller().child().cpu();
    }

    @Override
    public void look() {
        memoryKb = Math.max(memoryKb, lab.controller().child().memoryKb());
    }

    @Override
    public void end() {
        final Duration cpu = lab.controller().child().cpu().minus(cpuBefore);
        look();
        try (EntryCensus ended = census) {
            loads.add(new Load(cpu.toMillis(), memoryKb, ended == null ? 0 : ended.most()));
        }
    }

    @Override
    public void settled(final Stream stream) {
        // what a stream shows is not what a handover costs
    }
}
