/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import org.sharpnfv.it.lab.Stream;

/**
 * What a stream has suffered so far.
 *
 * @param lost packets that are neither here nor on their way, in either direction
 * @param duplicated packets that arrived more than once
 * @param reordered packets behind their successor
 */
record Toll(long lost, long duplicated, long reordered) {
    /**
     * Of a stream that has settled: what is missing behind a later packet will not come any more. What is lost there is
     * missing at Host1, too.
     */
    static Toll of(final Stream.Look look) {
        return new Toll(look.reverse().missing(),
            Math.max(look.forward().duplicated(), look.reverse().duplicated()),
            Math.max(look.forward().reordered(), look.reverse().reordered()));
    }

    Toll since(final Toll before) {
        return new Toll(lost - before.lost, duplicated - before.duplicated, reordered - before.reordered);
    }
}
