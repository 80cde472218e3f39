/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

/** What the example VNF does to packets. */
public enum VnfKind {
    /** It counts them. */
    COUNTING,
    /** It counts them and translates addresses and ports, so that the reverse of a flow is not its swap. */
    NAT
}
