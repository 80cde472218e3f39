/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A named number with one writer and any readers; costs the writer no fence. Not for more than one writer. */
public final class Counter {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;
    private long value;

    Counter(final String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public void increment() {
        add(1);
    }

    public void add(final long delta) {
        VALUE.setOpaque(this, value + delta);
    }

    public void set(final long newValue) {
        VALUE.setOpaque(this, newValue);
    }

    /** Raises the value to the one given: a peak. */
    public void raiseTo(final long candidate) {
        if (candidate > value) {
            set(candidate);
        }
    }

    public long value() {
        return (long) VALUE.getOpaque(this);
    }
}
