/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

/** A queue of packet handles that grows by doubling and allocates nothing otherwise. */
final class HandleQueue {
    private int[] handles = new int[16];
    private int head;
    private int size;

    void add(final int handle) {
        if (size == handles.length) {
            final int[] larger = new int[size * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = handles[head + i & handles.length - 1];
            }
            handles = larger;
            head = 0;
        }
        handles[head + size & handles.length - 1] = handle;
        size++;
    }

    int remove() {
        final int handle = handles[head];
        head = head + 1 & handles.length - 1;
        size--;
        return handle;
    }

    int size() {
        return size;
    }
}
