/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;
import org.sharpnfv.hsl.linux.NetworkInterfaces.Link;

/** A shim towards the network: what is behind it, the VNF's side, has its MTU. */
public interface NetworkShim extends Shim {
    /** The longest payload. */
    int mtu() throws ShimException;

    /** Whether frames can pass; any thread may ask. */
    Link link() throws ErrnoException;

    /** The longest payload of an interface that the kernel knows. */
    static int mtuOf(final Libc libc, final String name) throws ShimException {
        try {
            return new NetworkInterfaces(libc).mtu(name);
        } catch (ErrnoException e) {
            throw ShimException.packetSocket(name, e);
        }
    }

    /** Whether frames can pass an interface that the kernel knows; any thread may ask. */
    static Link linkOf(final String name) throws ErrnoException {
        return new NetworkInterfaces(new Libc()).link(name);
    }
}
