/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The packet stream that proves or refutes the claim: a generator in Host1 numbers each packet of each flow, a
 * responder in Host2 sends it back, and both keep account of what is lost, duplicated or out of order on the way to
 * them. Both run in processes of their own and speak with the driver in lines over standard input and output. Times
 * are of CLOCK_MONOTONIC ({@link java.lang.System#nanoTime}), which all processes of a machine share.
 */
@NullMarked
package org.sharpnfv.it.traffic;

import org.jspecify.annotations.NullMarked;
