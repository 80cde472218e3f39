/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/** {@code it/vnf-nat}: the Linux kernel's NAT as the VNF, moved while live TCP connections run through it. */
@NullMarked
package org.sharpnfv.it.nat;

import org.jspecify.annotations.NullMarked;
