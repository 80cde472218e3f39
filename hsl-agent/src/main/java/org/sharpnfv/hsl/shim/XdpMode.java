/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

/** Where the XDP program of an AF_XDP shim runs. */
public enum XdpMode {
    /** In the driver if it can, else before the kernel's stack. */
    AUTO,
    /** In the driver, for each frame before the kernel makes a packet buffer of it. */
    NATIVE,
    /** Before the kernel's stack: works with every driver. */
    SKB
}
