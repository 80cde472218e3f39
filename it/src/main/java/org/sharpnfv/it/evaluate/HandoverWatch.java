/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.sharpnfv.it.Load;
import org.sharpnfv.it.LoadWatch;
import org.sharpnfv.it.Watch;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Stream;

/** What each handover costs, and what its packets suffer. */
final class HandoverWatch implements Watch {
    private final LoadWatch load;
    private final List<Toll> tolls = new ArrayList<>();

    HandoverWatch(final Lab lab) {
        load = new LoadWatch(lab);
    }

    List<Load> loads() {
        return load.loads();
    }

    /** Before the first handover, and after each. */
    List<Toll> tolls() {
        return List.copyOf(tolls);
    }

    @Override
    public void begin() {
        load.begin();
    }

    @Override
    public void look() {
        load.look();
    }

    @Override
    public void end() {
        load.end();
    }

    @Override
    public void settled(final Stream stream) {
        tolls.add(Toll.of(stream.look()));
    }
}
